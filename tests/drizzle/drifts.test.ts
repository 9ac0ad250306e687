import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/index.ts";
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
