import Database from "better-sqlite3";
import { describe, expect, it, test } from "vitest";
import { readRows } from "../../src/database/answers.ts";
import { type Probe, type ValueProbe, valuesWhere } from "../../src/sql/probe.ts";
import { duplicateRows, orphanRows, rowsWhere, violatingRows } from "../../src/sql/probes.ts";
import { malformedText, ofForeignClass, textWithNul } from "../../src/sql/value-conditions.ts";
import { answerTo, ask, tableOf } from "./asked.ts";

const numbered = (rows: number) =>
  `WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < ${rows})`;

function orders(rows: number, extra = ""): Database.Database {
  const db = new Database(":memory:");
  db.pragma("foreign_keys = off");
  db.exec(`CREATE TABLE customers (id INTEGER PRIMARY KEY);
    CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, code TEXT, total INTEGER, options TEXT);
    ${numbered(20)} INSERT INTO customers SELECT i FROM s;
    ${numbered(rows)} INSERT INTO orders SELECT i, 1 + i % 20, 'C-' || i, i, '{"n":' || i || '}' FROM s; ${extra}`);
  return db;
}

describe("a question that cannot be asked", () => {
  const db = orders(
    3_000,
    "UPDATE orders SET total = -5 WHERE id = 2500; UPDATE orders SET options = 'x' WHERE id = 2000",
  );
  const table = tableOf(db, "orders");
  const good = rowsWhere(table, '"total" < 0');
  const more = Array.from({ length: 30 }, (_, i) => rowsWhere(table, `"total" = ${i + 1}`));

  test.each([
    ["fails at a row", "json_extract(options, '$.n') > 3000", "malformed JSON"],
    ["names what is not there", "shipped > 3", "no such column: shipped"],
    ["calls what is not there", "geo_distance(total) > 3", "no such function: geo_distance"],
    ["is no expression", "total >", 'near ")": syntax error'],
  ])("silences no other where it %s", (_, condition, message) => {
    const bad = rowsWhere(table, condition);
    for (const probes of [
      [bad, good, ...more],
      [good, ...more, bad],
      [...more, bad, good, `${bad} OR 0`],
    ]) {
      const answers = ask(db, probes);
      expect(answers.get(bad)).toMatchObject({ rows: 0, failed: message });
      expect(answers.get(good)).toEqual({ rows: 1, failed: null, rowids: [2500] });
      expect(more.map((probe) => answers.get(probe)?.rowids)).toEqual(more.map((_, i) => [i + 1]));
    }
  });

  it("says so where it is alone", () => {
    expect(answerTo(db, rowsWhere(table, "shipped > 3"))).toEqual({
      rows: 0,
      failed: "no such column: shipped",
    });
  });
});

describe("a question that several rules ask", () => {
  it("is put to the database once", () => {
    const said: string[] = [];
    const db = new Database(":memory:", { verbose: (sql) => said.push(String(sql)) });
    db.exec("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT); INSERT INTO notes VALUES (1, x'61')");
    const table = tableOf(db, "notes");
    const [, body] = table.columns;
    if (!body) throw new Error("no column");
    const foreign = () => valuesWhere(table, body, ofForeignClass, ["text"]);
    const times = (probes: readonly Probe[]) => {
      const rows = readRows(db, [table], { sample: false, whole: new Set(), progress: () => undefined });
      said.length = 0;
      expect(rows.ask(probes).get(foreign().key)?.rows).toBe(1);
      rows.ask(probes);
      return said.filter((sql) => sql.includes("typeof")).length;
    };
    expect(times([foreign(), foreign(), foreign()])).toBe(times([foreign()]));
    expect(times([foreign()])).toBeGreaterThan(0);
  });
});

describe("a project's own check", () => {
  const db = orders(500);
  const asked = (sql: string) => answerTo(db, sql, { whole: new Set([sql]) });

  test.each([
    ["SELECT id FROM orders WHERE total > 490", 10],
    ["SELECT id FROM orders WHERE total > 490;", 10],
    ["SELECT id FROM orders WHERE total > 490 ; ; ", 10],
    ["SELECT id FROM orders WHERE total > 490 -- those of today", 10],
    ["SELECT id FROM orders WHERE total > 490; -- those of today; or so", 10],
    ["-- first\nSELECT id FROM orders /* all; */ WHERE total > 490 /* open", 10],
    ["SELECT id FROM orders WHERE total > 490 ORDER BY total DESC LIMIT 3", 3],
    ["SELECT id FROM orders WHERE total > 490 LIMIT 3 OFFSET 9", 1],
    ["SELECT id FROM orders WHERE total > 490 UNION SELECT id FROM orders WHERE total < 3", 12],
    ["SELECT id, id FROM orders WHERE total > 490 GROUP BY total % 2", 2],
    ["SELECT o.id, c.id FROM orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE o.id < 3", 2],
    ["WITH late AS (SELECT id FROM orders WHERE id > 499) SELECT * FROM late", 1],
    ["VALUES (1), (2)", 2],
    ['SELECT id FROM orders WHERE id = 1 AND total > "id" - 1', 1],
    ["SELECT id FROM orders WHERE code = ';' OR code = 'C-7'", 1],
  ])("is asked as it stands: %s", (sql, rows) => {
    expect(asked(sql)).toEqual({ rows, failed: null });
  });

  test.each([
    ["SELECT id FROM orders WHERE id = ?", "it has parameters that nobody binds"],
    ["SELECT id FROM orders WHERE id = :id", "it has parameters that nobody binds"],
    ["SELECT id FROM orders; SELECT 1", 'near ";": syntax error'],
    ["DELETE FROM orders", 'near "DELETE": syntax error'],
    ["DELETE FROM orders RETURNING id", 'near "DELETE": syntax error'],
    ["SELECT id FROM orders) UNION ALL SELECT (1", 'near ")": syntax error'],
    ["PRAGMA foreign_key_check", "no such table: PRAGMA"],
    ["SELECT nobody FROM orders", "no such column: nobody"],
    ["orders", 'near "orders": syntax error'],
    ["", "it is empty"],
    ["-- nothing", "it is empty"],
  ])("fails with a message, and changes nothing: %s", (sql, message) => {
    expect(asked(sql)).toEqual({ rows: 0, failed: message });
    expect(db.prepare("SELECT count(*) FROM orders").pluck().get()).toBe(500);
  });
});

