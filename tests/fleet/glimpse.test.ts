import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storedTexts } from "../../src/database/compare-schema.ts";
import { glimpse } from "../../src/database/glimpse.ts";
import { openDatabase } from "../../src/database/open.ts";
import { hashOf } from "../../src/database/schema-hash.ts";
import { freshFolder } from "../database/sample.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 40);

function seenIn(path: string) {
  return glimpse(path, ({ key, texts }) => ({ key, hash: hashOf(texts()) }));
}

/** A database file, closed; what is done to it before it is filled decides its layout. */
function made(layout: string, ...statements: readonly string[]): string {
  const path = join(freshFolder(), "app.db");
  const database = new Database(path);
  database.exec(layout);
  for (const sql of statements) database.exec(sql);
  database.close();
  return path;
}

function hashBySqlite(path: string): string {
  const { facts, close } = openDatabase(path);
  close();
  return facts.schemaHash;
}

const name = fc.stringMatching(/^[a-zäß漢 "'$_-]{1,12}$/u).filter((text) => !/^sqlite_/i.test(text));
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Tables with many or long columns, so that texts overflow pages and pages overflow the first; indexes, views, triggers. */
const schema = fc
  .uniqueArray(
    fc.record({ name, columns: fc.integer({ min: 1, max: 60 }), comment: fc.integer({ min: 0, max: 9000 }) }),
    {
      selector: ({ name }) => name.toLowerCase(),
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((tables) =>
    tables.flatMap(({ name, columns, comment }, i) => [
      `CREATE TABLE ${quoted(name)} (id INTEGER PRIMARY KEY${i % 3 === 0 ? " AUTOINCREMENT" : ""}${Array.from(
        { length: columns },
        (_, c) => `, c${c} TEXT UNIQUE`,
      )
        .slice(0, i % 2 === 0 ? 2 : columns)
        .join("")} /* ${"x".repeat(comment)} */)`,
      ...(i % 2 === 0 ? [`CREATE INDEX ${quoted(`i${i}`)} ON ${quoted(name)} (c0)`] : []),
      ...(i % 4 === 0 ? [`CREATE VIEW ${quoted(`v${i}`)} AS SELECT * FROM ${quoted(name)}`] : []),
      ...(i % 5 === 0
        ? [`CREATE TRIGGER ${quoted(`t${i}`)} AFTER INSERT ON ${quoted(name)} BEGIN SELECT 1; END`]
        : []),
    ]),
  );

const layout = fc
  .record({
    size: fc.constantFrom(512, 1024, 4096, 65536),
    wal: fc.boolean(),
    vacuum: fc.constantFrom(0, 1, 2),
  })
  .map(
    ({ size, wal, vacuum }) =>
      `PRAGMA page_size = ${size}; PRAGMA auto_vacuum = ${vacuum}; PRAGMA journal_mode = ${wal ? "WAL" : "DELETE"};`,
  );

describe("the schema in the pages of a file", () => {
  it("is what SQLite reads there", async () => {
    await fc.assert(
      fc.asyncProperty(
        schema,
        layout,
        fc.array(fc.nat(), { maxLength: 5 }),
        async (statements, how, dropped) => {
          const drops = dropped.flatMap((n) => {
            const table = statements[n % Math.max(statements.length, 1)];
            const found = /^CREATE TABLE ("(?:[^"]|"")*")/.exec(table ?? "")?.[1];
            return found === undefined ? [] : [`DROP TABLE IF EXISTS ${found}`];
          });
          const views = statements.flatMap((sql) => /^CREATE VIEW ("v\d+")/.exec(sql)?.[1] ?? []);
          const path = made(
            how,
            ...statements,
            ...(drops.length > 0 ? views.map((v) => `DROP VIEW ${v}`) : []),
            ...drops,
          );
          // Of a database in WAL mode nothing is told as long as its time is too young.
          await new Promise((resolve) => setTimeout(resolve, 25));
          const seen = seenIn(path);
          expect(seen).not.toBeNull();
          expect(seen?.schema.hash).toBe(hashBySqlite(path));
          const database = new Database(path);
          const texts = glimpse(path, (rows) => rows.texts());
          const byName = (a: { name: string; type: string }, b: { name: string; type: string }) =>
            `${a.type} ${a.name}` < `${b.type} ${b.name}` ? -1 : 1;
          expect(texts?.schema.toSorted(byName)).toEqual(storedTexts(database).toSorted(byName));
          database.close();
        },
      ),
      { numRuns: runs },
    );
  });

  it("has one key for one schema, wherever its tables begin", () => {
    const tables =
      "CREATE TABLE users (id INTEGER PRIMARY KEY); CREATE TABLE orders (id INTEGER PRIMARY KEY);";
    const filler = "CREATE TABLE filler (x); DROP TABLE filler;";
    const far = `${Array.from({ length: 400 }, (_, i) => `CREATE TABLE f${i} (x);`).join("")}${tables}${Array.from({ length: 400 }, (_, i) => `DROP TABLE f${i};`).join("")}`;
    const keys = [tables, filler + tables, far].map((sql) => seenIn(made("", sql))?.schema.key);
    expect(new Set(keys).size).toBe(1);
    expect(seenIn(made("", tables.replace("orders", "carts")))?.schema.key).not.toBe(keys[0]);
  });

  it.each([
    ["another encoding", "PRAGMA encoding = 'UTF-16le';", "CREATE TABLE users (id)"],
    ["text that is no UTF-8", "", "CREATE TABLE users (id DEFAULT '\ufffd')"],
  ])("is left to SQLite: %s", (_, how, sql) => {
    expect(seenIn(made(how, sql))).toBeNull();
  });

  it("is left to SQLite while somebody writes", () => {
    for (const mode of ["DELETE", "WAL"]) {
      const path = made("PRAGMA cache_size = 1;", `PRAGMA journal_mode = ${mode}; CREATE TABLE users (id);`);
      const writer = new Database(path);
      writer.exec("BEGIN IMMEDIATE; CREATE TABLE orders (id); INSERT INTO users VALUES (1);");
      if (mode === "WAL") writer.exec("COMMIT");
      else writer.exec("PRAGMA cache_spill = 1");
      const seen = seenIn(path);
      if (mode === "WAL") expect(seen).toBeNull();
      // A journal is made with the first page that is changed; before, the file is as it was.
      else expect(seen === null || seen.schema.hash === hashBySqlite(path)).toBe(true);
      writer.close();
    }
  });
});
