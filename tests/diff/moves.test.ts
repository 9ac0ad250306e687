import { describe, expect, test } from "vitest";
import { diffSchemas } from "../../src/diff/diff.ts";
import type { Drift } from "../../src/diff/drift.ts";
import { declaredWith, type Moving } from "../plan/moving.ts";
import { schemaOf } from "./drift.ts";

function driftWith(moving: Moving): Drift {
  const none = { ignore: [], denied: { tables: [], columns: {} } };
  return diffSchemas(declaredWith(moving), schemaOf(moving.actual), none);
}

const stories = "CREATE TABLE stories (id INTEGER PRIMARY KEY, moral TEXT, length INTEGER);";
const split = `
  CREATE TABLE stories (id INTEGER PRIMARY KEY, length INTEGER);
  CREATE TABLE generations (id INTEGER PRIMARY KEY REFERENCES stories, moral TEXT, length INTEGER);`;

/** Where each move comes from and what becomes of the old column. */
function moved({ changes }: Drift): string[] {
  return changes.flatMap((change) => {
    if (change.kind === "create-table")
      return change.declared.columns.flatMap(({ name, movedFrom }) =>
        movedFrom === undefined ? [] : [`${change.table}.${name} from ${movedFrom}`],
      );
    if (change.kind === "add-column" && change.declared.movedFrom !== undefined)
      return [`${change.table}.${change.column} from ${change.declared.movedFrom}`];
    if (change.kind !== "drop-column") return [];
    const to = change.movedTo ? ` to ${change.movedTo.table}.${change.movedTo.column}` : "";
    return [`drop ${change.table}.${change.column}${to}`];
  });
}

describe("a confirmed move", () => {
  test("fills a missing table, and what the source no longer declares goes there", () => {
    const moves = { "generations.moral": "stories.moral", "generations.length": "stories.length" };
    expect(moved(driftWith({ actual: stories, declared: split, moves }))).toEqual([
      "generations.moral from stories.moral",
      "generations.length from stories.length",
      "drop stories.moral to generations.moral",
    ]);
  });

  test("fills a missing column of a table that is there", () => {
    const actual = `${stories} CREATE TABLE generations (id INTEGER PRIMARY KEY REFERENCES stories, length INTEGER);`;
    const moves = { "generations.moral": "Stories.MORAL" };
    expect(moved(driftWith({ actual, declared: split, moves }))).toEqual([
      "drop stories.moral to generations.moral",
      "generations.moral from stories.moral",
    ]);
  });

  test("is none where the column is there already: what is left of the old one is an unexpected column", () => {
    const actual = `${stories} CREATE TABLE generations (id INTEGER PRIMARY KEY REFERENCES stories, moral TEXT, length INTEGER);`;
    const drift = driftWith({ actual, declared: split, moves: { "generations.moral": "stories.moral" } });
    expect(moved(drift)).toEqual(["drop stories.moral"]);
    expect(drift.notAnalysed).toEqual([]);
  });

  test.each([
    ["the declared name", "stories.moral"],
    ["the name of today", "tales.morality"],
    ["one of each", "tales.moral"],
    ["the other of each", "stories.morality"],
  ])("names its source by %s", (_, from) => {
    const drift = driftWith({
      actual: "CREATE TABLE tales (id INTEGER PRIMARY KEY, morality TEXT);",
      declared: `
        CREATE TABLE stories (id INTEGER PRIMARY KEY, moral TEXT);
        CREATE TABLE generations (id INTEGER PRIMARY KEY REFERENCES stories, moral TEXT);`,
      moves: { "generations.moral": from },
      renames: { stories: "tales", "stories.moral": "morality" },
    });
    expect(moved(drift)).toEqual(["generations.moral from stories.moral"]);
  });

  test("finds a source whose names have dots in them", () => {
    const drift = driftWith({
      actual: 'CREATE TABLE "a.b" (id INTEGER PRIMARY KEY, "c.d" TEXT);',
      declared:
        'CREATE TABLE "a.b" (id INTEGER PRIMARY KEY); CREATE TABLE e (id INTEGER PRIMARY KEY, d TEXT);',
      moves: { "e.d": "a.b.c.d" },
    });
    expect(moved(drift)).toEqual(["e.d from a.b.c.d", "drop a.b.c.d to e.d"]);
  });

  test.each([
    ["a table that is not there", "tails.moral", "no table in the database that tails.moral"],
    ["a column that is not there", "stories.morale", "Table stories in the database has no such column"],
    ["its own table", "generations.moral", "@renamedFrom"],
  ])("that comes from %s is said not to be made", (_, from, why) => {
    const actual = `${stories} CREATE TABLE generations (id INTEGER PRIMARY KEY, moral TEXT);`;
    const declared = `${stories} CREATE TABLE generations (id INTEGER PRIMARY KEY, moral TEXT, ending TEXT);`;
    const drift = driftWith({ actual, declared, moves: { "generations.ending": from } });
    expect(drift.notAnalysed).toMatchObject([{ what: "@movedFrom of column generations.ending" }]);
    expect(drift.notAnalysed[0]?.why).toContain(why);
    expect(moved(drift)).toEqual([]);
  });

  test("says nothing where both tables are still to be made", () => {
    const drift = driftWith({ actual: "", declared: split, moves: { "generations.moral": "stories.moral" } });
    expect(drift.notAnalysed).toEqual([]);
    expect(moved(drift)).toEqual([]);
  });

  test("makes no suspected rename of the column that goes, or of the one that refers to the new table", () => {
    const drift = driftWith({
      actual: "CREATE TABLE stories (id INTEGER PRIMARY KEY, generation_info TEXT, moral TEXT);",
      declared: `
        CREATE TABLE generations (id TEXT PRIMARY KEY NOT NULL, moral TEXT);
        CREATE TABLE stories (id INTEGER PRIMARY KEY, morals TEXT, generation_id TEXT REFERENCES generations);`,
      moves: { "generations.moral": "stories.moral" },
    });
    expect(drift.suspicions).toEqual([]);
  });
});
