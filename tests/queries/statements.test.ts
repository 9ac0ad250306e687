import { expect, it } from "vitest";
import { statementsOf } from "../../src/queries/statements.ts";
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
