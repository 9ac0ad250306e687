import { describe, expect, test } from "vitest";
import type { Drift } from "../../src/diff/drift.ts";
import type { Denied } from "../../src/diff/suspicion.ts";
import { driftOf } from "./drift.ts";

const before = `
  CREATE TABLE stories (id INTEGER PRIMARY KEY, title TEXT, moral TEXT, model_used TEXT, length INTEGER, generation_info TEXT);`;
const after = `
  CREATE TABLE generations (
    generation_id TEXT, attempt INTEGER, moral TEXT, model_used TEXT, length INTEGER, prompt TEXT, created_at TEXT,
    PRIMARY KEY (generation_id, attempt)
  );
  CREATE TABLE stories (
    id INTEGER PRIMARY KEY, title TEXT, generation_id TEXT, generation_attempt INTEGER,
    FOREIGN KEY (generation_id, generation_attempt) REFERENCES generations (generation_id, attempt)
  );`;

const none: Denied = { tables: [], columns: {} };

function suspected(actual: string, declared: string, denied = none): string[] {
  return driftOf(actual, declared, denied).suspicions.map(({ kind, from, to, columns = [], score }) =>
    [kind, from, to, columns.map((column) => column.to).join(" "), score].join(" | "),
  );
}

const kinds = ({ changes }: Drift): string[] =>
  changes.map((change) => `${change.kind} ${"column" in change ? change.column : change.table}`);

describe("a suspected move", () => {
  test("is columns that one table lacks and another has without being declared", () => {
    expect(suspected(before, after)).toEqual([
      "move | stories | generations | moral model_used length | 0.75",
    ]);
  });

  test("holds back the new table, the old columns and what refers to the table", () => {
    expect(kinds(driftOf(before, after))).toEqual(["drop-column generation_info"]);
  });

  test("says that a foreign key joins the two", () => {
    const [suspicion] = driftOf(before, after).suspicions;
    expect(suspicion?.evidence).toEqual([
      "3 of 4 columns that generations lacks are in stories, where the model no longer has them",
      "names and types are the same",
      "a foreign key joins the two",
    ]);
  });

  test("is about columns of a table that is there, too, if a foreign key joins the two", () => {
    const actual = `CREATE TABLE users (id INTEGER PRIMARY KEY, bio TEXT, avatar TEXT);
      CREATE TABLE profiles (id INTEGER PRIMARY KEY, user_id INTEGER);`;
    const declared = (references: string): string => `CREATE TABLE users (id INTEGER PRIMARY KEY);
      CREATE TABLE profiles (id INTEGER PRIMARY KEY, user_id INTEGER ${references}, bio TEXT, avatar TEXT);
      CREATE INDEX by_bio ON profiles (bio);`;
    expect(suspected(actual, declared("REFERENCES users"))).toEqual([
      "move | users | profiles | bio avatar | 1",
    ]);
    expect(kinds(driftOf(actual, declared("REFERENCES users")))).toEqual(["add-foreign-key profiles"]);
    expect(suspected(actual, declared(""))).toEqual([]);
  });

  test("is none when it is denied, but for the columns that are left", () => {
    const moves = { generations: ["moral", "length"] };
    expect(suspected(before, after, { ...none, moves })).toEqual([]);
    expect(suspected(before, after, { ...none, moves: { generations: ["prompt"] } })).toHaveLength(1);
    expect(suspected(before, after, { ...none, moves: { stories: ["moral"] } })).toHaveLength(1);
    expect(kinds(driftOf(before, after, { ...none, moves }))).toContain("create-table generations");
  });

  test.each([
    ["one column alone", "moral TEXT, prompt TEXT"],
    ["names that every table has", "title TEXT, status TEXT, name TEXT"],
    ["times and keys", "id INTEGER PRIMARY KEY, created_at TEXT, updated_at TEXT"],
    ["less than half of what is lacking", "moral TEXT, model_used TEXT, a TEXT, b TEXT, c TEXT"],
    ["other types", "moral INTEGER, model_used BLOB"],
  ])("does not follow from %s", (_, columns) => {
    const actual = `CREATE TABLE stories (id INTEGER PRIMARY KEY, title TEXT, status TEXT, name TEXT, created_at TEXT,
      updated_at TEXT, moral TEXT, model_used TEXT);`;
    const declared = `CREATE TABLE stories (id INTEGER PRIMARY KEY); CREATE TABLE generations (${columns});`;
    expect(suspected(actual, declared).filter((suspicion) => suspicion.startsWith("move"))).toEqual([]);
  });

  test("does not follow from columns that the other table still declares", () => {
    const declared = `CREATE TABLE stories (id INTEGER PRIMARY KEY, moral TEXT, model_used TEXT);
      CREATE TABLE generations (moral TEXT, model_used TEXT);`;
    const actual = "CREATE TABLE stories (id INTEGER PRIMARY KEY, moral TEXT, model_used TEXT);";
    expect(suspected(actual, declared)).toEqual([]);
  });

  test("is named after the table that has most of it", () => {
    const actual = `CREATE TABLE a (id INTEGER PRIMARY KEY, moral TEXT, model_used TEXT);
      CREATE TABLE b (id INTEGER PRIMARY KEY, moral TEXT, model_used TEXT, length INTEGER);`;
    const declared = `CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY);
      CREATE TABLE c (id INTEGER PRIMARY KEY, moral TEXT, model_used TEXT, length INTEGER);`;
    expect(suspected(actual, declared)).toEqual(["move | b | c | moral model_used length | 1"]);
  });

  test("explains a column better than a rename in its own table does", () => {
    const actual = "CREATE TABLE stories (id INTEGER PRIMARY KEY, moral TEXT, model_used TEXT);";
    const declared = `CREATE TABLE stories (id INTEGER PRIMARY KEY, morals TEXT);
      CREATE TABLE generations (id INTEGER PRIMARY KEY REFERENCES stories, moral TEXT, model_used TEXT);`;
    expect(suspected(actual, declared)).toEqual(["move | stories | generations | moral model_used | 1"]);
  });
});
