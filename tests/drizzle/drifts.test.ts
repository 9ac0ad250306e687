import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { analyze, apply } from "../../src/index.ts";
import { copyOf } from "./projects.ts";

const rows = `
  INSERT INTO customers (id, email, name) VALUES (1, 'ada@x.org', 'Ada'), (2, 'bob@x.org', 'Bob');
  INSERT INTO orders (id, customer_id, number, total, note) VALUES (1, 1, 'A1', 10, 'x'), (2, 2, 'B1', 20.5, 'y');
  INSERT INTO order_lines VALUES (1, 1, 'pen'), (1, 2, 'ink'), (2, 1, 'cup');`;

/** A rebuilt table: its stored text with something changed, and the same rows. */
function rewritten(table: string, from: string, to: string): string {
  return `rewrite\0${table}\0${from}\0${to}`;
}

/** The store with rows, after one statement that nobody told Drizzle of. */
function store(drift: string): { readonly folder: string; readonly database: string } {
  const { root, database } = copyOf("store");
  const connection = new Database(database);
  connection.exec(rows);
  connection.pragma("foreign_keys = off");
  const [, table, from = "", to = ""] = drift.split("\0");
  if (table === undefined) connection.exec(drift);
  else rewrite(connection, table, from, to);
  connection.close();
  return { folder: root, database };
}

function rewrite(connection: Database.Database, table: string, from: string, to: string): void {
  const texts = "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL";
  const stored = String(connection.prepare(texts).pluck().get(table, "table"));
  const sql = stored.replace(from, to);
  if (sql === stored) throw new Error(`${table} has no ${from}`);
  const indexes = connection.prepare(texts).pluck().all(table, "index");
  // drizzle-kit writes "orders"."total" into its CHECKs: such a table cannot be renamed with legacy_alter_table.
  connection.exec(`CREATE TABLE old AS SELECT * FROM ${table}; DROP TABLE ${table}; ${sql}`);
  const columns = "SELECT group_concat(name) FROM pragma_table_xinfo(?) WHERE hidden = 0";
  const names = connection.prepare(columns).pluck().get(table);
  connection.exec(`INSERT INTO ${table} (${names}) SELECT ${names} FROM old; DROP TABLE old`);
  for (const index of indexes) connection.exec(String(index));
}

const drifts: readonly (readonly [name: string, rule: string, drift: string])[] = [
  ["a table is missing", "missing-table", "DROP VIEW big_orders; DROP TABLE order_lines"],
  ["a nullable column is missing", "missing-column", "ALTER TABLE orders DROP COLUMN note"],
  ["a column with a default is missing", "missing-column", "ALTER TABLE customers DROP COLUMN tier"],
  ["a generated column is missing", "missing-column", "ALTER TABLE customers DROP COLUMN shout"],
  ["an index is missing", "missing-index", "DROP INDEX orders_customer_idx"],
  ["an index on an expression is missing", "missing-index", "DROP INDEX customers_name_idx"],
  ["a unique index is missing", "missing-unique", "DROP INDEX customers_email_unique"],
  [
    "an index has another predicate",
    "mismatched-index",
    "DROP INDEX customers_active_name; CREATE UNIQUE INDEX customers_active_name ON customers (name) WHERE active = 0",
  ],
  [
    "an index has other columns",
    "mismatched-index",
    "DROP INDEX orders_customer_idx; CREATE INDEX orders_customer_idx ON orders (number)",
  ],
  ["an index is unexpected", "unexpected-index", "CREATE INDEX orders_note ON orders (note)"],
  [
    "NOT NULL is missing",
    "mismatched-nullability",
    rewritten("orders", "`number` text NOT NULL", "`number` text"),
  ],
  [
    "NOT NULL is too much",
    "mismatched-nullability",
    rewritten("orders", "`note` text", "`note` text DEFAULT '' NOT NULL"),
  ],
  ["a type differs", "mismatched-type", rewritten("orders", "`number` text", "`number` integer")],
  [
    "a default is missing",
    "mismatched-default",
    rewritten("orders", "`total` real DEFAULT 0", "`total` real"),
  ],
  ["a default differs", "mismatched-default", rewritten("customers", "'free'", "'gold'")],
  [
    "a default is another expression",
    "mismatched-default",
    rewritten("customers", "(unixepoch())", "CURRENT_TIMESTAMP"),
  ],
  ["a boolean default differs", "mismatched-default", rewritten("customers", "DEFAULT true", "DEFAULT 0")],
  [
    "a foreign key is missing",
    "missing-foreign-key",
    rewritten(
      "order_lines",
      ",\n\tFOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE cascade",
      "",
    ),
  ],
  [
    "an action differs",
    "mismatched-foreign-key",
    rewritten("orders", "ON DELETE cascade", "ON DELETE set null"),
  ],
  [
    "a key refers elsewhere",
    "mismatched-foreign-key",
    rewritten("order_lines", "`orders`(`id`)", "`customers`(`id`)"),
  ],
  [
    "a check is missing",
    "missing-check",
    rewritten("orders", `,\n\tCONSTRAINT "orders_total" CHECK("orders"."total" >= 0)`, ""),
  ],
  [
    "a check differs",
    "mismatched-check",
    rewritten("orders", `"orders"."total" >= 0`, `"orders"."total" >= -5`),
  ],
  [
    "a generated expression differs",
    "mismatched-generated",
    rewritten("customers", "(upper(name))", "(lower(name))"),
  ],
  [
    "a generated column is a plain one",
    "mismatched-generated",
    rewritten("customers", "GENERATED ALWAYS AS (upper(name)) VIRTUAL", ""),
  ],
  ["AUTOINCREMENT is missing", "mismatched-primary-key", rewritten("orders", " AUTOINCREMENT", "")],
  [
    "a composite key is short",
    "mismatched-primary-key",
    rewritten(
      "order_lines",
      "PRIMARY KEY(`order_id`, `position`)",
      "PRIMARY KEY(`position`, `order_id`, `article`)",
    ),
  ],
  ["a view is missing", "missing-view", "DROP VIEW big_orders"],
  [
    "a view differs",
    "mismatched-view",
    "DROP VIEW big_orders; CREATE VIEW big_orders AS SELECT id FROM orders WHERE total > 10",
  ],
];

