import { describe, expect, it } from "vitest";
import { opened, read } from "./application.ts";

const sql = "CREATE TABLE books (id INTEGER PRIMARY KEY);";

/** What an application in `src` hands over that has `sql/schema.sql` beside and `schema.sql` above it. */
function handed(expression: string, before = ""): readonly string[] {
  const found = read({
    "src/app.ts": `import { readFileSync, promises } from "node:fs";
      import fs from "node:fs"; import { readFile } from "node:fs/promises";
      import path, { dirname, join, resolve } from "node:path"; import { fileURLToPath } from "node:url";
      ${opened}${before}\ndb.exec(${expression});`,
    "src/sql/schema.sql": sql,
    "schema.sql": "CREATE TABLE loans (id INTEGER PRIMARY KEY);",
    "src/schema.sql": "CREATE TABLE authors (id INTEGER PRIMARY KEY);",
  });
  return found.queries.flatMap(({ texts }) => texts);
}

describe("a .sql file that is read by its path", () => {
  it.each([
    'readFileSync("src/sql/schema.sql", "utf8")',
    'fs.readFileSync("./src/sql/schema.sql", "utf8")',
    'readFileSync(join(__dirname, "sql", "schema.sql"), "utf8")',
    'readFileSync(path.resolve(__dirname, "sql/schema.sql")).toString()',
    'readFileSync(join(import.meta.dirname, "sql/schema.sql"), "utf8")',
    'readFileSync(join(dirname(fileURLToPath(import.meta.url)), "sql/schema.sql"), "utf8")',
    'readFileSync(join(dirname(dirname(fileURLToPath(import.meta.url))), "src/sql/schema.sql"), "utf8")',
    'readFileSync(join(process.cwd(), "src/sql/schema.sql"), "utf8")',
    'readFileSync(new URL("./sql/schema.sql", import.meta.url), "utf8")',
    'readFileSync(fileURLToPath(new URL("./sql/schema.sql", import.meta.url)), "utf8")',
    `readFileSync(\`\${__dirname}/sql/schema.sql\`, 'utf8')`,
    'readFileSync(__dirname + "/sql/schema.sql", "utf8")',
    'await promises.readFile(join(__dirname, "sql/schema.sql"), "utf8")',
    'await fs.promises.readFile(join(__dirname, "sql/schema.sql"), "utf8")',
    'await readFile(join(__dirname, "sql/schema.sql"), { encoding: "utf8" })',
  ])("is found: %s", (expression) => {
    expect(handed(expression)).toEqual([sql]);
  });

  it.each([
    [
      "const here = dirname(fileURLToPath(import.meta.url));",
      'readFileSync(join(here, "sql/schema.sql"), "utf8")',
    ],
    [
      "const file = fileURLToPath(import.meta.url); const here = dirname(file);",
      'readFileSync(join(here, "sql/schema.sql"), "utf8")',
    ],
    ['const folder = join(__dirname, "sql");', `readFileSync(\`\${folder}/schema.sql\`, 'utf8')`],
    ['const schema = join(__dirname, "sql", "schema.sql");', "readFileSync(schema, 'utf8')"],
    ['const name = "schema";', `readFileSync(join(__dirname, \`sql/\${name}.sql\`), 'utf8')`],
    ['const text = readFileSync(join(__dirname, "sql/schema.sql"), "utf8");', "text"],
    [
      `const load = (name: string) => readFileSync(join(__dirname, "sql", \`\${name}.sql\`), "utf8");`,
      'load("schema")',
    ],
  ])("is found through names: %s", (before, expression) => {
    expect(handed(expression, before)).toEqual([sql]);
  });

  it("is looked for from the folder of the project where the path is relative", () => {
    expect(handed('readFileSync("schema.sql", "utf8")')).toEqual([
      "CREATE TABLE loans (id INTEGER PRIMARY KEY);",
    ]);
  });

  it("is found where a bundler imports it as text", () => {
    expect(handed("schema", 'import schema from "./sql/schema.sql";')).toEqual([sql]);
    expect(handed("schema", 'import schema from "./sql/schema.sql?raw";')).toEqual([sql]);
    expect(handed("schema", 'import schema from "./sql/other.sql";')).toEqual([]);
  });

  it.each([
    'readFileSync(join(__dirname, "sql/other.sql"), "utf8")',
    `readFileSync(join(__dirname, \`sql/\${process.argv[2]}.sql\`), 'utf8')`,
    'readFileSync(join(process.env.FOLDER, "schema.sql"), "utf8")',
  ])("is not guessed: %s", (expression) => {
    expect(handed(expression)).toEqual([]);
  });
});

it("stands at its own place: a text of a .sql file at the file's beginning", () => {
  const found = read({
    "src/app.ts": `import { readFileSync } from "node:fs";
import schema from "./schema.sql";
${opened}
db.exec(readFileSync(new URL("./clean.sql", import.meta.url), "utf8").trim());
db.exec(schema);
db.exec(\`
  DELETE FROM loans\`);
db.exec("DELETE FROM loans;\\nDELETE FROM books");`,
    "src/clean.sql": "DELETE FROM loans;\nDELETE FROM books;",
    "src/schema.sql": "CREATE TABLE loans (id INTEGER);",
  });
  expect(found.queries.map(({ location: { file, line }, inLines }) => [file, line, inLines])).toEqual([
    ["src/clean.sql", 1, true],
    ["src/schema.sql", 1, true],
    ["src/app.ts", 8, true],
    ["src/app.ts", 10, false],
  ]);
});
