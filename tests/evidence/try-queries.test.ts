import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openTryout } from "../../src/database/tryout.ts";
import type { Query, ReadCode, TriedQuery } from "../../src/evidence/code.ts";
import { noCode } from "../../src/evidence/code.ts";
import { tryQueries } from "../../src/evidence/try-queries.ts";
import { declareScripts } from "../../src/sources/sql.ts";

const library =
  "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT); CREATE TABLE shelves (id INTEGER PRIMARY KEY, room TEXT);";

/** A call that may hand over each of these texts. */
function query(texts: readonly string[], more: Partial<Query> = {}): Query {
  const [sql = "", ...alternatives] = texts;
  return {
    ...{ sql, alternatives, holes: [], within: "list", driver: "better-sqlite3", meetsOld: false },
    ...{ ignored: [], executions: [], concatenated: [], preparedIn: null },
    location: { file: "src/books.ts", line: 3, column: 1 },
    ...more,
  };
}

/** What is said of a call: the texts that speak, each with its message on the schema as it is and as repaired. */
function said(texts: readonly string[], repair = "", more: Partial<Query> = {}): (string | null)[][] {
  const connection = new Database(":memory:");
  connection.exec(library);
  const now = openTryout(connection, []);
  const repaired = repair === "" ? now : openTryout(connection, [{ sql: [repair] }]);
  const code: ReadCode = { ...noCode, queries: [query(texts, more)], makes: new Set(), notAnalysed: [] };
  const declared = declareScripts([{ file: "schema.sql", sql: library }]);
  const { queries } = tryQueries(code, declared, now, repaired);
  now.close();
  repaired.close();
  connection.close();
  return queries.map((tried) => [tried.sql, messageOf(tried.now), messageOf(tried.repaired)]);
}

function messageOf(result: TriedQuery["now"]): string | null {
  return result.ok ? null : result.message;
}

const from = (table: string): string => `SELECT id FROM ${table}`;

describe("tryQueries on a call with several texts", () => {
  it("says one thing where all work", () => {
    expect(said([from("books"), from("shelves")])).toEqual([[from("books"), null, null]]);
  });

  it("tells each name that is nowhere, beside texts that work", () => {
    const [a, b] = ["no such table: book", "no such table: shelf"];
    expect(said([from("book"), from("shelves"), from("shelf"), from("book")])).toEqual([
      [from("shelves"), null, null],
      [from("book"), a, a],
      [from("shelf"), b, b],
    ]);
  });

  it("tells nothing of names that branches bring together or not at all", () => {
    const joined = "SELECT books.id FROM books JOIN shelves WHERE shelves.room = 1";
    const alone = "SELECT books.id FROM books WHERE shelves.room = 1";
    expect(said([joined, alone])).toEqual([[joined, null, null]]);
    expect(said([alone, "SELECT books.id FROM books JOIN shelves WHERE 1", joined])).toHaveLength(1);
    // The one wrong name hides in one text that another one is missing.
    const wrong = joined.replace("books.id", "books.isbn");
    const both = alone.replace("books.id", "books.isbn");
    expect(said([wrong, both])).toEqual([
      [wrong, "no such column: books.isbn", "no such column: books.isbn"],
    ]);
  });

  it("tells nothing of texts of which not all were looked at, of parts unknown, and of mistakes in the grammar", () => {
    expect(said([from("books"), from("book")], "", { cut: true })).toHaveLength(1);
    expect(said([from("books"), from('"book_?"')])).toHaveLength(1);
    expect(said([from("books"), "SELECT id books FROM FROM"])).toHaveLength(1);
  });

  it("tells each that the repair mends and each that it breaks", () => {
    const repair = "ALTER TABLE books RENAME TO novels";
    expect(said([from("books"), from("shelves"), from("novels")], repair)).toEqual([
      [from("novels"), "no such table: novels", null],
      [from("books"), null, "no such table: books"],
    ]);
  });

  it("never calls a function that gives rows a missing table", () => {
    const excusedOf = (sql: string): (string | null)[] => {
      const connection = new Database(":memory:");
      connection.exec(library);
      const now = openTryout(connection, []);
      const code: ReadCode = { ...noCode, queries: [query([sql])], makes: new Set(), notAnalysed: [] };
      const { queries } = tryQueries(code, declareScripts([]), now, now);
      now.close();
      connection.close();
      return queries.map((tried) => (tried.now.ok ? "ok" : tried.now.excused));
    };
    const run = "no such function: generate_series: the application may bring it at run time";
    expect(excusedOf("SELECT value FROM generate_series(1, 3)")).toEqual([run]);
    expect(excusedOf("SELECT b.id FROM books b JOIN Generate_Series (1, 3) s")).toEqual([
      run.replace("generate_series", "Generate_Series"),
    ]);
    expect(excusedOf("SELECT key FROM json_each('[]')")).toEqual(["ok"]);
    expect(excusedOf("INSERT INTO shelf (id) VALUES (1)")).toEqual([null]);
    expect(excusedOf("SELECT id FROM shelf WHERE id IN (1)")).toEqual([null]);
  });

  it("keeps what a call is otherwise with the text that speaks", () => {
    const connection = new Database(":memory:");
    connection.exec(library);
    const now = openTryout(connection, []);
    const at = { file: "src/books.ts", line: 4, column: 1 };
    const called = query([from("book"), from("books")], { preparedIn: at });
    const code: ReadCode = { ...noCode, queries: [called], makes: new Set(), notAnalysed: [] };
    const { queries } = tryQueries(code, declareScripts([]), now, now);
    expect(queries.map(({ sql, alternatives, preparedIn }) => [sql, alternatives, preparedIn])).toEqual([
      [from("books"), [from("book")], at],
      [from("book"), [], null],
    ]);
    now.close();
    connection.close();
  });
});
