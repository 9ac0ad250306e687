import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { tryIndexes } from "../../src/database/index-trials.ts";
import { introspect } from "../../src/database/introspect.ts";
import { shownTrial, trialsOf, wanted } from "./trials.ts";

const shop = `
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, country TEXT, email TEXT COLLATE NOCASE, deleted_at TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, status TEXT, placed_at TEXT, total REAL, note TEXT);
CREATE TABLE lines (order_id INTEGER, position INTEGER, book_id INTEGER, amount INTEGER, PRIMARY KEY (order_id, position)) WITHOUT ROWID;
CREATE TABLE books (id INTEGER PRIMARY KEY, isbn TEXT UNIQUE, title TEXT, author TEXT);
`;

/** A statement with the one index it wants; none where that is "". */
type Case = readonly [sql: string, index: string];

const conditions: readonly Case[] = [
  ["SELECT * FROM orders WHERE customer_id = ?", "orders (customer_id)"],
  ["SELECT * FROM orders WHERE ? = customer_id", "orders (customer_id)"],
  ["SELECT * FROM orders WHERE customer_id IS @customer", "orders (customer_id)"],
  ["SELECT * FROM orders o WHERE o.status = 'new' AND o.customer_id = :id", "orders (status, customer_id)"],
  ["SELECT * FROM orders WHERE status IN ('new', 'paid')", "orders (status)"],
  ["SELECT * FROM orders WHERE status IN (SELECT name FROM customers)", "orders (status)"],
  ["SELECT * FROM orders WHERE (customer_id, status) = (?, ?)", "orders (customer_id, status)"],
  ["SELECT * FROM orders WHERE placed_at >= ?1 AND placed_at < ?2", "orders (placed_at)"],
  ["SELECT * FROM orders WHERE placed_at BETWEEN ? AND ?", "orders (placed_at)"],
  ["SELECT * FROM orders WHERE total > ? AND status = ?", "orders (status, total)"],
  ["SELECT * FROM orders WHERE status GLOB 'pa*'", "orders (status)"],
  ["SELECT * FROM customers WHERE email LIKE 'ann%'", "customers (email)"],
  ["SELECT * FROM customers WHERE email = ? COLLATE NOCASE", "customers (email)"],
  ["SELECT * FROM lines WHERE book_id = ?", "lines (book_id)"],
  ["SELECT * FROM lines WHERE position = ? AND book_id = ?", "lines (position, book_id)"],
  ["SELECT count(*), max(total) FROM orders WHERE status = $status", "orders (status)"],
  ["SELECT max(total) FROM orders WHERE status = ?", "orders (status)"],
  ["SELECT * FROM customers WHERE deleted_at IS NULL AND country = ?", "customers (country, deleted_at)"],
  ["UPDATE orders SET note = '' WHERE status = ?", "orders (status)"],
  ["DELETE FROM orders WHERE placed_at < ?", "orders (placed_at)"],
  ["INSERT INTO books (title) SELECT note FROM orders WHERE status = ?", "orders (status)"],
  ["UPDATE orders SET note = c.name FROM customers c WHERE c.country = orders.status", "orders (status)"],
  ["DELETE FROM orders WHERE status = ? RETURNING id", "orders (status)"],
  ["SELECT * FROM orders WHERE note = ? COLLATE NOCASE AND status = ?", "orders (status)"],
  ["WITH few AS (SELECT * FROM orders WHERE status = ?) SELECT count(*) FROM few", "orders (status)"],
  ["SELECT count(*) FROM (SELECT * FROM orders) WHERE status = ?", "orders (status)"],
  ["SELECT 1 WHERE EXISTS (SELECT 1 FROM orders WHERE customer_id = ?)", "orders (customer_id)"],
];

