-- A schema as its migrations left it, one after another.
CREATE TABLE invoices (id INTEGER PRIMARY KEY, number TEXT);
ALTER TABLE invoices ADD COLUMN total INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoices ADD COLUMN "currency" TEXT DEFAULT 'EUR' CHECK (length("currency") = 3);
ALTER TABLE invoices ADD COLUMN customer_id INTEGER REFERENCES customers (id) ON DELETE SET NULL;
ALTER TABLE invoices ADD COLUMN gross INTEGER AS (total * 119 / 100);
CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT);
ALTER TABLE clients RENAME TO customers;
ALTER TABLE customers RENAME COLUMN name TO full_name;
CREATE INDEX invoices_customer ON invoices (customer_id);
ALTER TABLE invoices ADD COLUMN scratch TEXT;
ALTER TABLE invoices DROP COLUMN scratch;
CREATE TABLE payments_new (id INTEGER PRIMARY KEY, invoice_id INTEGER NOT NULL REFERENCES invoices, CONSTRAINT positive CHECK (id > 0));
ALTER TABLE payments_new RENAME TO payments;
CREATE VIEW unpaid AS SELECT i.id FROM invoices i WHERE NOT EXISTS (SELECT 1 FROM payments p WHERE p.invoice_id = i.id);
