import { execFileSync } from "node:child_process";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { rowEvents, type TrailLog } from "../../../src/schema/trail.ts";
import { printIndex, printTable } from "../../../src/sql/print-table.ts";
import { asTrailLog, newAuditLog } from "../../../src/sql/trail/log.ts";
import { printTrail, type Recorded } from "../../../src/sql/trail/print.ts";
import { hasShell } from "../../shell.ts";

const made = asTrailLog(newAuditLog, null);
if ("why" in made) throw new Error(made.why);
const log: TrailLog = made;

const logSql = [
  printTable(newAuditLog),
  ...newAuditLog.indexes.map((index) => printIndex(newAuditLog.name, index, "audit_by_row")),
].join(";\n");

function trails(table: Recorded, given = log): string {
  return rowEvents.map((event) => `${printTrail(table, { event, name: `t_${event}` }, given)};`).join("\n");
}

function open(schema: string, table: Recorded): Database.Database {
  const db = new Database(":memory:");
  db.exec(`${logSql};\n${schema};\n${trails(table)}`);
  return db;
}

type Entry = [table: string, row: unknown, action: string, before: unknown, after: unknown];

function entries(db: Database.Database): Entry[] {
  const parse = (text: unknown): unknown => (text === null ? null : JSON.parse(String(text)));
  const rows = db
    .prepare<[], Entry>(
      "SELECT table_name, row_id, action, old_values, new_values FROM audit_logs ORDER BY id",
    )
    .raw()
    .all();
  return rows.map(([table, row, action, before, after]) => [table, row, action, parse(before), parse(after)]);
}

const books: Recorded = {
  name: "books",
  columns: ["id", "title", "price"],
  key: ["id"],
  alias: "id",
  rowid: "rowid",
};
const booksSql = "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT COLLATE NOCASE, price)";

