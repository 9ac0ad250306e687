import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { introspect } from "../../src/database/introspect.ts";
import { openDatabase } from "../../src/database/open.ts";
import { rehearse } from "../../src/database/rehearse.ts";
import type { Plan, Step, Survival } from "../../src/plan/plan.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rehearse-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, age INTEGER CHECK (age > 0))";

/** A plan of one step, made by hand so that the proof is tried on plans no planner would write. */
function planOf(step: Partial<Step>, columns: readonly string[], rows: Partial<Survival> = {}): Plan {
  const same = columns.map((name) => ({ from: name, to: name, how: "same" as const }));
  const whole: Step = {
    id: "step-1",
    comment: "",
    sql: [],
    rollback: { kind: "lossless", sql: [], note: "" },
    preconditions: [],
    validations: [],
    safety: "safe",
    rebuilds: true,
    changes: [],
    ...step,
  };
  const rowid = { from: "rowid", to: "rowid" };
  return {
    steps: [whole],
    survivals: [{ from: "users", to: "users", columns: same, rowid, ...rows }],
    impossible: [],
  };
}

async function failures(sql: string, plan: Plan): Promise<string[]> {
  const path = join(folder, "app.db");
  const made = new Database(path);
  made.pragma("ignore_check_constraints = ON");
  made.exec(sql);
  made.close();
  const source = openDatabase(path);
  try {
    const nothing: Plan = { steps: [], survivals: [], impossible: [] };
    const options = { level: "rows" as const, allowDestructive: false, replan: () => nothing };
    const { proof } = await rehearse(source, introspect(source.connection), plan, options);
    return proof.checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);
  } finally {
    source.close();
  }
}

