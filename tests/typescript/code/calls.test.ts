import { describe, expect, it } from "vitest";
import { queriesOf, read, textsOf, unreadOf } from "./application.ts";

const shown = (files: Parameters<typeof read>[0]) =>
  read(files).queries.map(({ driver, role, texts }) => `${driver} ${role}: ${texts.join(" | ")}`);

describe("calls of a driver", () => {
  it("are found on better-sqlite3", () => {
    expect(
      shown(`import Database from "better-sqlite3";
        const db = new Database("library.db");
        db.prepare("SELECT title FROM books").all();
        db.prepare("SELECT 1").get();
        db.exec("DELETE FROM loans");
        db.pragma("journal_mode = WAL");`),
    ).toEqual([
      "better-sqlite3 prepare: SELECT title FROM books",
      "better-sqlite3 prepare: SELECT 1",
      "better-sqlite3 script: DELETE FROM loans",
      "better-sqlite3 pragma: PRAGMA journal_mode = WAL",
    ]);
  });

  it("are found on better-sqlite3 loaded with require, a namespace, or as a type only", () => {
    const call = 'db.prepare("SELECT title FROM books").all();';
    for (const opening of [
      'import Database = require("better-sqlite3"); const db = new Database("a.db");',
      'import * as Database from "better-sqlite3"; declare const db: Database.Database;',
      'import type { Database } from "better-sqlite3"; declare const db: Database;',
      'import type BetterSqlite3 from "better-sqlite3"; declare const db: BetterSqlite3.Database;',
    ]) {
      expect(shown(`${opening}\n${call}`)).toEqual(["better-sqlite3 prepare: SELECT title FROM books"]);
    }
  });

  it("are found on node:sqlite", () => {
    expect(
      shown(`import { DatabaseSync } from "node:sqlite";
        const db = new DatabaseSync("library.db");
        db.exec("DELETE FROM loans");
        const books = db.prepare("SELECT title FROM books");
        for (const book of books.iterate()) console.log(book);`),
    ).toEqual(["node:sqlite script: DELETE FROM loans", "node:sqlite prepare: SELECT title FROM books"]);
  });

  it("are found on bun:sqlite", () => {
    expect(
      shown(`import { Database } from "bun:sqlite";
        const db = new Database("library.db");
        db.query("SELECT title FROM books").all();
        db.run("DELETE FROM loans WHERE id = ?", [1]);`),
    ).toEqual([
      "bun:sqlite prepare: SELECT title FROM books",
      "bun:sqlite run: DELETE FROM loans WHERE id = ?",
    ]);
  });

  it("are found on sqlite", () => {
    expect(
      shown(`import sqlite3 from "sqlite3";
        import { open } from "sqlite";
        export async function titles() {
          const db = await open({ filename: "library.db", driver: sqlite3.Database });
          await db.run("DELETE FROM loans WHERE id = ?", 1);
          await db.get("SELECT 1");
          await db.each("SELECT 2", () => {});
          return db.all("SELECT title FROM books");
        }`),
    ).toEqual([
      "sqlite run: DELETE FROM loans WHERE id = ?",
      "sqlite one: SELECT 1",
      "sqlite many: SELECT 2",
      "sqlite many: SELECT title FROM books",
    ]);
  });

  it("are found on sqlite3, with its callbacks", () => {
    expect(
      shown(`import sqlite3 from "sqlite3";
        const db = new sqlite3.Database("library.db");
        db.serialize(() => {
          db.run("DELETE FROM loans WHERE id = ?", [1], (error) => { if (error) throw error; });
          db.all("SELECT title FROM books", (error, rows) => {});
        });`),
    ).toEqual(["sqlite3 run: DELETE FROM loans WHERE id = ?", "sqlite3 many: SELECT title FROM books"]);
  });

  it("are found on @libsql/client: texts, objects, batches, transactions", () => {
    expect(
      shown(`import { createClient } from "@libsql/client";
        const client = createClient({ url: "file:library.db" });
        export async function all() {
          await client.execute("SELECT title FROM books");
          await client.execute({ sql: "SELECT 1 WHERE 1 = ?", args: [1] });
          await client.batch(["DELETE FROM loans", { sql: "DELETE FROM books WHERE id = ?", args: [1] }], "write");
          const transaction = await client.transaction("write");
          await transaction.execute("SELECT 2");
          await client.executeMultiple("SELECT 3; SELECT 4");
        }`),
    ).toEqual([
      "@libsql/client execute: SELECT title FROM books",
      "@libsql/client execute: SELECT 1 WHERE 1 = ?",
      "@libsql/client batch: DELETE FROM loans",
      "@libsql/client batch: DELETE FROM books WHERE id = ?",
      "@libsql/client execute: SELECT 2",
      "@libsql/client script: SELECT 3; SELECT 4",
    ]);
  });

  it("are found where the type of the database is not known, by the text", () => {
    expect(
      shown(`import { db } from "./elsewhere";
        declare const anything: any;
        anything.prepare("SELECT title FROM books").all();
        db.prepare("SELECT 1");
        anything.get("books/1");
        anything.get("select");
        anything.all("select option");
        anything.run("select a book");`),
    ).toEqual(["unknown prepare: SELECT title FROM books", "unknown prepare: SELECT 1"]);
  });

  it("are not found where the receiver is no database", () => {
    expect(
      shown(`const names = new Map<string, number>();
        names.get("SELECT 1");
        const shelf = { prepare(text: string) { return text; } };
        shelf.prepare("SELECT title FROM books");
        /a/.exec("SELECT 1");`),
    ).toEqual([]);
  });

  it("are not found on the driver of another database", () => {
    expect(
      shown(`import { Pool } from "pg";
        const pool = new Pool();
        export const titles = () => pool.query("SELECT title FROM books");`),
    ).toEqual([]);
  });

  it("are not taken for those of a statement, which are given values", () => {
    expect(textsOf('const find = db.prepare("SELECT ? AS title"); find.get("SELECT 2");')).toEqual([
      ["SELECT ? AS title"],
    ]);
  });
});