const silent: readonly string[] = [
  "SELECT * FROM orders",
  "SELECT count(*) FROM orders",
  "SELECT max(total) FROM orders",
  "SELECT * FROM orders ORDER BY rowid",
  "SELECT * FROM orders ORDER BY id DESC LIMIT 10",
  "SELECT id, status FROM orders ORDER BY placed_at DESC",
  "SELECT status, count(*) FROM orders GROUP BY status",
  "SELECT status, count(*) FROM orders GROUP BY status ORDER BY status LIMIT 5",
  "SELECT DISTINCT status FROM orders",
  "SELECT * FROM orders WHERE id = ?",
  "SELECT * FROM orders WHERE rowid IN (1, 2)",
  "SELECT * FROM books WHERE isbn = ? AND title = ?",
  "SELECT * FROM lines WHERE order_id = ?",
  "SELECT * FROM lines WHERE order_id = ? AND amount > 2 ORDER BY book_id",
  "SELECT * FROM orders WHERE note LIKE '%gift%'",
  "SELECT * FROM orders WHERE note LIKE ?",
  "SELECT * FROM orders WHERE lower(status) = ?",
  "SELECT * FROM orders WHERE total + 1 > ?",
  "SELECT * FROM orders WHERE +status = ?",
  "SELECT * FROM orders WHERE status <> ?",
  "SELECT * FROM orders WHERE NOT status = ?",
  "SELECT * FROM orders WHERE status NOT IN ('new')",
  "SELECT * FROM orders WHERE status = note",
  "SELECT * FROM orders WHERE note IS NOT NULL",
  "SELECT * FROM customers WHERE deleted_at IS NULL",
  "SELECT * FROM orders WHERE ?1 IS NULL OR status = ?1",
  "SELECT * FROM orders WHERE status = ? OR lower(note) = ?",
  "SELECT * FROM orders NOT INDEXED WHERE status = ?",
  "SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id",
  "SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY o.placed_at",
  "SELECT * FROM orders ORDER BY lower(note) LIMIT 3",
  "SELECT * FROM orders ORDER BY random() LIMIT 1",
  "SELECT value FROM json_each(?) WHERE value = ?",
  "SELECT * FROM sqlite_schema WHERE name = ?",
  "SELECT * FROM pragma_table_info('orders') WHERE name = ?",
  "WITH few (n) AS (VALUES (1), (2)) SELECT * FROM few WHERE n = ?",
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n WHERE i > 3",
  "INSERT INTO orders (status) VALUES (?)",
  "INSERT INTO books (isbn) VALUES (?) ON CONFLICT (isbn) DO UPDATE SET title = excluded.title",
  "UPDATE orders SET note = ?",
  "DELETE FROM orders",
  "PRAGMA table_info(orders)",
  "BEGIN",
  "CREATE TABLE more AS SELECT * FROM orders WHERE status = 'new'",
  "SELECT nothing FROM orders WHERE status = ?",
  "SELECT * FROM nowhere WHERE status = ?",
  "SELECT * FROM orders WHERE status = ?; SELECT 1",
  "this is no SQL",
];

const sorts: readonly Case[] = [
  ["SELECT * FROM orders ORDER BY placed_at LIMIT 10", "orders (placed_at)"],
  ["SELECT * FROM orders ORDER BY placed_at DESC LIMIT 10", "orders (placed_at)"],
  ["SELECT * FROM orders ORDER BY placed_at DESC, total DESC LIMIT 10", "orders (placed_at, total)"],
  ["SELECT * FROM orders ORDER BY placed_at DESC, total LIMIT 10", "orders (placed_at, total DESC)"],
  ["SELECT * FROM orders ORDER BY placed_at, total DESC LIMIT 10", "orders (placed_at, total DESC)"],
  ["SELECT * FROM orders ORDER BY placed_at DESC, id DESC LIMIT 10", "orders (placed_at)"],
  ["SELECT * FROM orders ORDER BY placed_at DESC, id LIMIT 10", "orders (placed_at DESC)"],
  ["SELECT id, placed_at AS day FROM orders ORDER BY day LIMIT 10", "orders (placed_at)"],
  ["SELECT id, placed_at FROM orders ORDER BY 2 DESC LIMIT 10", "orders (placed_at)"],
  ["SELECT * FROM orders WHERE status = ? ORDER BY placed_at", "orders (status, placed_at)"],
  ["SELECT * FROM orders WHERE status = ? ORDER BY placed_at DESC LIMIT 1", "orders (status, placed_at)"],
  ["SELECT * FROM orders WHERE status = ? ORDER BY id DESC LIMIT 1", "orders (status)"],
  ["SELECT * FROM orders WHERE status = ? ORDER BY status, lower(note)", "orders (status)"],
  ["SELECT * FROM orders WHERE placed_at > ? ORDER BY placed_at", "orders (placed_at)"],
  ["SELECT * FROM orders WHERE placed_at > ? ORDER BY status", "orders (placed_at)"],
  ["SELECT * FROM orders WHERE status <> 'done' ORDER BY placed_at LIMIT 1", "orders (placed_at)"],
  ["SELECT * FROM customers WHERE deleted_at IS NULL ORDER BY name LIMIT 9", "customers (deleted_at, name)"],
  ["SELECT placed_at, sum(total) FROM orders WHERE placed_at >= ? GROUP BY placed_at", "orders (placed_at)"],
  [
    "SELECT placed_at, sum(total) FROM orders WHERE status = ? GROUP BY placed_at",
    "orders (status, placed_at)",
  ],
  ["SELECT DISTINCT customer_id FROM orders WHERE status = ?", "orders (status, customer_id)"],
  ["SELECT * FROM (SELECT * FROM orders) ORDER BY placed_at LIMIT 3", "orders (placed_at)"],
  [
    "SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY o.placed_at DESC LIMIT 20",
    "orders (placed_at)",
  ],
];

