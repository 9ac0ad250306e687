import { describe, expect, it } from "vitest";
import { madeBy, statementsOf } from "../../src/queries/statements.ts";
import { opened, read } from "../typescript/code/application.ts";

/** Each statement with the place it stands at; the code begins on line 4. */
function placed(code: string, files: Readonly<Record<string, string>> = {}): string[] {
  const found = read({
    "app.ts": `import { readFileSync } from "node:fs";\n${opened}${code}`,
    ...files,
  });
  return found.queries
    .flatMap(statementsOf)
    .map(({ sql, location: { file, line, column } }) => `${file}:${line}:${column} ${sql}`);
}

it("counts the lines of a script from its template", () => {
  expect(placed("db.exec(`\n  DELETE FROM loans;\n  DELETE FROM books;`);")).toEqual([
    "app.ts:5:3 DELETE FROM loans",
    "app.ts:6:3 DELETE FROM books",
  ]);
});

it("leaves statements at the place of a text whose lines are no lines of the file", () => {
  expect(placed('db.exec("DELETE FROM loans;\\nDELETE FROM books");')).toEqual([
    "app.ts:4:9 DELETE FROM loans",
    "app.ts:4:9 DELETE FROM books",
  ]);
});

it("finds the statements of a .sql file in that file", () => {
  const clean = "-- every night\nDELETE FROM loans;\n\n  DELETE FROM books;\n";
  expect(placed('db.exec(readFileSync("clean.sql", "utf8"));', { "clean.sql": clean })).toEqual([
    "clean.sql:2:1 DELETE FROM loans",
    "clean.sql:4:3 DELETE FROM books",
  ]);
});

describe("what the code makes itself", () => {
  it.each([
    ["CREATE TABLE Loans (id)", ["loans"]],
    ["CREATE TABLE IF NOT EXISTS main.loans (id)", ["loans"]],
    ['CREATE TEMP TABLE "due loans" AS SELECT 1', ["due loans"]],
    ["CREATE VIRTUAL TABLE loans_search USING fts5(reader)", ["loans_search"]],
    ["CREATE VIEW late AS SELECT 1", ["late"]],
    ["ALTER TABLE loans ADD COLUMN due TEXT", ["loans.due"]],
    ["ALTER TABLE loans ADD due TEXT", ["loans.due"]],
    ["ALTER TABLE loans_new RENAME TO loans", ["loans"]],
    ["ALTER TABLE loans RENAME COLUMN until TO due", ["loans.due"]],
    ["ALTER TABLE loans RENAME until TO due", ["loans.due"]],
    ["PRAGMA user_version; CREATE TABLE loans (id); CREATE TABLE books (id)", ["loans", "books"]],
    ["CREATE INDEX loans_by_reader ON loans (reader)", []],
    ["ALTER TABLE loans DROP COLUMN due", []],
    ["SELECT 'CREATE TABLE loans (id)'", []],
  ])("by %s", (text, made) => {
    expect([...madeBy([text])]).toEqual(made);
  });

  it("is also what no call was found for", () => {
    const found = read(
      `${opened}const steps: string[] = []; steps.push("CREATE VIRTUAL TABLE loans_search USING fts5(reader)");`,
    );
    expect(found.strays).toEqual(["CREATE VIRTUAL TABLE loans_search USING fts5(reader)"]);
  });
});
