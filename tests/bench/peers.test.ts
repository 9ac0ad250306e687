import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import {
  databaseScript,
  driftOf,
  drifts,
  expectedIssues,
  nameOf,
  sqlModel,
  tablesOf,
} from "../../bench/model.js";
import { peers } from "../../bench/peers/index.js";
import { peer as kysely } from "../../bench/peers/kysely.js";
import { tablesChanged } from "../../bench/peers/peer.js";

describe("the bench's one description", () => {
  const made = (sql: string): Database.Database => {
    const database = new Database(":memory:");
    database.exec(sql);
    return database;
  };
  const schema = (database: Database.Database): Map<string, string> => {
    const rows = database.prepare("SELECT name, sql FROM sqlite_schema").raw().all() as [string, string][];
    return new Map(rows);
  };

  test("drifts in one table of ten and in no other, in every way", () => {
    const [declared, actual] = [made(sqlModel(60)), made(databaseScript(60, 3))].map(schema);
    const differing = new Set<string>();
    for (const [name, sql] of declared ?? [])
      if (actual?.get(name) !== sql) differing.add(/archive_\d{4}/.exec(name)?.[0] ?? name);
    const meant = tablesOf(60).filter(({ table }) => driftOf(table) !== undefined);
    expect([...differing].sort()).toEqual(meant.map(({ name }) => name));
    expect(meant.length).toBe(expectedIssues(60));
    expect(new Set(meant.map(({ table }) => driftOf(table)))).toEqual(new Set(drifts));
  });

  test("has rows that break no declared foreign key", () => {
    const database = made(databaseScript(20, 3));
    expect(database.pragma("foreign_key_check")).toEqual([]);
    expect(
      database
        .prepare(`SELECT count(*) FROM ${nameOf(19)}`)
        .pluck()
        .get(),
    ).toBe(3);
  });
});

describe("what a peer's output says", () => {
  test.each([
    ["CREATE TABLE `__new_archive_0029` (\n`id` integer", ["archive_0029"]],
    [
      'CREATE TABLE "temporary_archive_0029" (CONSTRAINT "x" FOREIGN KEY ("a") REFERENCES "archive_0014" ("id"))',
      ["archive_0029"],
    ],
    ["alter table `archive_0009` add column `updated_at` text null", ["archive_0009"]],
    ["CREATE INDEX `idx_archive_0019_owner_id` ON `archive_0019` (`owner_id`);", ["archive_0019"]],
    ['DROP INDEX "idx_archive_0079_owner_id";', ["archive_0079"]],
    ['INSERT INTO "new_archive_0039" ("id") SELECT "id" FROM "archive_0039";', ["archive_0039"]],
    ["-- This is an empty migration.", []],
    ["[✓] Pulling schema from database...\nNo changes detected", []],
  ])("%s", (output, tables) => {
    expect(tablesChanged(output)).toEqual(tables);
  });

  test("kysely-codegen's hunks are found again in its model", () => {
    const lines = (kysely.files(40)["model.ts"] ?? "").split("\n");
    const at = lines.indexOf("export interface Archive0029 {") + 12;
    expect(lines[at - 1]).toBe("  title: string;");
    const hunk = `  @@ -${at},3 +${at - 1},3 @@\n     status: Generated<string>;\n  -  title: string | null;\n  +  title: string;\n     updated_at: string | null;`;
    expect(kysely.reported(`✗ ${hunk.trimStart()}\n`)).toEqual(["archive_0029"]);
    expect(kysely.reported("✓ Generated types are up-to-date! (90ms)")).toEqual([]);
  });
});

test.each(peers)("$name has the whole model", ({ files }) => {
  const text = Object.values(files(12)).join("\n");
  for (const { table, columns } of tablesOf(12)) {
    expect(text).toMatch(new RegExp(`\\b(?:archive_|Archive)(?:0*)${table}\\b`));
    for (const { name } of columns) expect(text.split(name).length).toBeGreaterThan(12);
  }
});