describe("a question about two tables, or about equal rows", () => {
  it("gives the rowids of at most five orphans, and counts them all", () => {
    const lost = "UPDATE orders SET customer_id = 99 WHERE id";
    const key = { columns: ["customer_id"], parent: "customers", parentColumns: ["id"] };
    for (const [where, rows, rowids] of [
      ["= 417", 1, [417]],
      ["% 600 = 7", 5, [7, 607, 1207, 1807, 2407]],
      ["> 100", 2_900, [101, 102, 103, 104, 105]],
      ["> 5000", 0, []],
    ] as const) {
      const db = orders(3_000, `${lost} ${where}`);
      const probe = orphanRows(tableOf(db, "orders"), key);
      expect(answerTo(db, probe)).toEqual({ rows, failed: null, rowids });
    }
  });

  it("gives one row of each group of duplicates", () => {
    const db = orders(3_000, "UPDATE orders SET code = 'C-5' WHERE id = 2000");
    const probe = duplicateRows(tableOf(db, "orders"), [
      { column: "code", expression: null, collation: "BINARY", descending: false },
    ]);
    expect(answerTo(db, probe)).toEqual({ rows: 1, failed: null, rowids: [2000] });
    expect(answerTo(db, probe, { sample: true })).toEqual({ rows: 0, failed: null, lookedAt: 0 });
  });

  it("answers each question once", () => {
    const db = orders(10);
    const table = tableOf(db, "orders");
    const said: string[] = [];
    const probe = violatingRows(table, "total > 0");
    const answers = ask(db, [probe, probe], { progress: (name) => said.push(name) });
    expect([...answers.keys()]).toEqual([probe]);
    expect(said).toEqual(["orders"]);
  });
});

describe("text", () => {
  const write = (encoding: string) => {
    const db = new Database(":memory:");
    db.pragma(`encoding = '${encoding}'`);
    db.exec(`CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);
      ${numbered(20_000)} INSERT INTO notes SELECT i, 'straße 日本 😀 ' || i FROM s;`);
    return db;
  };
  test.each(["UTF-8", "UTF-16le", "UTF-16be"])(
    "with a NUL is found in a database of %s, and nothing else",
    (encoding) => {
      const db = write(encoding);
      expect(db.pragma("encoding", { simple: true })).toBe(encoding);
      const [malformed, nul] = textQuestions(db);
      expect(answerTo(db, malformed ?? "")).toEqual({ rows: 0, failed: null, rowids: [] });
      expect(answerTo(db, nul ?? "")).toEqual({ rows: 0, failed: null, rowids: [] });
      db.exec("UPDATE notes SET body = 'a' || char(0) || 'b' WHERE id = 12345");
      expect(answerTo(db, nul ?? "")).toEqual({ rows: 1, failed: null, rowids: [12345] });
      expect(answerTo(db, malformed ?? "")).toEqual({ rows: 0, failed: null, rowids: [] });
    },
  );

  test.each([1, 999, 1_000, 1_001, 3_000_000])("that is no UTF-8 is found in %i bytes", (length) => {
    const db = write("UTF-8");
    const [malformed, nul] = textQuestions(db);
    const text = Buffer.alloc(length, "a");
    text[length - 1] = 0xe9;
    db.prepare("UPDATE notes SET body = CAST(? AS TEXT) WHERE id = 777").run(text);
    expect(answerTo(db, malformed ?? "")).toEqual({ rows: 1, failed: null, rowids: [777] });
    expect(answerTo(db, nul ?? "").rows).toBe(0);
    text[length - 1] = 0;
    db.prepare("UPDATE notes SET body = CAST(? AS TEXT) WHERE id = 777").run(text);
    expect(answerTo(db, malformed ?? "").rows).toBe(0);
    expect(answerTo(db, nul ?? "")).toEqual({ rows: 1, failed: null, rowids: [777] });
  });
});

function textQuestions(db: Database.Database): ValueProbe[] {
  const table = tableOf(db, "notes");
  const [, body] = table.columns;
  if (!body) throw new Error("no column");
  return [malformedText, textWithNul].map((made) => valuesWhere(table, body, made));
}