const joins: readonly (readonly [sql: string, indexes: readonly string[]])[] = [
  ["SELECT c.id, o.id FROM customers c LEFT JOIN orders o ON o.customer_id = c.id", ["orders (customer_id)"]],
  [
    "SELECT c.id, o.id FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.id = ?",
    ["orders (customer_id)"],
  ],
  [
    "SELECT id, (SELECT count(*) FROM orders WHERE customer_id = customers.id) FROM customers",
    ["orders (customer_id)"],
  ],
  [
    "SELECT id FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)",
    ["orders (customer_id)"],
  ],
  [
    "SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.country = ?",
    ["customers (country)", "orders (customer_id)"],
  ],
  [
    "SELECT l.amount FROM customers c JOIN orders o ON o.customer_id = c.id JOIN lines l ON l.order_id = o.id WHERE c.id = ?",
    ["orders (customer_id)"],
  ],
  [
    "SELECT o.id FROM lines l JOIN orders o ON o.id = l.order_id JOIN books b ON b.id = l.book_id WHERE b.isbn = ?",
    ["lines (book_id)"],
  ],
  [
    "SELECT o.id FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.status = 'new' WHERE c.country = ?",
    ["customers (country)", "orders (customer_id, status)"],
  ],
  ["SELECT a.id FROM books a JOIN books b ON a.author = b.author AND a.id < b.id", ["books (author)"]],
  ["SELECT * FROM customers JOIN books USING (name)", []],
  ["SELECT * FROM orders WHERE status = ? OR customer_id = ?", ["orders (customer_id)", "orders (status)"]],
  ["SELECT * FROM orders WHERE status = ? OR status = ?", ["orders (status)"]],
  [
    "SELECT * FROM orders WHERE (status = ? AND total > ?) OR customer_id = ?",
    ["orders (customer_id)", "orders (status, total)"],
  ],
  [
    "SELECT id FROM orders WHERE status = ? UNION SELECT id FROM customers WHERE country = ?",
    ["customers (country)", "orders (status)"],
  ],
];

describe("an index that a statement wants", () => {
  it.each(conditions)("by its conditions: %s", (sql, index) => {
    expect(wanted(shop, sql)).toEqual([index]);
  });

  it.each(sorts)("by its order: %s", (sql, index) => {
    expect(wanted(shop, sql)).toEqual([index]);
  });

  it.each(joins)("by its joins and alternatives: %s", (sql, indexes) => {
    expect(wanted(shop, sql)).toEqual(indexes);
  });
});

describe("no index", () => {
  it.each(silent)("helps: %s", (sql) => {
    expect(wanted(shop, sql)).toEqual([]);
  });
});

describe("an index that is there", () => {
  const having = (index: string, sql: string): string[] => wanted(`${shop} CREATE ${index};`, sql);

  it("serves what begins it, in any order and direction", () => {
    const sql = "SELECT * FROM orders WHERE status = ? AND customer_id = ?";
    expect(having("INDEX one ON orders (customer_id, status, total)", sql)).toEqual([]);
    expect(having("INDEX one ON orders (status)", sql)).toEqual([]);
    expect(having("UNIQUE INDEX one ON orders (status DESC)", sql)).toEqual([]);
    expect(having("INDEX one ON orders (total, status)", sql)).toEqual(["orders (status, customer_id)"]);
  });

  it("serves only the rows a partial one holds", () => {
    const index = "INDEX one ON orders (customer_id) WHERE status = 'new'";
    expect(having(index, "SELECT * FROM orders WHERE customer_id = ? AND status = 'new'")).toEqual([]);
    expect(having(index, "SELECT * FROM orders WHERE customer_id = ?")).toEqual(["orders (customer_id)"]);
  });

  it("serves the expression it is on, and no other", () => {
    const index = "INDEX one ON orders (lower(status))";
    expect(having(index, "SELECT * FROM orders WHERE lower(status) = ?")).toEqual([]);
    expect(having(index, "SELECT * FROM orders WHERE status = ?")).toEqual(["orders (status)"]);
  });

  it("serves its own collation alone", () => {
    const index = "INDEX one ON orders (status COLLATE NOCASE)";
    expect(having(index, "SELECT * FROM orders WHERE status = ? COLLATE NOCASE")).toEqual([]);
    expect(having(index, "SELECT * FROM orders WHERE status = ?")).toEqual(["orders (status)"]);
  });

  it("is enough to filter by; the few rows found may be sorted, unless only the first are wanted", () => {
    const index = "INDEX one ON orders (status)";
    expect(having(index, "SELECT * FROM orders WHERE status = ? ORDER BY placed_at")).toEqual([]);
    expect(having(index, "SELECT * FROM orders WHERE status = ? ORDER BY placed_at LIMIT 1")).toEqual([
      "orders (status, placed_at)",
    ]);
    const whole = "INDEX one ON orders (status, placed_at DESC)";
    expect(having(whole, "SELECT * FROM orders WHERE status = ? ORDER BY placed_at LIMIT 1")).toEqual([]);
  });
});