describe("a trail", () => {
  it("writes down what is inserted, updated and deleted, with the values of before and after", () => {
    const db = open(booksSql, books);
    db.exec("INSERT INTO books VALUES (7, 'Emma', 9.5)");
    db.exec("UPDATE books SET title = 'Persuasion', price = NULL");
    db.exec("DELETE FROM books");
    expect(entries(db)).toEqual([
      ["books", "7", "insert", null, { id: 7, title: "Emma", price: 9.5 }],
      [
        "books",
        "7",
        "update",
        { id: 7, title: "Emma", price: 9.5 },
        { id: 7, title: "Persuasion", price: null },
      ],
      ["books", "7", "delete", { id: 7, title: "Persuasion", price: null }, null],
    ]);
  });

  it("is silent about an UPDATE that changes nothing, and sees what only a collation takes for nothing", () => {
    const db = open(`${booksSql}; INSERT INTO books VALUES (1, 'Emma', NULL)`, books);
    db.exec("UPDATE books SET title = title, price = NULL");
    expect(entries(db)).toEqual([]);
    db.exec("UPDATE books SET title = 'EMMA'");
    expect(entries(db).map(([, , action]) => action)).toEqual(["update"]);
  });

  it("calls a row whose key changes by the key it had", () => {
    const db = open(`${booksSql}; INSERT INTO books VALUES (1, 'Emma', 1)`, books);
    db.exec("UPDATE books SET id = 2");
    expect(entries(db).map(([, row, , before, after]) => [row, before, after])).toEqual([
      ["1", { id: 1, title: "Emma", price: 1 }, { id: 2, title: "Emma", price: 1 }],
    ]);
  });

  // What JSON cannot hold must not make the statement fail.
  it.each([
    ["x'00ff'", "00FF"],
    ["9e999", "Inf"],
    ["-9e999", "-Inf"],
    ["9e999 - 9e999", null],
    ["9007199254740991", 9007199254740991],
    ["-9223372036854775808", Number("-9223372036854775808")],
    ["'a\"b\\c' || char(10)", 'a"b\\c\n'],
    ["'x' || char(0) || 'y'", "x\0y"],
    ["'}{'", "}{"],
    ["'{\"a\":1}'", '{"a":1}'],
    ["'Inf'", "Inf"],
    ["''", ""],
    ["1e-7", 1e-7],
    ["'👩‍🚀'", "👩‍🚀"],
  ])("takes the value %s", (value, shown) => {
    const db = open(booksSql, books);
    db.exec(`INSERT INTO books (price) VALUES (${value})`);
    expect(entries(db)[0]?.[4]).toEqual({ id: 1, title: null, price: shown });
  });

  it("takes text that is no UTF-8, and what stands where a REAL or TEXT is declared and is none", () => {
    const columns = ["id", "title", "price"];
    const db = open("CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, price REAL)", {
      ...books,
      columns,
    });
    db.exec(
      "INSERT INTO books VALUES (1, CAST(x'61ff62c3' AS TEXT), x'ff'), (2, x'00', 9e999), (3, 9e999, 'free')",
    );
    const ok = db.prepare("SELECT json_valid(new_values) FROM audit_logs").pluck().all();
    expect(ok).toEqual([1, 1, 1]);
    expect(entries(db).slice(1)).toEqual([
      ["books", "2", "insert", null, { id: 2, title: "00", price: "Inf" }],
      ["books", "3", "insert", null, { id: 3, title: "Inf", price: "free" }],
    ]);
  });

  it("names a row by a text key, by several columns, by the rowid, or not at all", () => {
    const forms: readonly (readonly [
      schema: string,
      table: Partial<Recorded>,
      insert: string,
      row: unknown,
    ])[] = [
      ["id TEXT PRIMARY KEY, title", { alias: null }, "('a b', 'x')", "a b"],
      ["id BLOB PRIMARY KEY, title", { alias: null }, "(x'0a', 'x')", "0A"],
      [
        "id TEXT, title TEXT, PRIMARY KEY (title, id)",
        { alias: null, key: ["title", "id"] },
        "('b', 'a')",
        '["a","b"]',
      ],
      [
        "id INT, title, PRIMARY KEY (id, title)) WITHOUT ROWID; CREATE TABLE other (x",
        { alias: null, key: ["id", "title"], rowid: null },
        "(1, x'ff')",
        '[1,"FF"]',
      ],
      ["id, title", { alias: null, key: [] }, "(5, 'x')", "1"],
      ["id, title", { alias: null, key: [], rowid: null }, "(5, 'x')", null],
    ];
    for (const [schema, table, insert, row] of forms) {
      const db = open(`CREATE TABLE books (${schema})`, { ...books, columns: ["id", "title"], ...table });
      db.exec(`INSERT INTO books VALUES ${insert}`);
      db.exec("UPDATE books SET title = title || '!'; DELETE FROM books");
      expect([schema, entries(db)[0]?.[1]]).toEqual([schema, row]);
      expect(entries(db)).toHaveLength(3);
    }
  });

  it("bears names with quotes, blanks and reserved words", () => {
    const name = `it's "here"`;
    const quoted = '"it\'s ""here"""';
    const table = { name, columns: ["select", "a'b", 'c"d'], key: ["select"], alias: null, rowid: "rowid" };
    const db = open(`CREATE TABLE ${quoted} ("select" TEXT PRIMARY KEY, "a'b", "c""d")`, table);
    db.exec(`INSERT INTO ${quoted} VALUES ('k', 1, 2)`);
    expect(entries(db)).toEqual([[name, "k", "insert", null, { select: "k", "a'b": 1, 'c"d': 2 }]]);
  });

  it("says for a log that needs a row what it can, gives the time, and calls events as the log does", () => {
    const strict = { name: "audit_logs", actions: { insert: "CREATE", update: "UPDATE", delete: "DELETE" } };
    const db = new Database(":memory:");
    const table = { ...books, columns: ["id"], key: ["id"], alias: null, rowid: null };
    db.exec(`CREATE TABLE audit_logs (table_name, row_id TEXT NOT NULL, action CHECK (action = upper(action)),
      old_values, new_values, changed_at TEXT NOT NULL); CREATE TABLE books (id TEXT PRIMARY KEY);
      ${trails(table, { ...strict, needsRow: true, needsTime: true })} INSERT INTO books VALUES (NULL)`);
    const [entry] = db
      .prepare<[], unknown[]>("SELECT row_id, action, changed_at FROM audit_logs")
      .raw()
      .all();
    expect(entry).toEqual(["", "CREATE", expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)]);
  });

  describe.each([2, 50, 51, 101, 620, 1990])("on a table of %i columns", (count) => {
    const columns = Array.from({ length: count }, (_, i) => `c${i}`);
    const table = { name: "wide", columns, key: [], alias: null, rowid: "rowid" };
    const last = columns.at(-1) ?? "";
    const schema = `CREATE TABLE wide (${columns.join(", ")})`;
    const writes =
      `INSERT INTO wide (c0, ${last}) VALUES ('{', '}'); UPDATE wide SET c0 = c0; ` +
      `UPDATE wide SET ${last} = 9e999; DELETE FROM wide`;

    it("keeps every value, NULLs included", () => {
      const db = open(schema, table);
      db.exec(writes);
      const none = Object.fromEntries(columns.map((column) => [column, null]));
      const [one, two] = [
        { ...none, c0: "{", [last]: "}" },
        { ...none, c0: "{", [last]: "Inf" },
      ];
      expect(entries(db).map(([, , , before, after]) => [before, after])).toEqual([
        [null, one],
        [one, two],
        [two, null],
      ]);
    });

    it.skipIf(!hasShell)("runs in the sqlite3 shell", () => {
      const script = `${logSql}; ${schema}; ${trails(table)} ${writes};
        SELECT action, json_valid(coalesce(new_values, old_values)),
          (SELECT count(*) FROM json_each(coalesce(new_values, old_values))) FROM audit_logs;`;
      const out = execFileSync("sqlite3", ["-bail", ":memory:"], { input: script, encoding: "utf8" });
      expect(out.trim().split("\n")).toEqual(
        ["insert", "update", "delete"].map((action) => `${action}|1|${count}`),
      );
    });
  });
});
