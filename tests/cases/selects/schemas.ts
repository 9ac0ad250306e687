/** The shops and offices whose statements are known, each with rows that hold every NULL and orphan it allows. */

export const bookshop = `
  CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, born INTEGER, biography TEXT);
  CREATE TABLE books (
    id INTEGER PRIMARY KEY,
    author_id INTEGER REFERENCES authors (id),
    title TEXT NOT NULL,
    subtitle TEXT,
    price REAL NOT NULL,
    discount REAL,
    pages INTEGER,
    stock INTEGER NOT NULL DEFAULT 0,
    cover BLOB,
    published_on DATE
  );
  CREATE TABLE reviews (
    book_id INTEGER NOT NULL REFERENCES books (id),
    reader TEXT NOT NULL,
    stars INTEGER NOT NULL,
    comment TEXT,
    PRIMARY KEY (book_id, reader)
  );`;

export const booksOnSale = `
  INSERT INTO authors VALUES (1, 'Ursula', 1929, NULL), (2, 'Iain', NULL, 'Scottish'), (3, 'Ann', 1970, 'Unread');
  INSERT INTO books VALUES
    (1, 1, 'The Dispossessed', 'An Ambiguous Utopia', 9.5, NULL, 387, 3, NULL, '1974-05-01'),
    (2, NULL, 'Beowulf', NULL, 5.0, 0.5, NULL, 0, x'ff', NULL),
    (3, 2, 'Excession', NULL, 7.25, 0.25, 451, 2, x'00ff', 1996),
    (4, 99, 'Lost', 'Orphaned', 1.0, 0.0, 0, 1, NULL, 'unknown');
  INSERT INTO reviews VALUES (1, 'ann', 5, NULL), (1, 'bob', 3, 'long'), (3, 'ann', 0, 'fast'), (77, 'cy', 1, 'gone');`;

export const orders = `
  CREATE TABLE customers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL UNIQUE,
    name TEXT,
    referred_by INTEGER REFERENCES customers (id)
  );
  CREATE TABLE coupons (id INTEGER PRIMARY KEY, code TEXT NOT NULL, percent INTEGER);
  CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    coupon_id INTEGER REFERENCES coupons (id),
    status TEXT NOT NULL,
    placed_at TEXT NOT NULL,
    shipped_at TEXT
  );
  CREATE TABLE products (id INTEGER PRIMARY KEY, sku TEXT NOT NULL, label TEXT NOT NULL, weight REAL);
  CREATE TABLE order_lines (
    order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    product_id INTEGER NOT NULL REFERENCES products (id),
    quantity INTEGER NOT NULL,
    unit_cents INTEGER NOT NULL,
    note TEXT,
    PRIMARY KEY (order_id, product_id)
  ) WITHOUT ROWID;`;

export const ordersPlaced = `
  INSERT INTO customers VALUES
    (1, 'ann@example.org', NULL, NULL), (2, 'bob@example.org', 'Bob', 1), (3, 'cy@example.org', 'Cy', 88);
  INSERT INTO coupons VALUES (1, 'SPRING', 10), (2, 'VOID', NULL), (3, 'UNUSED', 5);
  INSERT INTO orders VALUES
    (1, 1, NULL, 'open', '2024-05-01', NULL),
    (2, 2, 1, 'sent', '2024-05-02', '2024-05-03'),
    (3, 77, 55, 'open', '2024-05-03', NULL),
    (4, 1, 2, 'sent', '2024-05-04', '2024-05-05'),
    (5, 2, 1, 'open', '2024-05-05', NULL);
  INSERT INTO products VALUES (1, 'LAMP', 'Lamp', 1.5), (2, 'DESK', 'Desk', NULL), (3, 'RUG', 'Rug', NULL);
  INSERT INTO order_lines VALUES
    (1, 1, 2, 1500, NULL), (1, 2, 1, 9900, 'assembled'), (2, 2, 0, 9900, NULL), (66, 1, 1, 1500, 'lost'),
    (4, 44, 1, 100, NULL);`;

export const tasks = `
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, manager_id INTEGER REFERENCES users (id));
  CREATE TABLE projects (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    owner_id INTEGER REFERENCES users (id),
    archived_at TEXT
  );
  CREATE TABLE tasks (
    id INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES projects (id),
    parent_id INTEGER REFERENCES tasks (id),
    assignee_id INTEGER REFERENCES users (id),
    title TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    due_on TEXT,
    estimate REAL
  );
  CREATE TABLE labels (id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, colour TEXT);
  CREATE TABLE task_labels (task_id INTEGER, label_id INTEGER, PRIMARY KEY (task_id, label_id)) WITHOUT ROWID;
  CREATE VIEW open_tasks AS SELECT id, title, due_on FROM tasks WHERE done = 0;
  CREATE VIEW due_tasks AS SELECT id, title, due_on FROM tasks WHERE due_on IS NOT NULL;
  CREATE VIEW board AS
    SELECT t.id AS task_id, t.title, u.name AS assignee, u.email, p.title AS project
    FROM tasks t JOIN projects p ON p.id = t.project_id LEFT JOIN users u ON u.id = t.assignee_id;
  CREATE VIEW project_totals (project_id, tasks, hours, first_due) AS
    SELECT project_id, count(*), sum(estimate), min(due_on) FROM tasks GROUP BY project_id;
  CREATE VIEW late_board AS SELECT b.*, d.due_on FROM board b JOIN due_tasks d ON d.id = b.task_id;`;

export const tasksAtHand = `
  INSERT INTO users VALUES (1, 'Ann', NULL, NULL), (2, 'Bob', 'bob@example.org', 1), (3, 'Cy', NULL, 88);
  INSERT INTO projects VALUES (1, 'Garden', 1, NULL), (2, 'House', NULL, '2024-01-01'), (3, 'Empty', 77, NULL);
  INSERT INTO tasks VALUES
    (1, 1, NULL, 1, 'Dig', 0, NULL, NULL),
    (2, 1, 1, 2, 'Sow', 1, '2024-04-01', 1.5),
    (3, 2, 2, NULL, 'Paint', 0, '2024-05-01', NULL),
    (4, 55, 44, 66, 'Lost', 0, 'soon', 0.0),
    (5, 2, 1, 3, 'Mop', 0, '2024-06-01', 2.0);
  INSERT INTO labels VALUES (1, 'urgent', NULL), (2, 'outdoors', 'green'), (3, 'unused', NULL);
  INSERT INTO task_labels VALUES (1, 1), (1, 2), (2, 2), (99, 1), (3, 98);`;
