import Database from "better-sqlite3";
import { describe, expect, it, test } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import {
  anyRow,
  duplicateRows,
  orphanRows,
  rowsBeside,
  rowsWhere,
  rowsWith,
  violatingRows,
} from "../../src/sql/probes.ts";
import { composeScans, halves, type Scans } from "../../src/sql/scan.ts";

const db = new Database(":memory:");
db.exec(`CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, customer_id INTEGER, code TEXT);
  CREATE TABLE "odd WHERE name" ("a FROM b" TEXT);
  CREATE TABLE seats (hall TEXT, place INTEGER, PRIMARY KEY (hall, place)) WITHOUT ROWID;`);
const { tables } = introspect(db);
const named = (name: string) => {
  const table = tables.find((known) => known.name === name);
  if (!table) throw new Error(name);
  return table;
};
const orders = named("orders");
const joined = (parts: readonly Scans[]): Scans => ({
  scans: parts.flatMap(({ scans }) => scans),
  alone: parts.flatMap(({ alone }) => alone),
});
const compose = (probes: readonly string[], whole: readonly string[] = [], nested = false) =>
  joined([...composeScans(tables, probes, { whole: new Set(whole), nested })]);
const key = { columns: ["customer_id"], parent: "orders", parentColumns: ["id"] };
const code = { column: "code", expression: null, collation: "BINARY", descending: false } as const;

describe("composing scans", () => {
  it("takes the questions about one table together, each table by itself", () => {
    const probes = [
      rowsWhere(orders, "total > 1"),
      rowsWhere(named("seats"), "place > 1"),
      violatingRows(orders, "total > 2"),
    ];
    const { scans, alone } = compose(probes);
    expect(scans.map(({ table, probes }) => [table.name, probes.length])).toEqual([
      ["orders", 2],
      ["seats", 1],
    ]);
    expect(alone).toEqual([]);
  });

  it("splits hundreds of questions", () => {
    const probes = Array.from({ length: 450 }, (_, i) => rowsWhere(orders, `total = ${i}`));
    const { scans } = compose(probes);
    expect(scans.map(({ probes }) => probes.length)).toEqual([200, 200, 50]);
    expect(scans.flatMap(({ probes }) => probes)).toEqual(probes);
  });

  test.each([
    ["all rows", anyRow(orders)],
    ["a limit", rowsWhere(orders, "total > 1 LIMIT 1")],
    ["an order", rowsWhere(orders, "total > 1 ORDER BY id")],
    ["groups", rowsWhere(orders, "total > 1 GROUP BY code")],
    ["a union", `${rowsWhere(orders, "total > 1")} UNION ${rowsWhere(orders, "total < 1")}`],
    ["a semicolon", rowsWhere(orders, "total > 1;")],
    ["a parameter", rowsWhere(orders, "total > ?")],
    ["an open bracket", rowsWhere(orders, "(total > 1")],
    ["a bracket too many", rowsWhere(orders, "total > 1) OR (1")],
    ["another table", orphanRows(orders, key)],
    ["equal rows", duplicateRows(orders, [code])],
    ["a table that is not there", 'SELECT "id" FROM "customers" WHERE 1'],
  ])("leaves alone what is no plain condition: %s", (_, probe) => {
    const { scans, alone } = compose([probe]);
    expect(scans).toEqual([]);
    expect(alone.map(({ probe }) => probe)).toEqual([probe]);
  });

  it("takes words of SQL for words of the text where they are", () => {
    const probe = rowsWhere(orders, `code = 'x LIMIT 1; -- ORDER BY' AND "code" <> ')' /* GROUP BY */`);
    expect(compose([probe]).scans).toHaveLength(1);
  });

  it("asks as they stand what is to be asked so", () => {
    const probe = rowsWhere(orders, "total > 1");
    expect(compose([probe], [probe])).toEqual({ scans: [], alone: [{ probe, rowids: null }] });
  });

  it("takes other tables in for a sample", () => {
    expect(compose([orphanRows(orders, key)], [], true).scans).toHaveLength(1);
    expect(compose([duplicateRows(orders, [code])], [], true).alone).toHaveLength(1);
  });

  test.each([
    ["orphans", orphanRows(orders, key), [3]],
    ["equal rows, one of each", duplicateRows(orders, [code]), [2]],
    ["rows with a value", rowsWith("orders", "code", "a"), [1, 2]],
    ["rows beside a set", rowsBeside("orders", "code", ["a", "c"]), [3]],
    ["rows of a table without any", rowsBeside("seats", "hall", ["a"]), null],
    ["what is cut", `${rowsWith("orders", "code", "a")} LIMIT 1`, null],
    ["what is counted", 'SELECT count(*) FROM "orders" WHERE total > 0', null],
  ])("knows how to ask for the rowids of %s", (_, probe, rowids) => {
    db.exec("DELETE FROM orders; INSERT INTO orders VALUES (1, 1, 1, 'a'), (2, 1, 2, 'a'), (3, 1, 9, 'b')");
    const [question] = compose([probe]).alone;
    const found = question?.rowids ? db.prepare(question.rowids).pluck().all() : null;
    expect(found).toEqual(rowids);
  });

  it("halves a scan, so that one question at a time can be left", () => {
    const probes = [1, 2, 3].map((total) => rowsWhere(orders, `total = ${total}`));
    const [scan] = compose(probes).scans;
    if (!scan) throw new Error("no scan");
    expect(halves(scan).map(({ probes }) => probes)).toEqual([probes.slice(0, 2), probes.slice(2)]);
  });
});
