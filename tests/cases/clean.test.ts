import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { analyze } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";
import { project } from "../config/project.ts";

const folder = fileURLToPath(new URL("clean", import.meta.url));
const schemas = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")] as const);

/** What is found in a database that was built from a script, with its own definitions or something else as the model. */
async function found(sql: string, other?: string): Promise<Report> {
  const root = project({
    "doctor.config.json": JSON.stringify({ database: "app.db", model: ["schema.sql"] }),
  });
  const database = new Database(join(root, "app.db"));
  database.exec(sql);
  const own = database
    .prepare(
      `SELECT sql FROM sqlite_schema WHERE sql NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY rowid`,
    )
    .pluck()
    .all();
  database.close();
  writeFileSync(join(root, "schema.sql"), other ?? own.join(";\n"));
  return analyze({ folder: root });
}

const loud = ({ issues }: Report): string[] =>
  issues
    .filter(({ severity }) => severity !== "info")
    .map(({ rule, table, findings }) => `${rule} ${table}: ${findings.map(({ message }) => message)}`);

describe("a clean database", () => {
  it.each(schemas)("has nothing above info: %s", async (_, sql) => {
    const report = await found(sql);
    expect(report.database.tables).toBeGreaterThan(4);
    expect(loud(report)).toEqual([]);
  });

  it.each(schemas)("has nothing above info either where no model names it: %s", async (_, sql) => {
    const model = "CREATE TABLE settings (id INTEGER PRIMARY KEY, name TEXT NOT NULL);";
    const report = await found(`${sql}\n${model}`, model);
    expect(loud(report)).toEqual([]);
  });
});
