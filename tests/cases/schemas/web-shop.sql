CREATE TABLE IF NOT EXISTS customers (
  customer_id INTEGER PRIMARY KEY,
  email VARCHAR(255) NOT NULL,
  phone VARCHAR(40),
  loyalty_points INT DEFAULT 0,
  CONSTRAINT uq_customers_email UNIQUE (email COLLATE NOCASE)
);
CREATE TABLE IF NOT EXISTS addresses (
  address_id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  kind CHAR(1) NOT NULL DEFAULT 'B' CHECK (kind IN ('B', 'S')),
  street NVARCHAR(100) NOT NULL, zip VARCHAR(12), country CHAR(2) NOT NULL DEFAULT "DE",
  CONSTRAINT fk_addresses_customers FOREIGN KEY (customer_id) REFERENCES customers (customer_id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE IF NOT EXISTS products (
  sku TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL,
  price DECIMAL(10,2) NOT NULL CHECK (price >= 0),
  tax_rate REAL NOT NULL DEFAULT 0.19,
  gross DECIMAL(10,2) GENERATED ALWAYS AS (round(price * (1 + tax_rate), 2)) STORED,
  attributes JSON NOT NULL DEFAULT '{}' CHECK (json_valid(attributes)),
  stock INTEGER NOT NULL DEFAULT 0,
  CHECK (stock >= 0)
);
CREATE TABLE IF NOT EXISTS orders (
  order_id INTEGER PRIMARY KEY,
  order_number TEXT NOT NULL UNIQUE,
  customer_id INTEGER NOT NULL REFERENCES customers,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state = 'new' OR state = 'paid' OR state = 'sent' OR state = 'done'),
  placed_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  paid_at DATETIME,
  CHECK (paid_at IS NULL OR paid_at >= placed_at)
);
CREATE TABLE IF NOT EXISTS order_lines (
  order_id INTEGER NOT NULL REFERENCES orders ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  line_no SMALLINT NOT NULL,
  sku TEXT NOT NULL REFERENCES products (sku) ON UPDATE CASCADE,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price DECIMAL(10,2) NOT NULL,
  PRIMARY KEY (order_id, line_no)
);
CREATE UNIQUE INDEX IF NOT EXISTS order_lines_sku ON order_lines (order_id, sku);
CREATE INDEX IF NOT EXISTS products_title ON products (title COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS orders_open ON orders (customer_id, placed_at) WHERE state NOT IN ('done', 'sent');
CREATE INDEX IF NOT EXISTS products_colour ON products (json_extract(attributes, '$.colour'));
CREATE TRIGGER IF NOT EXISTS order_lines_stock AFTER INSERT ON order_lines
FOR EACH ROW WHEN NEW.quantity > 0
BEGIN
  UPDATE products SET stock = stock - NEW.quantity WHERE sku = NEW.sku;
  SELECT CASE WHEN (SELECT stock FROM products WHERE sku = NEW.sku) < 0 THEN RAISE(ABORT, 'sold out; sorry') END;
END;
