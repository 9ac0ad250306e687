import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Plan, Step, Survival } from "../../src/plan/plan.ts";
import { renderScripts } from "../../src/plan/scripts.ts";
import { hasShell } from "../shell.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scripts-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const setUp =
  "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users VALUES (1, 'Ada'), (2, 'Bo');";

function planOf(step: Partial<Step>, rows: Pick<Survival, "leaving" | "arriving"> = {}): Plan {
  const whole: Step = {
    id: "step-1",
    comment: "Try.",
    sql: [],
    rollback: { kind: "lossless", sql: [], note: "" },
    preconditions: [],
    validations: [],
    safety: "safe",
    rebuilds: false,
    changes: [],
    ...step,
  };
  const rowid = { from: "rowid", to: "rowid" };
  const survival: Survival = { from: "users", to: "users", columns: [], rowid, ...rows };
  return { steps: [whole], survivals: [survival], impossible: [] };
}

/** Runs a script in the shell on a fresh database and returns what the database holds afterwards. */
function contentAfter(script: string): { rows: string; status: number | null } {
  const database = join(folder, "app.db");
  spawnSync("sqlite3", [database, setUp]);
  const { status } = spawnSync("sqlite3", [database], { input: script });
  const { stdout } = spawnSync("sqlite3", [database, "SELECT group_concat(name, ' ') FROM users"], {
    encoding: "utf8",
  });
  return { rows: stdout.trim(), status };
}

const scriptOf = (step: Partial<Step>): string =>
  renderScripts(planOf(step), { allowDestructive: false })["repair.sql"];
const rename = "UPDATE users SET name = 'Eve' WHERE id = 1";

const ways: [string, (script: string) => string][] = [
  ["with .bail", (script) => script],
  ["without .bail", (script) => script.replace(".bail on\n", "")],
];

describe.skipIf(!hasShell).each(ways)("a repair script in the sqlite3 shell, %s", (_, prepare) => {
  test("commits when everything holds", () => {
    expect(contentAfter(prepare(scriptOf({ sql: [rename] })))).toEqual({ rows: "Eve Bo", status: 0 });
  });

  test.each([
    [
      "a statement in the middle fails and a row is missing for it",
      { sql: [rename, "DELETE FROM users WHERE id = 2", "INSERT INTO users VALUES (1, 'twice')"] },
    ],
    ["a precondition returns a row", { sql: [rename], preconditions: ["SELECT id FROM users"] }],
    [
      "a validation returns a row",
      { sql: [rename], validations: ["SELECT id FROM users WHERE name = 'Bo'"] },
    ],
    ["a guard returns a row", { sql: [rename], guards: ["SELECT id FROM users WHERE name = 'Bo'"] }],
    ["a view is gone that nothing was to drop", { sql: [rename, "CREATE TABLE _doctor_hold_users (a)"] }],
  ])("leaves the database as it was when %s", (_name, step) => {
    expect(contentAfter(prepare(scriptOf(step))).rows).toBe("Ada Bo");
  });
});

test.skipIf(!hasShell)("a step that loses data stands in the script as comments only", () => {
  const plan = planOf({ sql: ["DELETE FROM users"], safety: "destructive" });
  expect(contentAfter(renderScripts(plan, { allowDestructive: false })["repair.sql"]).rows).toBe("Ada Bo");
  expect(renderScripts(plan, { allowDestructive: false })["repair.sql"]).toContain("-- DELETE FROM users;");
});

test.skipIf(!hasShell)("a stored text that ends in a comment does not swallow its semicolon", () => {
  const step = { sql: ["CREATE TABLE notes (id) -- the end", rename] };
  expect(contentAfter(scriptOf(step)).rows).toBe("Eve Bo");
});

describe.skipIf(!hasShell)("rows that a plan takes out or puts in", () => {
  const sql = ["DELETE FROM users WHERE id = 2", "INSERT INTO users VALUES (3, 'Cy'), (4, 'Di')"];
  const outcome = (rows: Pick<Survival, "leaving" | "arriving">): string =>
    contentAfter(renderScripts(planOf({ sql }, rows), { allowDestructive: false })["repair.sql"]).rows;

  test("are counted as announced", () => {
    expect(outcome({ leaving: "users.id = 2", arriving: 2 })).toBe("Ada Cy Di");
  });

  test.each([[{}], [{ leaving: "users.id = 2" }], [{ leaving: "users.id = 9", arriving: 2 }]])(
    "roll everything back when announced otherwise: %o",
    (rows) => {
      expect(outcome(rows)).toBe("Ada Bo");
    },
  );
});