describe("each drift has its issue, and a repair that is proven and leaves nothing", () => {
  test.each(drifts)("%s: %s", async (_, rule, drift) => {
    const { folder, database } = store(drift);
    const before = await analyze({ folder, database });
    expect(before.issues.map((issue) => issue.rule)).toContain(rule);
    const repaired = await apply({ folder, database, allowDestructive: true });
    expect([repaired.status, repaired.report.proof.ok]).toEqual(["applied", true]);
    const after = await analyze({ folder, database });
    // A column that is added stands last.
    const left = after.issues.filter((issue) => issue.rule !== "column-order");
    expect(left.map(({ title }) => title)).toEqual([]);
  });
});

test("what Drizzle names in every statement counts as used", async () => {
  const { issues } = await analyze(store("ALTER TABLE orders DROP COLUMN note; DROP TABLE order_lines"));
  expect(issues.map(({ rule, severity }) => `${rule} ${severity}`).sort()).toEqual([
    "missing-column critical",
    "missing-table critical",
  ]);
});

describe("rows that contradict the code", () => {
  test.each([
    ["a value outside the enum", "value-set-without-check", "UPDATE customers SET tier = 'lost'"],
    ["a boolean that is none", "non-boolean-value", "UPDATE customers SET active = 7"],
    ["JSON that does not parse", "invalid-json", "UPDATE customers SET settings = '{'"],
    ["text in a timestamp", "foreign-storage-class", "UPDATE customers SET created_at = '2024-02-29'"],
    ["a number in a text", "foreign-storage-class", "UPDATE orders SET note = x'00'"],
    ["orphans", "orphaned-rows", "INSERT INTO orders (customer_id, number) VALUES (99, 'X')"],
  ])("%s: %s", async (_, rule, drift) => {
    const { issues } = await analyze(store(drift));
    expect(issues.map((issue) => [issue.rule, issue.severity])).toEqual([[rule, "critical"]]);
  });
});

describe("what Drizzle has no words for stays as it is", () => {
  test.each([
    ["STRICT", rewritten("order_lines", "\n)", "\n) STRICT")],
    [
      "WITHOUT ROWID of a table without rows",
      "DELETE FROM order_lines; DROP TABLE order_lines; CREATE TABLE order_lines (order_id integer NOT NULL REFERENCES orders (id) ON DELETE CASCADE, position integer NOT NULL, article text NOT NULL, PRIMARY KEY (order_id, position)) WITHOUT ROWID",
    ],
    [
      "a deferred key",
      rewritten("orders", "ON DELETE cascade", "ON DELETE cascade DEFERRABLE INITIALLY DEFERRED"),
    ],
    ["a trigger", "CREATE TRIGGER orders_note AFTER UPDATE ON orders BEGIN SELECT 1; END"],
    [
      "a CHECK that says what an enum says",
      rewritten("customers", "`tier` text", "`tier` text CHECK (tier IN ('gold', 'free'))"),
    ],
  ])("%s", async (_, drift) => {
    const { issues } = await analyze(store(drift));
    expect(issues.filter(({ severity }) => severity !== "info").map(({ title }) => title)).toEqual([]);
  });
});
