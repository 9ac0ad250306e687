import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { isSilenced, isUsed, statementsOn } from "../../src/evidence/use.ts";
import { evidenceOf } from "../rules/example.ts";

const actual = "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);";
const declared =
  "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, isbn TEXT); CREATE TABLE loans (id INTEGER PRIMARY KEY, reader TEXT);";

/** What is known of an application with an open `db`, whose model declares more than its database has. */
async function known(code: string, types?: string): Promise<Evidence> {
  const connection = new Database(":memory:");
  try {
    return await evidenceOf(
      {
        declared: types === undefined ? declared : { types },
        actual,
        code: `import Database from "better-sqlite3";\nconst db = new Database("library.db");\n${code}`,
      },
      connection,
    );
  } finally {
    connection.close();
  }
}

/** Which of what the database lacks an application uses. */
async function used(code: string, types?: string): Promise<string[]> {
  const evidence = await known(code, types);
  return [
    ...(isUsed(evidence, "loans") ? ["loans"] : []),
    ...(isUsed(evidence, "LOANS", "Reader") ? ["loans.reader"] : []),
    ...(isUsed(evidence, "Books", "ISBN") ? ["books.isbn"] : []),
  ];
}

describe("what the database lacks", () => {
  it("is used by a statement that fails without it", async () => {
    expect(await used('db.prepare("SELECT id FROM loans").all();')).toEqual(["loans"]);
    // The columns of a table that is not there come with the table.
    expect(await used('db.prepare("SELECT L.Reader FROM loans L").all();')).toEqual(["loans"]);
    expect(await used('db.prepare("UPDATE books SET isbn = ?").run("1");')).toEqual(["books.isbn"]);
    expect(
      await used('db.prepare("SELECT b.isbn FROM books b JOIN loans l ON l.reader = b.title").all();'),
    ).toEqual(["loans", "books.isbn"]);
  });

  it("is not used by a statement that works, or that names something else so", async () => {
    expect(await used('db.prepare("SELECT title FROM books").all();')).toEqual([]);
    expect(await used('db.prepare("SELECT title AS isbn FROM books").all();')).toEqual([]);
    expect(await used("db.prepare(\"SELECT 'loans' FROM books WHERE title = 'isbn'\").all();")).toEqual([]);
    expect(await used("")).toEqual([]);
  });

  it("is used by a SELECT * whose rows are claimed to have it", async () => {
    const all = (properties: string): string =>
      `interface Book { ${properties} }\nexport const books = db.prepare("SELECT * FROM books").all() as Book[];`;
    expect(await used(all("id: number; isbn: string | null"))).toEqual(["books.isbn"]);
    expect(await used(all("id: number; title: string | null"))).toEqual([]);
  });

  it("is used as a whole where the model is Kysely's", async () => {
    const types = `import type { Generated, Kysely } from "kysely";
      interface Books { id: Generated<number>; title: string | null; isbn: string | null }
      interface Loans { id: Generated<number>; reader: string | null }
      interface Shop { books: Books; loans: Loans }
      export declare const shop: Kysely<Shop>;`;
    expect(await used("", types)).toEqual(["loans", "loans.reader", "books.isbn"]);
  });
});

describe("the statements on a table", () => {
  const code = `db.prepare("SELECT title FROM Books").all();
    db.prepare("SELECT id FROM books").all();
    db.prepare("DELETE FROM loans").run();`;
  const on = async (table: string, columns?: string[]): Promise<string[]> =>
    statementsOn(await known(code), table, columns).map(({ sql }) => sql);

  it("are those that name it, in any case, and any of the columns asked for", async () => {
    expect(await on("BOOKS")).toEqual(["SELECT title FROM Books", "SELECT id FROM books"]);
    expect(await on("books", ["Title", "isbn"])).toEqual(["SELECT title FROM Books"]);
    expect(await on("books", ["isbn"])).toEqual([]);
    expect(await on("readers")).toEqual([]);
  });
});

describe("a comment", () => {
  it("silences the rules it names, or all", async () => {
    const { code } = await known(`// doctor-ignore unindexed-lookup, query-in-loop: three rows
      db.prepare("SELECT title FROM books").all();
      // doctor-ignore
      db.prepare("SELECT id FROM books").all();
      db.prepare("SELECT 1").all();`);
    const silenced = (rule: string): boolean[] => code.queries.map((query) => isSilenced(query, rule));
    expect(silenced("query-in-loop")).toEqual([true, true, false]);
    expect(silenced("unknown-name")).toEqual([false, true, false]);
  });
});
