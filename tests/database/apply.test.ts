import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import type { Application } from "../../src/database/application.ts";
import { applyToFile } from "../../src/database/apply.ts";
import { contentOf, familyToRepair, leftBeside, onlooker } from "./apply-sample.ts";
import { startProcess } from "./other-process.ts";

const quick = { patience: 300 };

/** Applies, and returns the code and words of what was refused. */
async function refused(application: Application, watch = onlooker().watch): Promise<string> {
  try {
    await applyToFile(application, watch, quick);
    return "applied";
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    return `${String(error.code)}: ${error.message}`;
  }
}

describe.each(["delete", "wal"])("an application to a database in journal mode %s", (mode) => {
  test("changes it as said, keeps the journal mode, and leaves a backup of what was there", async () => {
    const application = familyToRepair(mode);
    const before = contentOf(application.database);
    const { watch, told } = onlooker();
    const applied = await applyToFile(application, watch);
    expect(told).toEqual(["backup", "backup-check", "lock", "preconditions", "steps", "checks", "commit"]);
    expect(contentOf(application.database)).toContain("name TEXT NOT NULL");
    expect(contentOf(application.database)).toContain("[[10,1],[11,2],[12,5]]");
    expect(contentOf(applied.backup?.path ?? "")).toBe(before);
    const connection = new Database(application.database);
    expect(connection.pragma("journal_mode", { simple: true })).toBe(mode);
    connection.close();
    expect(leftBeside(application)).toEqual([application.backup]);
  });

  test("rolls back whatever statement fails, and leaves no backup", async () => {
    const [step] = familyToRepair(mode).steps;
    for (let at = 0; at <= (step?.sql.length ?? 0); at++) {
      const sql = [...(step?.sql ?? [])];
      sql.splice(at, 0, "INSERT INTO posts VALUES (10, 1)");
      const application = familyToRepair(mode, [{ id: "step-1", preconditions: [], validations: [], sql }]);
      const before = contentOf(application.database);
      expect(await refused(application)).toMatch(/^step-refused: .*UNIQUE constraint failed/);
      expect(contentOf(application.database)).toBe(before);
      expect(leftBeside(application)).toEqual([]);
    }
  });

  test("waits for another writer, says so, and goes on when it is done", async () => {
    const application = familyToRepair(mode);
    const writer = await startProcess(application.database, `db.exec("BEGIN IMMEDIATE");`);
    const { watch, told } = onlooker({ waiting: () => void told.push("waiting") });
    const applying = applyToFile(application, watch, { patience: 20_000 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    await writer.crash();
    await applying;
    expect(told.filter((phase) => phase === "waiting")).toHaveLength(1);
    expect(contentOf(application.database)).toContain("name TEXT NOT NULL");
  });

  test("gives up on a writer that does not end, and changes nothing", async () => {
    const application = familyToRepair(mode);
    const before = contentOf(application.database);
    const writer = await startProcess(application.database, `db.exec("BEGIN IMMEDIATE");`);
    expect(await refused(application)).toMatch(/^database-locked: .*written to by another process/);
    await writer.end();
    expect(contentOf(application.database)).toBe(before);
    expect(leftBeside(application)).toEqual([]);
  });

  test("makes the backup again when somebody wrote after it", async () => {
    const application = familyToRepair(mode);
    let writes = 0;
    const { watch, told } = onlooker({
      enter: (phase) => {
        told.push(phase);
        if (phase !== "lock" || ++writes > 2) return;
        const other = new Database(application.database);
        other.exec(`INSERT INTO users VALUES (${100 + writes}, 'late')`);
        other.close();
      },
    });
    const applied = await applyToFile(application, watch);
    expect(told.filter((phase) => phase === "backup")).toHaveLength(3);
    expect(contentOf(applied.backup?.path ?? "")).toContain('[101,"late"],[102,"late"]');
    expect(contentOf(application.database)).toContain('[101,"late"],[102,"late"]');
  });

  test("refuses a schema that is not the one proven, asked inside the transaction", async () => {
    const application = familyToRepair(mode);
    const { watch } = onlooker({
      enter: (phase) => {
        if (phase !== "lock") return;
        const other = new Database(application.database);
        other.exec("CREATE INDEX IF NOT EXISTS late ON users (name)");
        other.close();
      },
    });
    expect(await refused(application, watch)).toMatch(/^schema-changed: /);
    expect(contentOf(application.database)).toContain("late");
    expect(leftBeside(application)).toEqual([]);
  });

  test.each(["lock", "preconditions", "steps", "checks", "commit"])(
    "rolls back when it is stopped before or during: %s",
    async (phase) => {
      const application = familyToRepair(mode);
      const before = contentOf(application.database);
      let stop = false;
      const { watch } = onlooker({ enter: (now) => (stop ||= now === phase), stopped: () => stop });
      expect(await refused(application, watch)).toMatch(/^interrupted: .*rolled back/);
      expect(contentOf(application.database)).toBe(before);
      expect(leftBeside(application)).toEqual([]);
    },
  );
});

describe("an application", () => {
  test("asks its preconditions before anything, and names count, rows and query", async () => {
    const application = familyToRepair("delete", [
      {
        id: "step-1",
        sql: ["DROP TABLE posts"],
        preconditions: ["SELECT id FROM users WHERE id > 1"],
        validations: [],
      },
    ]);
    const bytes = readFileSync(application.database);
    expect(await refused(application)).toContain(
      "step-1: 2 rows stand in the way (id 2, 5): SELECT id FROM users WHERE id > 1",
    );
    expect(readFileSync(application.database).equals(bytes)).toBe(true);
  });

  test.each([
    [
      "a validation returns a row",
      { validations: ["SELECT id FROM users WHERE id = 5"] },
      /not-as-proven.*step-1: 1/,
    ],
    ["a guard returns a row", { guards: ["SELECT id FROM users WHERE id = 5"] }, /step-refused.*guard/],
    [
      "the schema becomes another than was proven",
      { sql: ["CREATE TABLE more (id)"] },
      /not the one that was proven/,
    ],
    [
      "children lose their parents",
      { sql: ["DELETE FROM users WHERE id = 5"] },
      /1 row of posts would lose a parent/,
    ],
  ])("rolls back when %s", async (_, over, words) => {
    const { steps } = familyToRepair();
    const [step] = steps;
    if (!step) throw new Error("no step");
    const sql = [...step.sql, ...("sql" in over ? over.sql : [])];
    const application = familyToRepair("delete", [{ ...step, ...over, sql }]);
    const before = contentOf(application.database);
    expect(await refused(application)).toMatch(words);
    expect(contentOf(application.database)).toBe(before);
    expect(leftBeside(application)).toEqual([]);
  });

  test("lets violations be that were there before", async () => {
    const application = familyToRepair();
    const other = new Database(application.database);
    other.pragma("foreign_keys = OFF");
    other.exec("INSERT INTO posts VALUES (99, 77)");
    other.close();
    await applyToFile(application, onlooker().watch);
    expect(contentOf(application.database)).toContain("[99,77]");
  });

  test("goes on beside a reader in WAL mode, who goes on reading what was there", async () => {
    const application = familyToRepair("wal");
    const reader = await startProcess(
      application.database,
      `db.exec("BEGIN"); db.prepare("SELECT count(*) FROM users").get();`,
    );
    await applyToFile(application, onlooker().watch, quick);
    expect(contentOf(application.database)).toContain("name TEXT NOT NULL");
    await reader.end();
  });

  test("gives up at COMMIT on a reader that does not end outside WAL mode, and changes nothing", async () => {
    const application = familyToRepair();
    const before = contentOf(application.database);
    const reader = await startProcess(
      application.database,
      `db.exec("BEGIN"); db.prepare("SELECT count(*) FROM users").get();`,
    );
    expect(await refused(application)).toMatch(/^database-locked: .*being read by another process/);
    await reader.end();
    expect(contentOf(application.database)).toBe(before);
  });

  test("writes nothing without a backup: its folder cannot be made", async () => {
    const application = familyToRepair();
    const before = readFileSync(application.database);
    writeFileSync(dirname(application.backup ?? ""), "a file in its place");
    expect(await refused(application)).toMatch(/^backup-unwritable: /);
    expect(readFileSync(application.database).equals(before)).toBe(true);
  });

  test("never writes over a file that stands where the backup goes", async () => {
    const application = familyToRepair();
    mkdirSync(dirname(application.backup ?? ""));
    writeFileSync(application.backup ?? "", "somebody's");
    expect(await refused(application)).toMatch(/^backup-unwritable: .*already/);
    expect(readFileSync(application.backup ?? "", "utf8")).toBe("somebody's");
  });

  test.each([
    ["is missing", (path: string) => `${path}.gone`, /^database-missing/],
    ["is a folder", (path: string) => dirname(path), /^database-is-folder/],
  ])("refuses a database that %s", async (_, place, words) => {
    const application = familyToRepair();
    expect(await refused({ ...application, database: place(application.database) })).toMatch(words);
  });
});
