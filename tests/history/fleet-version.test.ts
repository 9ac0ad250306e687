import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { openRuns } from "../../src/history/open-runs.ts";
import { freshFolder } from "../database/sample.ts";

it("a history from before there were fleets keeps its runs, reports and attempts", () => {
  const folder = freshFolder();
  openRuns(folder).close();
  const connection = new Database(join(folder, ".doctor", "history.db"));
  // As the version before had it, but for the word `fleet` in a CHECK, which is made anew with its table.
  connection.exec(`DROP TABLE fleet_states; PRAGMA user_version = 2;
    INSERT INTO runs (id, command, status, scope, started_at, user, host, pid, version) VALUES
      ('r1', 'analyze', 'success', 'all', '2026-01-01T00:00:00.000Z', 'ada', 'h', 1, '0'),
      ('r2', 'repair --apply', 'success', 'all', '2026-01-02T00:00:00.000Z', 'ada', 'h', 1, '0');
    INSERT INTO reports VALUES ('r1', x'00'), ('r2', x'01');
    INSERT INTO attempts (repair, number, action, status, database, started_at, hash_before, hash_after, pid, host, run)
      VALUES ('a', 1, 'apply', 'success', 'shop.db', '2026', 'x', 'y', 1, 'h', 'r2'),
             ('a', 2, 'rollback', 'success', 'shop.db', '2026', 'y', 'x', 1, 'h', NULL);`);
  openRuns(folder).close();
  const all = (sql: string) => connection.prepare(sql).raw().all();
  expect(all("SELECT id FROM runs ORDER BY rowid")).toEqual([["r1"], ["r2"]]);
  expect(all("SELECT run, hex(content) FROM reports ORDER BY run")).toEqual([
    ["r1", "00"],
    ["r2", "01"],
  ]);
  expect(all("SELECT number, run FROM attempts ORDER BY number")).toEqual([
    [1, "r2"],
    [2, null],
  ]);
  expect(all("SELECT name FROM sqlite_schema WHERE name LIKE '%before'")).toEqual([]);
  expect(all("PRAGMA foreign_key_check")).toEqual([]);
  connection.exec("DELETE FROM runs WHERE id = 'r2'");
  expect(all("SELECT run FROM reports")).toEqual([["r1"]]);
  connection.close();
});
