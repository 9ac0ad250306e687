import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { analyze } from "../../src/commands/analyze.ts";
import { commandLine } from "../cases/command-line.ts";
import { shopFolder } from "../cli/shop.ts";
import { freshFolder } from "../database/sample.ts";

const source = fileURLToPath(new URL("../../src", import.meta.url));

/** A history with all that can be in it: runs that ended well and badly, a repair that was applied and taken back. */
async function livedHistory(): Promise<string> {
  const folder = shopFolder({
    actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO books VALUES (1, 'Emma')",
    declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, year INTEGER)",
  });
  const lines = [
    "analyze",
    "repair",
    "repair --apply",
    "rollback",
    "rollback --apply",
    "analyze --db nowhere.db",
  ];
  for (const line of lines) await commandLine(folder, ...line.split(" "));
  return join(folder, ".doctor", "history.db");
}

/** What the doctor says of the history, by the types and the statements that the history is read and written with. */
async function ownReport(history: string, change?: string) {
  const folder = freshFolder();
  const copy = join(folder, "history.db");
  new Database(history).exec("PRAGMA wal_checkpoint(TRUNCATE)").close();
  cpSync(history, copy);
  if (change) new Database(copy).exec(change).close();
  const config = {
    ...{ database: "history.db", history: false },
    model: [join(source, "history/run.ts")],
    queries: [join(source, "history/*.ts")],
  };
  writeFileSync(join(folder, "doctor.config.json"), JSON.stringify(config));
  return await analyze({ folder });
}

it("agrees with its own types, to the last index", async () => {
  const history = await livedHistory();
  const connection = new Database(history, { readonly: true });
  const count = (table: string): unknown => connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect([count("runs"), count("reports"), count("attempts")]).toEqual([6, 5, 2]);
  connection.close();

  const report = await ownReport(history);
  expect(report.issues).toEqual([]);
  expect(report.model.tables).toBe(4);
  expect(report.database.tables).toBe(4);
  // It read the statements, and not just the types.
  expect(report.code?.statements).toBeGreaterThan(15);
});

it.each([
  ["DROP INDEX runs_of_database", "missing-index"],
  ["ALTER TABLE runs DROP COLUMN version", "missing-column"],
  ["ALTER TABLE runs ADD COLUMN mood TEXT", "unexpected-column"],
  ["UPDATE attempts SET run = 'nobody'", "orphaned-rows"],
])("and would hear of it: %s", async (change, rule) => {
  const report = await ownReport(await livedHistory(), `PRAGMA foreign_keys = OFF; ${change}`);
  expect(report.issues.map((issue) => issue.rule)).toContain(rule);
});
