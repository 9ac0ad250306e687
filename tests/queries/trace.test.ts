import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { hasTraceOfSql } from "../../src/queries/trace.ts";
import { readCode } from "../../src/typescript/code/read-code.ts";
import { knownSelects } from "../cases/selects/index.ts";
import { settled } from "../typescript/code/lazily.ts";

describe("a file has a trace of SQL where it has", () => {
  it.each([
    ["a statement", 'const text = "SELECT id FROM readers";'],
    ["one in small letters", "const text = 'select id from readers';"],
    ["one in a sentence's letters", 'const text = "Select id From readers";'],
    ["one over several lines", "const text = `\n  select\n    id\n  from readers\n`;"],
    ["one with its lines in letters", 'const text = "\\n  select id\\nfrom readers";'],
    ["one behind a comment", "const text = `-- all of them\nselect id from readers`;"],
    [
      "one behind a comment with its line in letters",
      'const text = "-- all of them\\nselect id from readers";',
    ],
    ["one behind a comment of lines", "const text = `/* all\n * of them */ delete from readers`;"],
    ["one without a table", 'const text = "select 1";'],
    ["a function alone", "const text = 'select last_insert_rowid()';"],
    ["one put together", 'const text = "select " + columns.join(", ") + " from readers";'],
    ["one put together, in capitals", 'const text = "SELECT " + columns + " FROM readers";'],
    ["one put together of lines", 'const text = "select " + columns + "\\nfrom readers";'],
    ["one joined from a list", 'const text = ["SELECT", columns, "FROM readers"].join(" ");'],
    ["one with a part in a template", `const text = \`update \${table} set name = ?\`;`],
    ["a table in a part", `const text = \`DELETE FROM \${table}\`;`],
    ["INSERT", 'const text = "insert or ignore into readers (name) values (?)";'],
    ["REPLACE", 'const text = "replace into readers values (1)";'],
    ["WITH", "const text = `with recursive n(i) as (select 1) select i from n`;"],
    ["VALUES", 'const text = "values (1, 2)";'],
    ["CREATE", 'const text = "create unique index by_name on readers (name)";'],
    ["DROP", 'const text = "drop table if exists readers";'],
    ["ALTER", 'const text = "alter table readers add column name text";'],
    ["PRAGMA", 'const text = "pragma foreign_keys = on";'],
    ["ATTACH", `const text = \`attach database '\${path}' as old\`;`],
    ["a transaction begun", 'run("BEGIN");'],
    ["one in small letters that is handed over", 'await client.exec("begin");'],
    ["a savepoint", 'const text = "savepoint here";'],
    ["a tag", `const rows = await sql\`\${columns}, id\`;`],
    ["a tag with a type", `const rows = await sql<{ id: number; names: Array<string> }>\`\${columns}\`;`],
    ["a tag of something", `const rows = await db.sql\`\${columns}\`;`],
    ["a statement prepared", "const one = db.prepare(text);"],
    ["a statement prepared with its types", "const one = db.prepare<[number], Reader>(text);"],
    ["a pragma", 'db.pragma("foreign_keys");'],
    ["a driver imported", 'import Database from "better-sqlite3";'],
    ["a driver required", "const { DatabaseSync } = require('node:sqlite');"],
    ["part of a driver imported", 'import { createClient } from "@libsql/client/web";'],
    ["a file of SQL that is read", 'readFileSync(join(here, "schema.sql"), "utf8");'],
    ["a file of SQL that is imported as text", 'import schema from "./schema.sql?raw";'],
    ["a parameter called so", "export const rows = (db: Shop, sql: string) => db.get(sql);"],
    ["an object with a member called so", "run({ sql, args });"],
    ["a text handed over that is called so", "db.all(queries.byName, name);"],
    ["a text of its own handed over that is called so", "this.db.run(this.insertStatement, name);"],
    ["a constant handed over that is called so", "db.run(INSERT_READER, name);"],
    [
      "a statement in a component",
      'export const List = () => <ul>{db.all("select id from readers").map(toItem)}</ul>;',
    ],
  ])("%s", (_, text) => {
    expect(hasTraceOfSql(text)).toBe(true);
  });
});

describe("a file has none where it has", () => {
  it.each([
    ["nothing of the kind", "export const double = (value: number) => value * 2;"],
    ["a label", '<button title="Update the entry">Delete</button>'],
    ["a label alone", 'const labels = ["Select", "Deleted", "with care", "Create", "Drop"];'],
    ["a method of HTTP", 'fetch(url, { method: "DELETE", body: "update" });'],
    ["events", 'stream.on("end", done).on("begin", start); bus.emit("commit"); "analyze";'],
    ["places of a style", 'const style = { align: "end", float: "start" };'],
    [
      "a query of something else",
      'const { data } = client.get(queryKey); params.get("query"); index.query(text);',
    ],
    ["promises of queries", "await Promise.all(queries.map(run));"],
    ["a map", "const known = cache.get(key); list.all(isOpen);"],
    ["words in a comment", "// selects the rows from the list, updates the set\nexport const limit = 3;"],
    ["words in a text", 'throw new Error("cannot select from the list; update the set");'],
  ])("%s", (_, text) => {
    expect(hasTraceOfSql(text)).toBe(false);
  });
});

const forms: readonly (readonly [string, (sql: string) => string])[] = [
  ["as it is", (sql) => `const text = ${JSON.stringify(sql)};`],
  ["in small letters", (sql) => `const text = ${JSON.stringify(sql.toLowerCase())};`],
  ["in a template", (sql) => `const text = \`\n  ${sql.replaceAll("`", "\\`")}\n\`;`],
  [
    "word by word",
    (sql) =>
      `const text = ${sql
        .split(" ")
        .map((word) => JSON.stringify(`${word} `))
        .join(" + ")};`,
  ],
];

describe("a text alone is a trace", () => {
  it.each(forms)("of every SELECT with known results, %s", (_, written) => {
    const texts = new Set(knownSelects.map(({ sql }) => sql));
    expect(texts.size).toBeGreaterThan(200);
    expect([...texts].filter((sql) => !hasTraceOfSql(written(sql)))).toEqual([]);
  });
});

describe("a file without a trace has no statement", () => {
  const fixtures = fileURLToPath(new URL("../../fixtures", import.meta.url));
  const applications = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());

  it.each(applications.map(({ name }) => name))("in the fixture %s", (name) => {
    const root = join(fixtures, name);
    const paths = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.includes("node_modules"))
      .map((path) => join(root, path))
      .sort();
    const traced = paths.filter((path) => hasTraceOfSql(readFileSync(path, "utf8")));
    expect(traced.length).toBeGreaterThan(0);
    expect(traced.length).toBeLessThan(paths.length);
    const found = readCode(root, traced);
    expect(settled(found)).toEqual({ ...settled(readCode(root, paths, "all")), files: found.files });
    expect(found.queries.length).toBeGreaterThan(0);
  });
});
