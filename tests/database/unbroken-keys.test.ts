import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { answer } from "../../src/database/answers.ts";
import { introspect } from "../../src/database/introspect.ts";
import { unbrokenKeys } from "../../src/database/unbroken-keys.ts";
import type { Schema, Table } from "../../src/schema/schema.ts";
import { orphanRows } from "../../src/sql/probes.ts";
import { answerTo } from "./asked.ts";

const authors = "CREATE TABLE authors (id INTEGER PRIMARY KEY); INSERT INTO authors VALUES (1), (2)";

describe("the foreign keys that no row breaks", () => {
  it("are those that SQLite's check says nothing of", () => {
    const { db, schema } = built(
      `${authors}; CREATE TABLE books (id INTEGER PRIMARY KEY, author INTEGER REFERENCES authors (id), editor INTEGER REFERENCES authors);
       CREATE TABLE notes (author INTEGER REFERENCES authors (id)); CREATE TABLE tags (book INTEGER REFERENCES books);
       INSERT INTO books VALUES (1, 1, 2), (2, NULL, 1); INSERT INTO notes VALUES (7)`,
    );
    const found = unbrokenKeys(db, schema.tables);
    expect([...found]).toEqual([
      orphans(schema, "books", 0),
      orphans(schema, "books", 1),
      orphans(schema, "tags", 0),
    ]);
    expect(answerTo(db, orphans(schema, "notes", 0)).rows).toBe(1);
    expect(answerTo(db, orphans(schema, "books", 0))).toEqual({ rows: 0, failed: null, rowids: [] });
  });

  it("are told by nobody where SQLite cannot check one", () => {
    const parents = [
      "CREATE TABLE letters (name TEXT); INSERT INTO letters VALUES ('a')",
      "CREATE TABLE authors_of_today (name TEXT); CREATE VIEW letters AS SELECT name FROM authors_of_today",
    ];
    for (const parent of parents) {
      const { db, schema } = built(
        `${authors}; ${parent}; CREATE TABLE books (author INTEGER REFERENCES authors (id));
         CREATE TABLE pages (letter TEXT REFERENCES letters (name)); INSERT INTO pages VALUES ('a')`,
      );
      expect(unbrokenKeys(db, schema.tables).size).toBe(0);
      expect(answerTo(db, orphans(schema, "books", 0)).rows).toBe(0);
    }
  });

  it("are asked one by one where a part of the rows may stand for all, and where the project itself asks", () => {
    const { db, schema } = built(`${authors}; CREATE TABLE books (author INTEGER REFERENCES authors (id))`);
    const probe = orphans(schema, "books", 0);
    expect(answerTo(db, probe, { whole: new Set([probe]) })).toEqual({ rows: 0, failed: null });
    expect(answerTo(db, probe, { sample: true }).rows).toBe(0);
  });

  it("are found under any name, with and without rowids, and of generated columns", () => {
    const { db, schema } = built(
      `CREATE TABLE "a""b" ("x y" TEXT COLLATE NOCASE PRIMARY KEY, "ord" INT, UNIQUE ("x y", ord)) WITHOUT ROWID;
       INSERT INTO "a""b" VALUES ('One', 1);
       CREATE TABLE "'c" ("select" TEXT, ord INT, v TEXT AS (lower("select")) VIRTUAL REFERENCES "A""B", PRIMARY KEY (ord, "select"),
         FOREIGN KEY ("select", ord) REFERENCES "a""b" ("x y", ord)) WITHOUT ROWID;
       INSERT INTO "'c" VALUES ('oNE', 1);
       CREATE TABLE parent (id INTEGER PRIMARY KEY, id2 INTEGER REFERENCES parent (id)) STRICT; INSERT INTO parent VALUES (1, 1)`,
    );
    expect(unbrokenKeys(db, schema.tables).size).toBe(3);
    db.exec(`INSERT INTO "'c" VALUES ('two', 1)`);
    expect(unbrokenKeys(db, schema.tables).size).toBe(1);
  });

  it("have no row without a parent by a comparison either, whatever values and types there are", () => {
    const types = ["INTEGER", "TEXT", "TEXT COLLATE NOCASE", "REAL", "NUMERIC", "BLOB", ""];
    const values = [
      ...[
        "1",
        "1.0",
        "0.1 + 0.2",
        "'1'",
        "'01'",
        "'1.0'",
        "'a'",
        "'A'",
        "'a '",
        "''",
        "'0.3'",
        "x'31'",
        "x''",
      ],
      ...["NULL", "9007199254740993", "9007199254740993.0", "9223372036854775807", "9e18", "-0.0", "'1e0'"],
      ...["CAST(x'6100ff' AS TEXT)", "CAST(x'61' AS TEXT)", "1e308 * 10"],
    ];
    let [held, asked] = [0, 0];
    for (const encoding of ["UTF-8", "UTF-16le"]) {
      for (const parent of types) {
        for (const child of types) {
          const db = new Database(":memory:");
          db.exec(`PRAGMA encoding = '${encoding}'; PRAGMA foreign_keys = OFF;
            CREATE TABLE p (k ${parent} UNIQUE); CREATE TABLE c (k ${child} REFERENCES p (k))`);
          const schema = introspect(db);
          for (const one of values) {
            for (const other of values) {
              db.exec(
                `DELETE FROM p; DELETE FROM c; INSERT INTO p VALUES (${one}); INSERT INTO c VALUES (${other})`,
              );
              const [probe] = unbrokenKeys(db, schema.tables);
              asked++;
              if (probe === undefined) continue;
              held++;
              expect([parent, child, one, other, answer(db, probe)]).toEqual([
                ...[parent, child, one, other],
                { rows: 0, failed: null },
              ]);
            }
          }
          db.close();
        }
      }
    }
    expect(held).toBeGreaterThan(asked / 50);
  });

  it("would differ from a comparison where the parent's key has a collation of its own and goes unnamed", () => {
    for (const [key, options] of [
      ["n TEXT, PRIMARY KEY (n COLLATE NOCASE)", ""],
      ["n TEXT, PRIMARY KEY (n COLLATE NOCASE)", " WITHOUT ROWID"],
    ]) {
      const { db, schema } = built(
        `CREATE TABLE p (${key})${options}; CREATE TABLE c (x TEXT REFERENCES p); INSERT INTO p VALUES ('abc'); INSERT INTO c VALUES ('ABC')`,
      );
      expect(db.pragma("foreign_key_check")).toEqual([]);
      expect(unbrokenKeys(db, schema.tables).size).toBe(0);
      expect(answerTo(db, orphans(schema, "c", 0)).rows).toBe(1);
    }
  });

  it("would differ from a comparison where the types do: SQLite's check makes a text of a number first", () => {
    const { db, schema } = built(
      `CREATE TABLE p (k TEXT UNIQUE); CREATE TABLE c (k REAL REFERENCES p (k));
       INSERT INTO c VALUES (0.1 + 0.2); INSERT INTO p SELECT CAST(k AS TEXT) FROM c WHERE CAST(CAST(k AS TEXT) AS REAL) <> k`,
    );
    expect(unbrokenKeys(db, schema.tables).size).toBe(0);
  });
});

function built(sql: string): { db: Database.Database; schema: Schema } {
  const db = new Database(":memory:");
  db.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
  return { db, schema: introspect(db) };
}

/** The question that the rules ask of a foreign key of a table. */
function orphans({ tables }: Schema, child: string, at: number): string {
  const table = tables.find(({ name }) => name === child) as Table;
  const key = table.foreignKeys[at];
  const parent = tables.find(({ name }) => name === key?.parent);
  const parentColumns = key?.parentColumns ?? parent?.primaryKey?.columns ?? [];
  return orphanRows(table, { columns: key?.columns ?? [], parent: key?.parent ?? "", parentColumns });
}
