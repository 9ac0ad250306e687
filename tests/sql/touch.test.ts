import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { affinityOf } from "../../src/schema/affinity.ts";
import { printTouch, touches } from "../../src/sql/touch.ts";

const trigger = (head: string, body: string) => ({
  table: "jobs",
  sql: `CREATE TRIGGER t ${head} ON jobs BEGIN ${body}; END`,
});

/** SQLite takes each of these; what is read of them is not its affair. */
function taken({ sql }: { sql: string }): void {
  const database = new Database(":memory:");
  database.exec(
    "CREATE TABLE jobs (id INTEGER PRIMARY KEY, a, b, updated_at); CREATE TABLE log (updated_at)",
  );
  database.exec(sql);
  database.close();
}

describe("a trigger that sets updated_at", () => {
  it.each([
    ["AFTER UPDATE", "UPDATE jobs SET updated_at = CURRENT_TIMESTAMP WHERE id = new.id"],
    ["BEFORE UPDATE", 'UPDATE OR IGNORE "jobs" SET a = 1, [updated_at] = datetime() WHERE id = old.id'],
    ["UPDATE", "UPDATE jobs SET (a, updated_at) = (1, unixepoch()) WHERE id = new.id"],
    ["AFTER UPDATE", "INSERT INTO log VALUES (1); UPDATE JOBS SET UPDATED_AT = 1 WHERE id = new.id"],
  ])("is one: %s … %s", (head, body) => {
    taken(trigger(head, body));
    expect(touches(trigger(head, body), "updated_at")).toEqual({ of: null });
  });

  it("waits for the columns behind OF", () => {
    const some = trigger('AFTER UPDATE OF a, "B"', "UPDATE jobs SET updated_at = 1 WHERE id = new.id");
    taken(some);
    expect(touches(some, "updated_at")).toEqual({ of: ["a", "b"] });
  });

  it.each([
    ["AFTER INSERT", "UPDATE jobs SET updated_at = 1 WHERE id = new.id"],
    ["AFTER DELETE", "UPDATE jobs SET updated_at = 1 WHERE id = old.id"],
    ["AFTER UPDATE", "UPDATE log SET updated_at = 1"],
    ["AFTER UPDATE", "UPDATE jobs SET a = updated_at WHERE updated_at = 1"],
    ["AFTER UPDATE", "UPDATE jobs SET a = (updated_at IS NULL), b = 2 WHERE id = new.id"],
    ["AFTER UPDATE", "INSERT INTO log (updated_at) VALUES (new.updated_at)"],
  ])("is none: %s … %s", (head, body) => {
    taken(trigger(head, body));
    expect(touches(trigger(head, body), "updated_at")).toBeNull();
  });

  it("is what is printed, and SQLite takes it with names of any kind", () => {
    const database = new Database(":memory:");
    database.exec('CREATE TABLE "a ""b" ("the key" TEXT PRIMARY KEY, "up at" TEXT, x) WITHOUT ROWID');
    const touched = { table: 'a "b', column: "up at", affinity: "TEXT", row: ['"the key"'] } as const;
    const sql = printTouch("it's", touched, "CURRENT_TIMESTAMP");
    database.exec(sql);
    expect(touches({ sql, table: 'a "b' }, "up at")).toEqual({ of: null });
    database.exec(`INSERT INTO "a ""b" VALUES ('k', 'old', 1), ('l', 'old', 1)`);
    database.exec(`UPDATE "a ""b" SET x = 2 WHERE "the key" = 'k'`);
    expect(database.prepare(`SELECT "up at" = 'old' FROM "a ""b"`).pluck().all()).toEqual([0, 1]);
    database.close();
  });
});

describe("the printed trigger", () => {
  const nows = [
    "CURRENT_TIMESTAMP",
    "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
    "(unixepoch())",
    "(CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))",
    "(strftime('%s', 'now'))",
    "(CAST(strftime('%s', 'now') AS INTEGER))",
    "(julianday('now'))",
    "(datetime('now'))",
    "(unixepoch('subsec'))",
  ];
  const types = ["TEXT", "INTEGER", "REAL", "DATETIME", "VARCHAR(30)", ""];

  it.each(nows.flatMap((now) => types.map((type) => [now, type] as const)))(
    "comes to rest with recursive_triggers: %s in %j",
    (now, type) => {
      const database = new Database(":memory:");
      database.pragma("recursive_triggers = ON");
      database.exec(`CREATE TABLE jobs (id INTEGER PRIMARY KEY, n, updated_at ${type} COLLATE NOCASE)`);
      database.exec(
        printTouch(
          "t",
          { table: "jobs", column: "updated_at", affinity: affinityOf(type), row: ["id"] },
          now,
        ),
      );
      database.exec("INSERT INTO jobs (n) SELECT value FROM json_each('[1, 2, 3, 4, 5, 6, 7, 8, 9]')");
      for (let i = 0; i < 50; i++) database.exec("UPDATE jobs SET n = n + 1");
      expect(database.prepare("SELECT count(*) FROM jobs WHERE updated_at IS NULL").pluck().get()).toBe(0);
      database.close();
    },
  );
});
