import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { sqlSource } from "../../src/sources/sql.ts";
import { freshFolder } from "../database/sample.ts";

const settings = { databaseType: null, naming: { tables: "as-is", columns: "as-is" } } as const;

/** Writes files into a fresh folder and reads the patterns as models. */
function read(files: Readonly<Record<string, string | Buffer>>, ...patterns: readonly string[]) {
  const root = freshFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return sqlSource.read({ root, patterns, ...settings });
}

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

test("a .sql file is a complete declaration with its place", async () => {
  const declared = await read(
    { "schema.sql": "-- the shop\n\n  CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);" },
    "schema.sql",
  );
  expect(declared.sources).toEqual([{ kind: "sql", files: ["schema.sql"] }]);
  const [users] = declared.tables;
  expect(users).toMatchObject({
    name: "users",
    source: "sql",
    complete: true,
    open: false,
    location: { file: "schema.sql", line: 3, column: 3 },
    primaryKey: { columns: ["id"], rowidAlias: true },
  });
  expect(users?.columns[1]).toEqual({
    name: "email",
    type: "TEXT",
    notNull: true,
    default: null,
    collation: "BINARY",
    generated: null,
  });
});
