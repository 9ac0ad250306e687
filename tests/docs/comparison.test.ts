import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { analyze, apply, exitCode, rehearse, rollback } from "../../src/index.ts";

const readme = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");

/** What the README's table says of the doctor in a line that begins so. */
function said(line: string): string {
  const cells = readme.match(new RegExp(`^\\| ${line}[^|]*\\|([^|\\n]*)\\|`, "m"));
  return cells?.[1]?.trim() ?? "nothing";
}

let folder: string;
let database: Database.Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "comparison-"));
  database = new Database(join(folder, "app.db"));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function given(actual: string, declared: string): void {
  database.exec(actual);
  writeFileSync(join(folder, "schema.sql"), declared);
  const config = { database: "app.db", model: ["schema.sql"] };
  writeFileSync(join(folder, "doctor.config.json"), JSON.stringify(config));
}

const rows = (sql: string): unknown[] => database.prepare(sql).all();

const books = `
  INSERT INTO books VALUES (1, 'Dune'), (2, 'Emma'), (3, 'Ulysses');`;

describe("what the README's table says of the doctor", () => {
  it("a missing NOT NULL column with a default, rows exist", async () => {
    given(
      `CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);${books}`,
      "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, copies INTEGER NOT NULL DEFAULT 1);",
    );
    expect(said("a missing NOT NULL column")).toBe("repaired");
    expect(await apply({ folder })).toMatchObject({ status: "applied" });
    expect(rows("SELECT * FROM books")).toEqual([
      { id: 1, title: "Dune", copies: 1 },
      { id: 2, title: "Emma", copies: 1 },
      { id: 3, title: "Ulysses", copies: 1 },
    ]);
  });

  it("a column that the model lacks, with data", async () => {
    given(
      `CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);${books}`,
      "CREATE TABLE books (id INTEGER PRIMARY KEY);",
    );
    expect(said("a column that the model lacks")).toBe("keeps it without a flag; can bring it back");
    const before = rows("SELECT * FROM books");
    expect(await apply({ folder })).toMatchObject({ status: "nothing" });
    expect(rows("SELECT * FROM books")).toEqual(before);
    expect(await apply({ folder, allowDestructive: true })).toMatchObject({ status: "applied" });
    expect(rows("SELECT * FROM books")).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(await rollback({ folder, apply: true })).toMatchObject({ status: "taken-back" });
    expect(rows("SELECT * FROM books")).toEqual(before);
  });

  it("a trigger on a rebuilt table, and a STRICT table rebuilt", async () => {
    const trigger = `CREATE TRIGGER counted AFTER INSERT ON books BEGIN
      UPDATE shelves SET books = books + 1; -- all of them
    END`;
    given(
      `CREATE TABLE shelves (books INTEGER) STRICT; INSERT INTO shelves VALUES (3);
       CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT) STRICT;${books}${trigger};`,
      `CREATE TABLE shelves (books INTEGER) STRICT;
       CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT UNIQUE) STRICT;${trigger};`,
    );
    expect([said("a trigger on a rebuilt table"), said("a STRICT table rebuilt")]).toEqual(["kept", "kept"]);
    const { report } = await rehearse({ folder });
    expect(report.plan.steps.flatMap(({ sql }) => sql).join("\n")).toContain("DROP TABLE");
    expect(await apply({ folder })).toMatchObject({ status: "applied" });
    expect(rows("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")).toEqual([{ sql: trigger }]);
    expect(rows("SELECT strict FROM pragma_table_list WHERE name = 'books'")).toEqual([{ strict: 1 }]);
    database.exec("INSERT INTO books VALUES (4, 'Persuasion')");
    expect(rows("SELECT books FROM shelves")).toEqual([{ books: 4 }]);
    expect(() => database.exec("INSERT INTO books VALUES (5, 'Dune')")).toThrow("UNIQUE");
  });

  it("rows without a parent, text in an INTEGER column; the exit code on drift", async () => {
    const schema = `
      CREATE TABLE authors (id INTEGER PRIMARY KEY, born INTEGER);
      CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));`;
    database.pragma("foreign_keys = OFF");
    given(
      `${schema} INSERT INTO authors VALUES (1, 'long ago'); INSERT INTO books VALUES (1, 1), (2, 77);`,
      schema,
    );
    expect(said("rows without a parent")).toBe("reported");
    const report = await analyze({ folder });
    const found = report.issues.flatMap(({ findings }) => findings.map(({ message }) => message));
    expect(found.some((message) => message.includes("authors.born"))).toBe(true);
    expect(found.some((message) => message.includes("author_id") && message.includes("books"))).toBe(true);
    expect(said("exit code on drift")).toBe(String(exitCode(report, "high")));
  });
});