describe("sql tags", () => {
  it("of Kysely and others hand over a whole statement, values bound", () => {
    const [query] = read(`import { sql } from "kysely";
      declare const id: string;
      export const find = sql<{ title: string }>\`SELECT title FROM books WHERE id = \${id}\`;`).queries;
    expect(query).toMatchObject({
      texts: ["SELECT title FROM books WHERE id = ?"],
      driver: "tag",
      concatenated: [],
    });
  });

  it("around a part of a statement hand over nothing", () => {
    expect(
      shown(`import { sql } from "kysely";
        export const now = sql\`CURRENT_TIMESTAMP\`;
        export const order = sql\`title DESC\`;`),
    ).toEqual([]);
  });

  it("of another name hand over nothing", () => {
    expect(shown("declare const gql: any; gql`SELECT title FROM books`;")).toEqual([]);
  });
});

describe("functions of the project that hand SQL on", () => {
  const calls = `
    const books = all("SELECT title FROM books");
    const loans = all("SELECT id FROM loans WHERE book = ?", 1);`;

  it("are seen through", () => {
    const queries = queriesOf(
      `function all(sql: string, ...values: unknown[]) { return db.prepare(sql).all(...values); }${calls}`,
    );
    expect(queries.map(({ texts, location }) => [texts[0], location.line])).toEqual([
      ["SELECT title FROM books", 4],
      ["SELECT id FROM loans WHERE book = ?", 5],
    ]);
  });

  it("are seen through two hops", () => {
    expect(
      textsOf(`const prepared = (sql: string) => db.prepare(sql);
        const all = (sql: string, ...values: unknown[]) => prepared(sql).all(...values);${calls}`),
    ).toEqual([["SELECT title FROM books"], ["SELECT id FROM loans WHERE book = ?"]]);
  });

  it("are seen through as methods and from other files", () => {
    const found = shown({
      "store.ts": `import Database from "better-sqlite3";
        export class Store {
          #db = new Database("library.db");
          all(sql: string) { return this.#db.prepare(sql).all(); }
          first = (sql: string) => this.#db.prepare(sql).get();
          #one(sql: string) { return this.#db.prepare(sql).get(); }
          count() { return this.#one("SELECT count(*) FROM books"); }
        }`,
      "app.ts": `import { Store } from "./store.ts";
        const store = new Store();
        store.all("SELECT title FROM books");
        store.first("SELECT id FROM loans");`,
    });
    expect(found.sort()).toEqual([
      "better-sqlite3 prepare: SELECT count(*) FROM books",
      "better-sqlite3 prepare: SELECT id FROM loans",
      "better-sqlite3 prepare: SELECT title FROM books",
    ]);
  });

  it("are seen through where the SQL is a property of what they get", () => {
    expect(
      textsOf(`function all(query: { sql: string; values: unknown[] }) { return db.prepare(query.sql).all(...query.values); }
        all({ sql: "SELECT title FROM books", values: [] });`),
    ).toEqual([["SELECT title FROM books"]]);
  });

  it("are seen through where the SQL has a name, alone or in an object", () => {
    expect(
      textsOf(`const all = ({ sql }: { sql: string }) => db.prepare(sql).all();
        const one = (query: { sql: string }) => db.prepare(query.sql).get();
        const sql = "SELECT title FROM books";
        const loans = { sql: "SELECT id FROM loans" };
        all({ sql });
        one(loans);`),
    ).toEqual([["SELECT title FROM books"], ["SELECT id FROM loans"]]);
  });

  it("are seen through where they are not given any SQL and have their own", () => {
    expect(
      textsOf('const all = (sql = "SELECT title FROM books") => db.prepare(sql).all();\nall();'),
    ).toEqual([["SELECT title FROM books"]]);
  });

  it("are seen through where they write around what they get", () => {
    expect(
      textsOf(`const where = (condition: string) => db.prepare(\`SELECT title FROM books WHERE \${condition}\`).all();
        where("author = 'Le Guin'");
        where("year > 1968");`),
    ).toEqual([
      ["SELECT title FROM books WHERE author = 'Le Guin'", "SELECT title FROM books WHERE year > 1968"],
    ]);
  });
});

it("finds what a function named like a driver's method hands on once", () => {
  const files = {
    "src/store.ts":
      'import Database from "better-sqlite3";\nconst db = new Database("a.db");\nexport default { exec(statement: string) { return db.exec(statement); } };\nexport function run(statement: string) { return db.exec(statement); }',
    "src/app.ts":
      'import store, { run } from "./store";\nstore.exec("DELETE FROM loans");\nrun("DELETE FROM books");',
  };
  expect(shown(files)).toEqual([
    "better-sqlite3 script: DELETE FROM loans",
    "better-sqlite3 script: DELETE FROM books",
  ]);
});

it("takes the members of an enum for texts, and lists none of them as left over", () => {
  const code = 'enum Shelf { All = "SELECT id FROM books" }\ndb.prepare(Shelf.All).all();';
  expect(textsOf(code)).toEqual([["SELECT id FROM books"]]);
  expect(unreadOf(code)).toEqual([]);
});

it("knows the tables that the code makes with functions of its own", () => {
  const code = `import Database from "better-sqlite3";
const db = new Database("a.db");
db.table("files", { columns: ["name"], *rows() { yield ["a"]; } });
declare const view: { table(name: string): void };
view.table("books");`;
  expect(read(code).ownTables).toEqual(["files"]);
});
