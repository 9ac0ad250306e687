import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/plan/plan.ts";
import { makePlan } from "../../src/plan/planner.ts";
import { declaredBy, driftOf, schemaOf } from "../diff/drift.ts";

/** The plan that takes a database to a complete declaration, both as SQL. */
function planOf(actual: string, declared: string, allowDestructive = false): Plan {
  const { changes } = driftOf(actual, declared);
  return makePlan(
    { changes, declared: declaredBy(declared), actual: schemaOf(actual) },
    { allowDestructive },
  );
}

const sqlOf = (plan: Plan): string[] => plan.steps.flatMap(({ sql }) => sql);

describe("the planner", () => {
  test("adds a column in place where SQLite can, and takes it back by the old text", () => {
    const plan = planOf(
      "CREATE TABLE users (id INTEGER PRIMARY KEY) -- ours",
      "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)",
    );
    expect(sqlOf(plan)).toEqual(['ALTER TABLE "users" ADD COLUMN name TEXT']);
    expect(plan.steps[0]?.rollback.sql).toContain("CREATE TABLE users (id INTEGER PRIMARY KEY)");
  });

  test.each([
    ["a computed default", "at TEXT DEFAULT CURRENT_TIMESTAMP"],
    ["UNIQUE", "at TEXT UNIQUE"],
    ["a stored value", "at TEXT GENERATED ALWAYS AS (id) STORED"],
  ])("rebuilds for a column with %s", (_, column) => {
    const plan = planOf(
      "CREATE TABLE users (id INTEGER PRIMARY KEY)",
      `CREATE TABLE users (id INTEGER PRIMARY KEY, ${column})`,
    );
    expect(plan.steps.map(({ rebuilds }) => rebuilds)).toEqual([true]);
    expect(sqlOf(plan)).toContain(`CREATE TABLE users (id INTEGER PRIMARY KEY, ${column})`);
  });

  test("adds a column of a type with its foreign key in place, and the key once", () => {
    const actual =
      "CREATE TABLE authors (id INTEGER PRIMARY KEY); CREATE TABLE books (id INTEGER PRIMARY KEY)";
    const { tables: _, ...declared } = declaredBy(actual);
    const key = { columns: ["author_id"], parent: "authors", parentColumns: ["id"] };
    const column = { name: "author_id", accepts: "number" } as const;
    const facets = {
      source: "types",
      complete: false,
      open: false,
      uniques: [],
      indexes: [],
      checks: [],
    } as const;
    const books = { ...facets, name: "books", columns: [column], foreignKeys: [key] };
    const plan = makePlan(
      {
        changes: [
          { kind: "add-column", table: "books", column: column.name, declared: column },
          { kind: "add-foreign-key", table: "books", declared: key },
        ],
        declared: { ...declared, tables: [books] },
        actual: schemaOf(actual),
      },
      { allowDestructive: false },
    );
    expect(sqlOf(plan)).toEqual([
      'ALTER TABLE "books" ADD COLUMN "author_id" INTEGER REFERENCES "authors" ("id")',
    ]);
  });

  test("renames nothing in a rebuild, so that no view or foreign key elsewhere is rewritten", () => {
    const plan = planOf(
      "CREATE TABLE users (id INTEGER PRIMARY KEY, age TEXT)",
      "CREATE TABLE users (id INTEGER PRIMARY KEY, age TEXT NOT NULL)",
    );
    expect(sqlOf(plan).filter((sql) => /RENAME/i.test(sql))).toEqual([]);
  });

  test("creates parents before children, and enters a cycle once", () => {
    const plan = planOf(
      "CREATE TABLE unrelated (id INTEGER PRIMARY KEY)",
      `CREATE TABLE pages (id INTEGER PRIMARY KEY, book REFERENCES books (id));
       CREATE TABLE books (id INTEGER PRIMARY KEY, cover REFERENCES pages (id), author REFERENCES authors (id));
       CREATE TABLE authors (id INTEGER PRIMARY KEY);`,
    );
    expect(plan.steps.map(({ comment }) => comment)).toEqual([
      "Create table authors.",
      "Create table books.",
      "Create table pages.",
    ]);
  });

  test("plans what loses data as a step of its own that needs leave", () => {
    const [actual, declared] = [
      "CREATE TABLE users (id INTEGER PRIMARY KEY, zip TEXT, old BLOB)",
      "CREATE TABLE users (id INTEGER PRIMARY KEY, zip TEXT NOT NULL)",
    ];
    const plan = planOf(actual, declared);
    expect(plan.steps.map(({ safety }) => safety)).toEqual(["data-dependent", "destructive"]);
    expect(plan.survivals[0]?.columns.map(({ from }) => from)).toEqual(["id", "zip", "old"]);
    expect(planOf(actual, declared, true).survivals[0]?.columns.map(({ from }) => from)).toEqual([
      "id",
      "zip",
    ]);
  });

  test("gives the same plan for the same input", () => {
    const [actual, declared] = [
      "CREATE TABLE a (x INT, y TEXT); CREATE TABLE b (z INT)",
      "CREATE TABLE b (z TEXT); CREATE TABLE a (x TEXT, w INT); CREATE TABLE c (v INT)",
    ];
    expect(JSON.stringify(planOf(actual, declared))).toBe(JSON.stringify(planOf(actual, declared)));
  });
});
