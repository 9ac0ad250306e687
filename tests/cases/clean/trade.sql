-- A wholesaler, in the layout of the other well-known sample: text keys of customers, names with blanks, dates as text.
CREATE TABLE Categories (CategoryID INTEGER PRIMARY KEY AUTOINCREMENT, CategoryName TEXT, Description TEXT, Picture BLOB);
CREATE TABLE Customers (
  CustomerID TEXT PRIMARY KEY NOT NULL, CompanyName TEXT, ContactName TEXT, Address TEXT, City TEXT, Region TEXT, PostalCode TEXT,
  Country TEXT, Phone TEXT, Fax TEXT
);
CREATE TABLE Employees (
  EmployeeID INTEGER PRIMARY KEY AUTOINCREMENT, LastName TEXT, FirstName TEXT, Title TEXT, BirthDate DATE, HireDate DATE,
  Address TEXT, City TEXT, Notes TEXT, ReportsTo INTEGER REFERENCES Employees (EmployeeID)
);
CREATE TABLE Regions (RegionID INTEGER NOT NULL PRIMARY KEY, RegionDescription TEXT NOT NULL);
CREATE TABLE Territories (
  TerritoryID TEXT NOT NULL PRIMARY KEY, TerritoryDescription TEXT NOT NULL,
  RegionID INTEGER NOT NULL REFERENCES Regions (RegionID)
);
CREATE TABLE EmployeeTerritories (
  EmployeeID INTEGER NOT NULL REFERENCES Employees (EmployeeID), TerritoryID TEXT NOT NULL REFERENCES Territories (TerritoryID),
  PRIMARY KEY (EmployeeID, TerritoryID)
);
CREATE TABLE Shippers (ShipperID INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, CompanyName TEXT NOT NULL, Phone TEXT);
CREATE TABLE Suppliers (SupplierID INTEGER PRIMARY KEY AUTOINCREMENT, CompanyName TEXT NOT NULL, HomePage TEXT, Phone TEXT);
CREATE TABLE Products (
  ProductID INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, ProductName TEXT NOT NULL,
  SupplierID INTEGER REFERENCES Suppliers (SupplierID), CategoryID INTEGER REFERENCES Categories (CategoryID),
  QuantityPerUnit TEXT, UnitPrice NUMERIC DEFAULT 0 CHECK (UnitPrice >= 0), UnitsInStock INTEGER DEFAULT 0,
  Discontinued TEXT NOT NULL DEFAULT '0'
);
CREATE TABLE Orders (
  OrderID INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, CustomerID TEXT REFERENCES Customers (CustomerID),
  EmployeeID INTEGER REFERENCES Employees (EmployeeID), OrderDate DATETIME, ShippedDate DATETIME,
  ShipVia INTEGER REFERENCES Shippers (ShipperID), Freight NUMERIC DEFAULT 0, ShipName TEXT
);
CREATE TABLE "Order Details" (
  OrderID INTEGER NOT NULL REFERENCES Orders (OrderID), ProductID INTEGER NOT NULL REFERENCES Products (ProductID),
  UnitPrice NUMERIC NOT NULL DEFAULT 0, Quantity INTEGER NOT NULL DEFAULT 1 CHECK (Quantity > 0), Discount REAL NOT NULL DEFAULT 0,
  PRIMARY KEY (OrderID, ProductID), CHECK (Discount >= 0 AND Discount <= 1)
);
CREATE VIEW "Order Subtotals" AS
  SELECT OrderID, sum(UnitPrice * Quantity * (1 - Discount)) AS Subtotal FROM "Order Details" GROUP BY OrderID;
INSERT INTO Categories (CategoryName) VALUES ('Beverages'), ('Condiments');
INSERT INTO Customers (CustomerID, CompanyName, PostalCode, Phone) VALUES ('ALFKI', 'Alfreds', '01234', '030-0074321'), ('ANATR', 'Ana', '05021', NULL);
INSERT INTO Employees (LastName, FirstName, BirthDate, HireDate, ReportsTo) VALUES ('Fuller', 'Andrew', '1952-02-19', '1992-08-14', NULL), ('Davolio', 'Nancy', '1948-12-08', '1992-05-01', 1);
INSERT INTO Regions VALUES (1, 'Eastern');
INSERT INTO Territories VALUES ('01581', 'Westboro', 1), ('01730', 'Bedford', 1);
INSERT INTO EmployeeTerritories VALUES (1, '01581'), (2, '01730');
INSERT INTO Shippers (CompanyName) VALUES ('Speedy');
INSERT INTO Suppliers (CompanyName) VALUES ('Exotic');
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 77)
INSERT INTO Products (ProductName, SupplierID, CategoryID, UnitPrice) SELECT 'Product ' || i, 1, 1 + i % 2, i * 1.25 FROM n;
INSERT INTO Orders (CustomerID, EmployeeID, OrderDate, ShipVia) SELECT iif(ProductID % 2, 'ALFKI', 'ANATR'), 1 + ProductID % 2, '1996-07-04', 1 FROM Products;
INSERT INTO "Order Details" SELECT OrderID, OrderID, 9.5, 1 + OrderID % 9, 0 FROM Orders;
