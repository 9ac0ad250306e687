import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { snapshot } from "../../src/commands/snapshot.ts";
import { analyze } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";
import { freshFolder } from "../database/sample.ts";

/** A fixture with its database, analysed with statistics, and rows left out of the analysis. */
function fixture(name: string, statistics: string): { folder: string; database: string } {
  const folder = join(freshFolder(), name);
  cpSync(fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url)), folder, { recursive: true });
  const file = join(folder, "doctor.config.json");
  const config = parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...config, data: "off", proof: { maxBytes: 0 }, history: false }));
  const path = join(folder, config.database);
  const database = new Database(path);
  database.exec(readFileSync(join(folder, "database.sql"), "utf8"));
  database.exec(statistics);
  database.close();
  return { folder, database: path };
}

/** What a report says, but of where it was said and of rows. */
function said({ issues, plan, proof, model, code, summary, notAnalysed }: Report): unknown {
  const others = notAnalysed.filter(({ what }) => what !== "rows");
  return { issues, plan, proof, model, code, summary, notAnalysed: others };
}

/** A database that the sqlite3 shell would make of the file, with the statistics. */
function run(text: string, path: string): void {
  rmSync(path);
  const database = new Database(path);
  database.exec(text);
  const rows = [...text.matchAll(/^-- (\["[^\n]*)$/gm)].map(([, row]) => JSON.parse(row ?? ""));
  if (rows.length > 0) database.exec("ANALYZE");
  for (const row of rows) database.prepare("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)").run(...row);
  database.close();
}

const issuesOf = ({ issues }: Report): unknown =>
  issues.map(({ fingerprint, rule, severity, table }) => [rule, table, severity, fingerprint]).sort();

describe("a project is the same to the doctor by its snapshot as by its database without rows", () => {
  it.each([
    ["boticelli", "ANALYZE"],
    ["storyweaver", "ANALYZE"],
    ["tales", ""],
  ])("%s, %s", async (name, statistics) => {
    const { folder, database } = fixture(name, statistics);
    const whole = await analyze({ folder });
    const taken = snapshot({ folder });
    writeFileSync(taken.path, taken.text);
    run(taken.text, database);
    const again = await analyze({ folder });
    rmSync(database);
    const report = await analyze({ folder, snapshot: "doctor-snapshot.sql" });
    expect(whole.issues.length).toBeGreaterThan(0);
    expect(issuesOf(report)).toEqual(issuesOf(whole));
    expect(report.proof).toMatchObject({ level: whole.proof.level, ok: whole.proof.ok });
    expect(report.database.schemaHash).toBe(whole.database.schemaHash);
    expect(report.notAnalysed.filter(({ what }) => what === "rows")).toHaveLength(1);
    // To the letter where the objects were made in the order of the file: SQLite asks that where indexes serve equally well.
    expect(said(report)).toEqual(said(again));
  });
});

it("what only the application has stands in no repair's way that is not about it", async () => {
  const folder = freshFolder();
  const database = new Database(join(folder, "app.db"));
  database.function("is_slug", { deterministic: true }, (slug) => Number(slug !== ""));
  database.exec(
    `CREATE TABLE pages (slug TEXT CHECK (is_slug(slug)));
     CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT CHECK (role IN ('admin')));`,
  );
  database.unsafeMode(true);
  database.pragma("writable_schema = ON");
  database.exec(
    `INSERT INTO sqlite_schema VALUES ('table', 'spots', 'spots', 0, 'CREATE VIRTUAL TABLE spots USING vptree(x)');
     UPDATE sqlite_schema SET sql = replace(sql, '''admin''', '"admin"') WHERE name = 'users';`,
  );
  database.close();
  writeFileSync(
    join(folder, "schema.sql"),
    "CREATE TABLE users (id INTEGER PRIMARY KEY, role TEXT CHECK (role IN ('admin')), name TEXT);",
  );
  const config = { database: "app.db", model: ["schema.sql"], history: false };
  writeFileSync(join(folder, "doctor.config.json"), JSON.stringify(config));
  const taken = snapshot({ folder });
  writeFileSync(taken.path, taken.text);
  const [whole, report] = [await analyze({ folder }), await analyze({ folder, snapshot: taken.shown })];
  expect(issuesOf(report)).toEqual(issuesOf(whole));
  expect(report.plan.steps).toEqual(whole.plan.steps);
  expect(whole.proof).toMatchObject({ level: "rows", ok: true });
  expect(report.proof.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.proof).toMatchObject({ level: "schema", ok: true });
});