describe("a rehearsal sees", () => {
  const rows = `${users}; INSERT INTO users VALUES (1, 30), (5, 40);`;

  test("a value that changed", async () => {
    const plan = planOf({ sql: ["UPDATE users SET age = 41 WHERE id = 5"] }, ["id", "age"]);
    expect(await failures(rows, plan)).toEqual(["rows and values: users: 1 of 2 rows differ"]);
  });

  test("a storage class that changed", async () => {
    const table = "CREATE TABLE users (id INTEGER PRIMARY KEY, age); INSERT INTO users VALUES (1, 30);";
    const plan = planOf({ sql: ["UPDATE users SET age = '30'"] }, ["id", "age"]);
    expect(await failures(table, plan)).toEqual(["rows and values: users: 1 of 1 rows differ"]);
  });

  test.each(["DELETE FROM users WHERE id = 1", "INSERT INTO users VALUES (9, 1)"])(
    "rows that: %s",
    async (sql) => {
      expect(await failures(rows, planOf({ sql: [sql] }, ["id"]))).toEqual([
        "rows and values: users: 1 of 2 rows differ",
      ]);
    },
  );

  test("an object that was disturbed", async () => {
    const view = `${rows} CREATE VIEW adults AS SELECT * FROM users WHERE age >= 18;`;
    const plan = planOf({ sql: ["DROP VIEW adults", "CREATE VIEW adults AS SELECT * FROM users"] }, [
      "id",
      "age",
    ]);
    expect(await failures(view, plan)).toEqual(["objects not concerned: view adults"]);
  });

  test("a view that no longer prepares", async () => {
    const view = `${rows} CREATE TABLE teams (id); CREATE VIEW named AS SELECT id FROM teams;`;
    const plan = planOf({ sql: ["DROP TABLE teams", "CREATE TABLE teams (key)"] }, ["id", "age"]);
    expect((await failures(view, plan)).some((line) => line.startsWith("views and triggers: named"))).toBe(
      true,
    );
  });

  test("children emptied by a cascade, though no count of the table itself changes", async () => {
    const children = `${rows} CREATE TABLE posts (id INTEGER PRIMARY KEY, author REFERENCES users (id) ON DELETE CASCADE);
      INSERT INTO posts VALUES (1, 5);`;
    const changes = [
      { kind: "alter-options", table: "users", strict: false, withoutRowid: false, differs: [] },
    ] as const;
    const plan = planOf({ sql: ["DELETE FROM posts"], changes }, ["id", "age"]);
    expect(await failures(children, plan)).toContain("rows and values: posts: 1 of 1 rows differ");
  });

  test("a counter that was lowered", async () => {
    const counted =
      "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, age); INSERT INTO users VALUES (7, 1); DELETE FROM users;";
    const plan = planOf({ sql: ["UPDATE sqlite_sequence SET seq = 1"] }, ["id", "age"]);
    expect(await failures(counted, plan)).toEqual(["AUTOINCREMENT counters: users: 7 became 1"]);
  });

  test("a rollback that does not bring everything back", async () => {
    const step = {
      sql: ["ALTER TABLE users ADD COLUMN name"],
      rollback: { kind: "lossless", sql: [], note: "" },
    } as const;
    expect(await failures(rows, planOf(step, ["id", "age"]))).toEqual([
      "rollback restores the schema: table users",
    ]);
  });

  test("a precondition that a row stands against, and runs nothing then", async () => {
    const plan = planOf(
      { preconditions: ["SELECT id FROM users WHERE age > 35"], sql: ["DROP TABLE users"] },
      ["id"],
    );
    expect(await failures(rows, plan)).toEqual([
      "preconditions: step-1: 1 row stands in the way (id 5): SELECT id FROM users WHERE age > 35",
    ]);
  });

  test("a statement that SQLite refuses, and says which", async () => {
    const [only] = await failures(rows, planOf({ sql: ["INSERT INTO users VALUES (2, -1)"] }, ["id"]));
    expect(only).toMatch(/^plan runs: step-1: CHECK constraint failed: age > 0 \(INSERT INTO users/);
  });
});

test("a CHECK that rows broke before is no new complaint", async () => {
  const broken = `${users}; INSERT INTO users VALUES (1, -30);`;
  const plan = planOf(
    {
      sql: ["CREATE INDEX by_age ON users (age)"],
      rollback: { kind: "lossless", sql: ["DROP INDEX by_age"], note: "" },
    },
    ["id", "age"],
  );
  expect(await failures(broken, plan)).toEqual([]);
});

describe("rows that leave and rows that arrive", () => {
  const rows = `${users}; INSERT INTO users VALUES (1, 30), (5, 40);`;
  const sql = ["DELETE FROM users WHERE id = 5", "INSERT INTO users VALUES (7, 50)"];
  const back = ["DELETE FROM users WHERE id = 7", "INSERT INTO users VALUES (5, 40)"];
  const step: Partial<Step> = { sql, rollback: { kind: "lossless", sql: back, note: "" } };

  test("are fine when the plan announces them", async () => {
    const plan = planOf(step, ["id", "age"], { leaving: "users.id = 5", arriving: 1 });
    expect(await failures(rows, plan)).toEqual([]);
  });

  test("are compared without a rowid too", async () => {
    const plan = planOf(step, ["id", "age"], { leaving: "users.id = 5", arriving: 1, rowid: null });
    expect(await failures(rows, plan)).toEqual([]);
  });

  test.each([{ leaving: "users.id = 5" }, { arriving: 1 }, { leaving: "users.id = 1", arriving: 1 }])(
    "fail the proof when it announces something else: %o",
    async (announced) => {
      expect(await failures(rows, planOf(step, ["id", "age"], announced))).toEqual([
        "rows and values: users: 1 of " +
          ("arriving" in announced && !("leaving" in announced) ? "2" : "1") +
          " rows differ",
      ]);
    },
  );

  test("stay what they are when a guard stops the plan", async () => {
    const plan = planOf({ ...step, guards: ["SELECT id FROM users WHERE age > 35"] }, ["id", "age"]);
    expect(await failures(rows, plan)).toEqual([
      "plan runs: step-1: 1 against its guard: SELECT id FROM users WHERE age > 35",
    ]);
  });
});
