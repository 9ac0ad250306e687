import { readFileSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import { findNamed } from "../../src/schema/names.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { schemaOf } from "./built.ts";
import { buildDatabase } from "./sample.ts";

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE CHECK (name <> ''));";
const orders = "CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id REFERENCES users (id));";
const byUser = "CREATE INDEX orders_by_user ON orders (user_id);";

const ordersOf = (schema: Schema) => findNamed(schema.tables, "orders");

/** The same schema, introspected when nothing of it was read before. */
function afresh(sql: string): Schema {
  schemaOf("CREATE TABLE books (id INTEGER PRIMARY KEY)");
  return schemaOf(sql);
}

test("SQLite does not heed DESC in a file of the first format, whatever was read before", () => {
  const byNumber =
    "CREATE TABLE parts (number INTEGER); CREATE INDEX parts_by_number ON parts (number DESC);";
  const path = buildDatabase(byNumber);
  const bytes = readFileSync(path);
  const formatAt = 44;
  bytes.writeUInt32BE(1, formatAt);
  writeFileSync(path, bytes);
  const old = new Database(path);
  const isDescending = ({ tables }: Schema) => tables[0]?.indexes[0]?.parts[0]?.descending;
  expect(isDescending(schemaOf(byNumber))).toBe(true);
  expect(isDescending(introspect(old))).toBe(false);
  expect(isDescending(schemaOf(byNumber))).toBe(true);
  old.close();
});

describe("a schema that is read after another", () => {
  test("takes over the tables that are written alike", () => {
    const before = schemaOf(users + orders + byUser);
    const after = schemaOf(orders + byUser + users.replace("TEXT", "VARCHAR"));
    expect(ordersOf(after)).toBe(ordersOf(before));
    expect(after).toEqual(afresh(orders + byUser + users.replace("TEXT", "VARCHAR")));
  });

  test.each([
    ["an index more", users + orders + byUser + byUser.replace("orders_by_user", "again")],
    ["an index less", users + orders],
    ["an index of another name", users + orders + byUser.replace("orders_by_user", "other")],
    ["an index that is unique", users + orders + byUser.replace("INDEX", "UNIQUE INDEX")],
    ["another text", users + orders.replace("user_id", "user_id INTEGER") + byUser],
    ["its index on another table", `${users + orders}CREATE INDEX orders_by_user ON users (name);`],
    ["a view of its name", "CREATE VIEW orders AS SELECT 1 AS id;"],
    ["a virtual table of its name", "CREATE VIRTUAL TABLE orders USING fts5(id);"],
  ])("reads a table anew that has %s", (_, sql) => {
    const expected = afresh(sql);
    schemaOf(users + orders + byUser);
    expect(schemaOf(sql)).toEqual(expected);
  });
});
