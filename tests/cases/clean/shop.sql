-- A shop in the usual clean style: a schema as people write it who know SQLite, with rows.
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  phone TEXT,
  loyalty_number TEXT UNIQUE,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE addresses (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  street TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL DEFAULT 'DE' CHECK (length(country) = 2),
  is_default INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX idx_addresses_customer ON addresses (customer_id);
CREATE TABLE categories (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES categories (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE
);
CREATE INDEX idx_categories_parent ON categories (parent_id);
CREATE TABLE products (
  id INTEGER PRIMARY KEY,
  category_id INTEGER NOT NULL REFERENCES categories (id),
  sku TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
  weight REAL,
  attributes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(attributes)),
  deleted_at TEXT
);
CREATE INDEX idx_products_category ON products (category_id);
CREATE INDEX idx_products_live ON products (title) WHERE deleted_at IS NULL;
CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  address_id INTEGER REFERENCES addresses (id) ON DELETE SET NULL,
  status TEXT NOT NULL DEFAULT 'cart' CHECK (status IN ('cart', 'placed', 'paid', 'shipped', 'cancelled')),
  placed_at TEXT,
  note TEXT
);
CREATE INDEX idx_orders_customer ON orders (customer_id, placed_at DESC);
CREATE INDEX idx_orders_address ON orders (address_id);
CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  product_id INTEGER NOT NULL REFERENCES products (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price_cents INTEGER NOT NULL,
  PRIMARY KEY (order_id, product_id)
) WITHOUT ROWID;
CREATE INDEX idx_order_lines_product ON order_lines (product_id);
CREATE VIEW order_totals AS
  SELECT order_id, sum(quantity * price_cents) AS total_cents FROM order_lines GROUP BY order_id;
CREATE TRIGGER customers_touched AFTER UPDATE ON customers WHEN new.updated_at IS old.updated_at
  BEGIN UPDATE customers SET updated_at = CURRENT_TIMESTAMP WHERE id = new.id; END;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
INSERT INTO customers (email, name, phone, loyalty_number, created_at, updated_at)
  SELECT 'c' || i || '@example.org', 'Customer ' || i, iif(i % 3, '+49 30 ' || (100000 + i), NULL),
    iif(i % 2, 'L' || i, NULL), datetime(1700000000 + i, 'unixepoch'), datetime(1700000000 + i, 'unixepoch') FROM n;
INSERT INTO addresses (customer_id, street, city) SELECT id, 'Street ' || id, 'Berlin' FROM customers;
INSERT INTO categories (parent_id, name, slug) VALUES (NULL, 'Books', 'books'), (1, 'Novels', 'novels'), (1, 'Poems', 'poems');
INSERT INTO products (category_id, sku, title, price_cents, weight, attributes)
  SELECT 1 + id % 3, 'SKU-' || id, 'Title ' || id, id * 10, id / 7.0, json_object('pages', id) FROM customers;
INSERT INTO orders (customer_id, address_id, status, placed_at)
  SELECT id, iif(id % 5, id, NULL), 'placed', datetime(1710000000 + id, 'unixepoch') FROM customers;
INSERT INTO order_lines (order_id, product_id, quantity, price_cents)
  SELECT o.id, 1 + (o.id * 7 + k.i) % 500, 1 + k.i, 990 FROM orders AS o, (SELECT 0 AS i UNION SELECT 1 UNION SELECT 2) AS k;
