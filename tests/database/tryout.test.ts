import Database from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { openTryout, type TwinTryout } from "../../src/database/tryout.ts";

const library = `
  CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, shelf INTEGER REFERENCES shelves (id));
  CREATE TABLE shelves (id INTEGER PRIMARY KEY, room TEXT);
  CREATE INDEX books_by_title ON books (title);
  INSERT INTO shelves VALUES (1, 'hall'); INSERT INTO books VALUES (1, 'Emma', 1), (2, 'Persuasion', 1);`;

const open: { close: () => void }[] = [];

afterEach(() => {
  for (const each of open.splice(0).reverse()) each.close();
});

function opened(more = ""): Database.Database {
  const source = new Database(":memory:");
  source.exec(library + more);
  open.push(source);
  return source;
}

function tryout(steps: Parameters<typeof openTryout>[1] = [], more = ""): TwinTryout {
  const made = openTryout(opened(more), steps);
  open.push(made);
  return made;
}

describe("a statement on a twin", () => {
  it("has columns with what its text and the schema say of them", () => {
    const tried = tryout().try("SELECT title, count(*) AS copies FROM books GROUP BY title");
    expect(tried.ok && tried.columns).toMatchObject([
      { name: "title", declaredType: "TEXT", value: { nullable: false } },
      { name: "copies", declaredType: null, value: { nullable: false } },
    ]);
  });

  it("gives no columns where it gives no rows, or where what it selects is not known", () => {
    const { try: tryOnce } = tryout();
    expect(tryOnce("DELETE FROM books")).toEqual({ ok: true, prepared: true, columns: null });
    expect(tryOnce("SELECT ? FROM books")).toEqual({ ok: true, prepared: true, columns: null });
  });

  it("is not run", () => {
    const source = opened();
    const twin = openTryout(source, []);
    open.push(twin);
    for (const sql of ["DELETE FROM shelves", "PRAGMA user_version = 7", "DROP TABLE books", "BEGIN"])
      expect(twin.try(sql).ok, sql).toBe(true);
    expect(twin.try("SELECT id FROM books").ok).toBe(true);
    expect(twin.connection.pragma("user_version", { simple: true })).toBe(0);
    expect(twin.connection.inTransaction).toBe(false);
    expect(source.prepare("SELECT count(*) FROM shelves").pluck().get()).toBe(1);
  });
});

describe("what a statement fails for", () => {
  it.each([
    ["SELECT id FROM book", { kind: "table", name: "book" }],
    ["SELECT id FROM main.book", { kind: "table", name: "book" }],
    ["INSERT INTO book VALUES (1)", { kind: "table", name: "book" }],
    ["SELECT isbn FROM books", { kind: "column", name: "isbn" }],
    ["SELECT b.isbn FROM books b", { kind: "column", name: "b.isbn" }],
    ['SELECT "isbn" FROM books', { kind: "column", name: "isbn" }],
    ["INSERT INTO books (isbn) VALUES (1)", { kind: "column", name: "isbn" }],
    ["SELECT id FROM FROM books", null],
    ["", null],
  ])("is told of %s", (sql, missing) => {
    expect(tryout().try(sql)).toMatchObject({ ok: false, missing, excused: null });
  });

  it.each([
    "SELECT soundslike(title) FROM books",
    "SELECT id FROM archive.books",
    "SELECT id FROM temp.drafts",
    "SELECT title FROM books ORDER BY title COLLATE german",
    "SELECT substr() FROM books",
  ])("may be there when the application runs: %s", (sql) => {
    const tried = tryout().try(sql);
    expect(tried.ok ? null : tried.excused).toMatch(/: the application may bring it at run time$/);
  });

  it.each(["sqlite_stat1", "sqlite_sequence"])("may be a table that SQLite makes: %s", (table) => {
    const tried = tryout().try(`SELECT * FROM ${table}`);
    expect(tried.ok ? null : tried.excused).toBe(
      `no such table: ${table}: SQLite makes it when it is needed`,
    );
  });
});

describe("the schema that statements are tried on", () => {
  it("has no rows, and is what the steps make of it", () => {
    const {
      connection,
      schema,
      try: tryOnce,
    } = tryout([{ sql: ["ALTER TABLE books ADD COLUMN isbn TEXT"] }]);
    expect(connection.prepare("SELECT count(*) FROM books").pluck().get()).toBe(0);
    expect(schema.tables.find(({ name }) => name === "books")?.columns.map(({ name }) => name)).toContain(
      "isbn",
    );
    expect(tryOnce("SELECT isbn FROM books").ok).toBe(true);
  });

  it("leaves out the steps that SQLite refuses, and goes on", () => {
    const steps = [{ sql: ["DROP TABLE loans", "ALTER TABLE books ADD COLUMN isbn TEXT"] }];
    expect(tryout(steps).try("SELECT isbn FROM books").ok).toBe(true);
  });

  it("is planned with the statistics of the database", () => {
    const many =
      "WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO books SELECT i, 'Emma', 1 FROM n; ANALYZE;";
    const counted = (twin: TwinTryout): unknown =>
      twin.connection.prepare("SELECT stat FROM sqlite_stat1 WHERE idx = 'books_by_title'").pluck().get();
    expect(counted(tryout([], many))).toMatch(/^2000 /);
    expect(
      tryout()
        .connection.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'")
        .pluck()
        .get(),
    ).toBe(0);
  });
});

describe("the columns that a statement needs", () => {
  const columns = [
    { table: "books", column: "id" },
    { table: "books", column: "title" },
    { table: "shelves", column: "id" },
  ];

  it("are those without which it does not prepare", () => {
    const { needed } = tryout();
    expect(needed("SELECT title FROM books", columns)).toEqual(["books.title"]);
    expect(needed("SELECT b.id FROM books b JOIN shelves ON shelves.id = b.shelf", columns)).toEqual([
      "books.id",
      "shelves.id",
    ]);
    expect(needed("SELECT * FROM books", columns)).toEqual([]);
    expect(needed("INSERT INTO books (title) VALUES (?)", columns)).toEqual(["books.title"]);
  });

  it("are as they were afterwards", () => {
    const { connection, needed } = tryout();
    const before = connection.prepare("SELECT sql FROM sqlite_schema").pluck().all();
    needed("SELECT title FROM books", columns);
    expect(connection.prepare("SELECT sql FROM sqlite_schema").pluck().all()).toEqual(before);
    expect(connection.inTransaction).toBe(false);
  });
});