describe("views", () => {
  const schema = `${shop}
    CREATE VIEW placed (order_number, customer, state) AS SELECT o.id, c.name, o.status FROM orders o JOIN customers c ON c.id = o.customer_id;
    CREATE VIEW everything AS SELECT id, status AS word FROM orders UNION ALL SELECT id, author FROM books;`;

  it("of one table are looked through by any name", () => {
    const simple = `${shop} CREATE VIEW fresh AS SELECT * FROM main.orders WHERE total > 0;`;
    for (const from of ["fresh", "fresh AS f", "main.fresh", '"fresh"', "(SELECT * FROM fresh) AS f"])
      expect([from, ...wanted(simple, `SELECT * FROM ${from} WHERE status = ?`)]).toEqual([
        from,
        "orders (status, total)",
      ]);
    expect(wanted(simple, "SELECT id FROM main.orders WHERE main.orders.status = ?")).toEqual([
      "orders (status)",
    ]);
    expect(wanted(simple, "SELECT * FROM fresh ORDER BY placed_at")).toEqual(["orders (total)"]);
  });

  it("are looked through", () => {
    expect(wanted(schema, "SELECT * FROM placed WHERE state = ?")).toEqual(["orders (status)"]);
    expect(wanted(schema, "SELECT * FROM placed WHERE order_number = ?")).toEqual([]);
    expect(wanted(schema, "SELECT * FROM everything WHERE word = ?")).toEqual([
      "books (author)",
      "orders (status)",
    ]);
  });
});

describe("the indexes of several statements", () => {
  it("are one where one begins the other", () => {
    expect(
      wanted(
        shop,
        "SELECT * FROM orders WHERE status = ?",
        "SELECT * FROM orders WHERE status = ? AND total > ?",
        "SELECT id FROM orders WHERE status = ? ORDER BY total LIMIT 1",
      ),
    ).toEqual(["orders (status, total)"]);
  });

  it("have their columns in the order that serves most", () => {
    expect(
      wanted(
        shop,
        "SELECT * FROM orders WHERE status = ? AND customer_id = ? AND total = ?",
        "SELECT * FROM orders WHERE total = ?",
        "SELECT * FROM orders WHERE customer_id = ? AND total = ?",
      ),
    ).toEqual(["orders (total, customer_id, status)"]);
  });

  it("are two where no order serves both", () => {
    expect(
      wanted(
        shop,
        "SELECT * FROM orders WHERE status = ? AND total > ?",
        "SELECT * FROM orders WHERE total > ?",
      ),
    ).toEqual(["orders (status, total)", "orders (total)"]);
  });

  it("never change what sorts one way into what sorts another way", () => {
    expect(
      wanted(
        shop,
        "SELECT * FROM orders ORDER BY placed_at, total LIMIT 2",
        "SELECT * FROM orders ORDER BY placed_at, total DESC LIMIT 2",
        "SELECT * FROM orders ORDER BY placed_at LIMIT 2",
      ),
    ).toEqual(["orders (placed_at, total DESC)", "orders (placed_at, total)"]);
  });

  it("name every place of a statement, with its own columns and its plans", () => {
    const both = "SELECT * FROM orders WHERE status = ? AND customer_id = ?";
    const one = "SELECT * FROM orders WHERE customer_id = ?";
    const trials = trialsOf(shop, [one, both, "SELECT 1", one]);
    const scan = ["SCAN orders"];
    const name = "idx_orders_customer_id_status";
    const found = (terms: string) => [`SEARCH orders USING INDEX ${name} (${terms})`];
    expect(trials).toEqual([
      {
        table: "orders",
        columns: [
          { name: "customer_id", descending: false },
          { name: "status", descending: false },
        ],
        uses: [
          { query: 0, columns: ["customer_id"], before: scan, after: found("customer_id=?") },
          { query: 3, columns: ["customer_id"], before: scan, after: found("customer_id=?") },
          {
            query: 1,
            columns: ["customer_id", "status"],
            before: scan,
            after: found("customer_id=? AND status=?"),
          },
        ],
      },
    ]);
  });
});

