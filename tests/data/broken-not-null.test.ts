import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { analyze } from "../../src/index.ts";

// The NULL of a NOT NULL column is looked for together with foreign values, which each type has a quick question for.
test.each([
  ["Date", "TEXT"],
  ["string", "TEXT"],
  ["number", "INTEGER"],
  ["boolean", "INTEGER"],
  ["bigint", "INTEGER"],
  ["Buffer", "BLOB"],
  ["string[]", "TEXT"],
])("a NULL behind NOT NULL is found where the code has a %s", async (type, stored) => {
  const folder = mkdtempSync(join(tmpdir(), "null-"));
  const database = new Database(join(folder, "shop.db"));
  database.exec(
    `CREATE TABLE users (id INTEGER PRIMARY KEY, mark ${stored}); INSERT INTO users VALUES (1, NULL)`,
  );
  database.unsafeMode(true);
  database.pragma("writable_schema = ON");
  database.exec(`UPDATE sqlite_schema SET sql = replace(sql, 'mark ${stored}', 'mark ${stored} NOT NULL')`);
  database.close();
  writeFileSync(
    join(folder, "models.ts"),
    `/** @table */ export interface User { id: number; mark: ${type} }`,
  );
  const { issues } = await analyze({ folder, database: "shop.db", model: ["models.ts"] });
  expect(issues.map(({ rule }) => rule)).toContain("broken-not-null");
  rmSync(folder, { recursive: true });
});
