import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { clausesOf } from "../../src/sql/clauses.ts";
import { type CreateTable, readCreateTable } from "../../src/sql/create-table.ts";
import {
  withAppendedClause,
  withColumn,
  withColumnClause,
  withConstraint,
  withName,
  withOptions,
  withoutClause,
  withoutColumn,
  withType,
} from "../../src/sql/edit-table.ts";

/** Reads a statement that SQLite has taken first. */
function read(sql: string): CreateTable {
  new Database(":memory:").exec(sql);
  const table = readCreateTable(sql);
  if (!table) throw new Error(`not read: ${sql}`);
  return table;
}

/** Says what SQLite makes of an edited text, so that no edit is only right to the eye. */
function accepted(sql: string): string {
  new Database(":memory:").exec(sql);
  return sql;
}

describe("an edit changes one place and keeps every other byte", () => {
  const books = [
    "CREATE TABLE books ( -- what we lend",
    "  id INTEGER PRIMARY KEY,",
    "  title TEXT /* as printed */ NOT NULL, -- never empty",
    "  price  NUMERIC DEFAULT(5)NOT NULL CHECK (price >= 0),",
    "  UNIQUE (title) -- one each",
    ") -- the end",
  ].join("\n");

  test("a type", () => {
    expect(accepted(withType(read(books), "title", "VARCHAR(40)"))).toBe(
      books.replace("TEXT", "VARCHAR(40)"),
    );
  });

  test("a type where there was none, and none where there was one", () => {
    expect(accepted(withType(read("CREATE TABLE t (a, b INT)"), "a", "TEXT"))).toBe(
      "CREATE TABLE t (a TEXT, b INT)",
    );
    expect(accepted(withType(read("CREATE TABLE t (a, b INT)"), "b", ""))).toBe("CREATE TABLE t (a, b)");
  });

  test("NOT NULL taken out, with its blank", () => {
    const edited = withColumnClause(read(books), "title", ["not-null"], null);
    expect(accepted(edited)).toBe(books.replace(" NOT NULL, -- never", ", -- never"));
  });

  test("a default taken out where no blank stands between two clauses", () => {
    const edited = withColumnClause(read(books), "price", ["default"], null);
    expect(accepted(edited)).toBe(books.replace(" DEFAULT(5)NOT", " NOT"));
  });

  test("a default put in the place of another", () => {
    const edited = withColumnClause(read(books), "price", ["default"], "DEFAULT 7");
    // The literal must not run into the next word.
    expect(accepted(edited)).toContain("price  NUMERIC DEFAULT 7");
  });

  test("a column behind the last one, before a comment that would swallow it", () => {
    const edited = withColumn(read("CREATE TABLE t (a INT -- first\n, b TEXT -- last\n)"), "c REAL");
    expect(accepted(edited)).toBe("CREATE TABLE t (a INT -- first\n, b TEXT, c REAL -- last\n)");
  });

  test("a constraint behind the last one", () => {
    const edited = withConstraint(read(books), "CHECK (title <> '')");
    expect(accepted(edited)).toBe(
      books.replace("UNIQUE (title) --", "UNIQUE (title), CHECK (title <> '') --"),
    );
  });

  test("a clause more at the end of a column", () => {
    expect(accepted(withAppendedClause(read(books), "title", "UNIQUE"))).toBe(
      books.replace("NOT NULL, -- never", "NOT NULL UNIQUE, -- never"),
    );
  });

  test("another name, quoted", () => {
    expect(accepted(withName(read(books), 'old "books"'))).toBe(books.replace("books", '"old ""books"""'));
  });

  test.each([
    ["a", "CREATE TABLE t (b INT, c INT)"],
    ["b", "CREATE TABLE t (a INT, c INT)"],
    ["c", "CREATE TABLE t (a INT, b INT)"],
  ])("column %s taken out with one comma", (column, expected) => {
    expect(accepted(withoutColumn(read("CREATE TABLE t (a INT, b INT, c INT)"), column))).toBe(expected);
  });

  test("constraints that stand without commas are taken out one by one", () => {
    const table = read("CREATE TABLE t (a INT, CHECK (a > 1) CHECK (a > 2) CHECK (a > 3))");
    const texts = clausesOf(table, "check").map(({ clause }) => accepted(withoutClause(table, clause)));
    expect(texts).toEqual(
      [
        "CREATE TABLE t (a INT, CHECK (a > 2) CHECK (a > 3))",
        "CREATE TABLE t (a INT, CHECK (a > 1) CHECK (a > 3))",
        "CREATE TABLE t (a INT, CHECK (a > 1) CHECK (a > 2))",
      ].map((text, i) =>
        i === 0
          ? expect.stringMatching(/^CREATE TABLE t \(a INT,?\s+CHECK \(a > 2\) CHECK \(a > 3\)\)$/)
          : text,
      ),
    );
  });

  test("options", () => {
    const table = read("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT) STRICT");
    expect(accepted(withOptions(table, { strict: true, withoutRowid: true }))).toBe(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT) STRICT, WITHOUT ROWID",
    );
    expect(accepted(withOptions(table, { strict: false, withoutRowid: false }))).toBe(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)",
    );
  });
});