describe("odd names", () => {
  it("are quoted where they must be", () => {
    const schema = 'CREATE TABLE "Order of""day" (id INTEGER PRIMARY KEY, "from" TEXT, "two words" TEXT)';
    const sql = 'SELECT * FROM "order OF""day" AS "the list" WHERE "the list"."FROM" = ? AND [two words] > ?';
    expect(wanted(schema, sql)).toEqual(['Order of"day (from, two words)']);
  });

  it("stand for what they name", () => {
    const schema =
      "CREATE TABLE users (id INTEGER PRIMARY KEY, a TEXT, b TEXT); CREATE TABLE orders (id INTEGER PRIMARY KEY, a TEXT)";
    const sql = "WITH orders AS (SELECT b AS a FROM users) SELECT * FROM orders AS users WHERE users.a = ?";
    expect(wanted(schema, sql)).toEqual(["users (b)"]);
  });

  it("of indexes that are taken are not taken again", () => {
    const schema = `${shop} CREATE TABLE idx_orders_status (id INTEGER);`;
    const [trial] = trialsOf(schema, ["SELECT * FROM orders WHERE status = ?"]);
    expect(trial?.uses[0]?.after).toEqual(["SEARCH orders USING INDEX idx_orders_status_2 (status=?)"]);
  });
});

describe("statistics", () => {
  it("keep quiet about a table of a few rows", () => {
    const sql = "SELECT * FROM orders WHERE status = ?";
    const statistics = (count: number) =>
      `${shop} ANALYZE; INSERT INTO sqlite_stat1 VALUES ('orders', NULL, '${count}'); ANALYZE sqlite_schema;`;
    expect(wanted(statistics(4), sql)).toEqual([]);
    expect(wanted(statistics(400), sql)).toEqual(["orders (status)"]);
    expect(wanted(statistics(400_000), sql)).toEqual(["orders (status)"]);
  });

  it("keep quiet where an index is there and SQLite reads everything all the same", () => {
    const schema = `${shop} CREATE INDEX by_status ON orders (customer_id, status); ANALYZE;
      INSERT INTO sqlite_stat1 VALUES ('orders', 'by_status', '3 3 3'); ANALYZE sqlite_schema;`;
    expect(wanted(schema, "SELECT * FROM orders WHERE status = ? AND customer_id = ?")).toEqual([]);
  });
});

it("leaves the twin as it was", () => {
  const twin = new Database(":memory:");
  twin.exec(
    `${shop} ANALYZE; INSERT INTO sqlite_stat1 VALUES ('orders', NULL, '50'); ANALYZE sqlite_schema;`,
  );
  const content = (): unknown => [
    twin.prepare("SELECT type, name, sql FROM sqlite_schema").all(),
    twin.prepare("SELECT * FROM sqlite_stat1").all(),
    twin.prepare("EXPLAIN QUERY PLAN SELECT * FROM orders WHERE status = 1").all(),
    twin.inTransaction,
  ];
  const before = content();
  const statements = [...conditions.map(([sql]) => sql), ...silent].map((sql) => ({ sql }));
  expect(tryIndexes(twin, introspect(twin), statements).length).toBeGreaterThan(5);
  expect(content()).toEqual(before);
  twin.close();
});

it("takes seconds for a thousand statements on a thousand tables", () => {
  const tables = Array.from(
    { length: 1_000 },
    (_, i) => `CREATE TABLE t${i} (id INTEGER PRIMARY KEY, a, b, c);`,
  );
  const statements = tables.map((_, i) => `SELECT * FROM t${i} WHERE a = ? AND b = ? ORDER BY c`);
  const started = performance.now();
  const trials = trialsOf(tables.join("\n"), statements);
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(trials.map(shownTrial)).toEqual(tables.map((_, i) => `t${i} (a, b, c)`));
});
