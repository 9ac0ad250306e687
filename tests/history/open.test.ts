import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { History, WantedAttempt } from "../../src/history/history.ts";
import { openHistory } from "../../src/history/open.ts";
import { settle } from "../../src/history/settle.ts";
import type { RepairRecord } from "../../src/plan/repair-record.ts";
import { freshFolder } from "../database/sample.ts";

const repair = "0123456789ab";
const wanted = (folder: string): WantedAttempt => ({
  repair,
  action: "apply",
  database: join(folder, "shop.db"),
  hashBefore: "before",
  hashAfter: "after",
});
const recordIn = (folder: string): RepairRecord => ({
  formatVersion: 1,
  id: repair,
  database: join(folder, "shop.db"),
  steps: [],
  survivals: [],
  before: { hash: "before", objects: [] },
  after: { hash: "after", objects: [] },
});

/** The history of a fresh folder, closed when the test is over. */
function withHistory(use: (history: History, folder: string) => void): void {
  const folder = freshFolder();
  const history = openHistory(folder);
  try {
    use(history, folder);
  } finally {
    history.close();
  }
}

describe("the history", () => {
  test("numbers the attempts of a repair, also when two have it open", () => {
    withHistory((history, folder) => {
      const other = openHistory(folder);
      const numbers = [history, other, history].map((one) => one.begin(wanted(folder)).number);
      other.close();
      expect(numbers).toEqual([1, 2, 3]);
    });
  });

  test("says how an attempt ended, to whoever opens it next", () => {
    withHistory((history, folder) => {
      history.end(history.begin(wanted(folder)), "timeout", "locked");
      const other = openHistory(folder);
      const [attempt] = other.attempts(join(folder, "shop.db"));
      other.close();
      expect(attempt).toMatchObject({ number: 1, status: "timeout", error: "locked", host: hostname() });
      expect(attempt?.completedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(history.attempts(join(folder, "other.db"))).toEqual([]);
    });
  });

  test("keeps record and files of a repair, and gives the record back", () => {
    withHistory((history, folder) => {
      history.keep(recordIn(folder), { "repair.sql": "-- nothing\n" });
      expect(readFileSync(join(history.folderOf(repair), "repair.sql"), "utf8")).toBe("-- nothing\n");
      expect(history.record(repair, join(folder, "shop.db"))).toEqual(recordIn(folder));
    });
  });

  test("knows no record that is missing, cut off or of another format", () => {
    withHistory((history, folder) => {
      expect(history.record(repair, folder)).toBeNull();
      mkdirSync(history.folderOf(repair), { recursive: true });
      for (const text of ["", '{"formatVersion": 1', '{"formatVersion": 2}', "null"]) {
        writeFileSync(join(history.folderOf(repair), "repair.json"), text);
        expect(history.record(repair, folder)).toBeNull();
      }
    });
  });

  test.each(["../../etc", "", "0123456789AB", "0123456789ab/..", ".."])(
    "has no folder for what is no id: %j",
    (id) => {
      withHistory((history) => expect(() => history.folderOf(id)).toThrow(/is not the id of a repair/));
    },
  );

  test("cannot be where a file stands in its place", () => {
    const folder = freshFolder();
    writeFileSync(join(folder, ".doctor"), "");
    expect(() => openHistory(folder)).toThrow(/cannot be used/);
  });
});

describe("an attempt left pending", () => {
  /** A process id that nobody has any more. */
  const gone = (): number => spawnSync(process.execPath, ["-e", ""]).pid ?? 0;

  test.each([
    ["after", true, "success", /counts as applied/],
    ["before", true, "failed", /nothing was changed/],
    ["another", true, "failed", /neither the one before nor the one after/],
  ] as const)("is settled by the schema of today: %s", (hash, holds, status, sentence) => {
    withHistory((history, folder) => {
      const attempt = history.begin(wanted(folder));
      mkdirSync(history.folderOf(repair), { recursive: true });
      writeFileSync(attempt.backup ?? "", "half a backup");
      const [settled] = settle(withPid(history, gone()), join(folder, "shop.db"), {
        hash: () => hash,
        holds: () => holds,
      });
      expect(settled?.attempt.status).toBe(status);
      expect(settled?.sentence).toMatch(sentence);
      // What never came to stand needs no backup.
      expect(existsSync(attempt.backup ?? "")).toBe(status === "success");
    });
  });

  test.each([
    [true, "success"],
    [false, "failed"],
  ] as const)("of a repair of rows only is settled by its validations: %s", (holds, status) => {
    withHistory((history, folder) => {
      history.begin({ ...wanted(folder), hashAfter: "before" });
      const [settled] = settle(withPid(history, gone()), join(folder, "shop.db"), {
        hash: () => "before",
        holds: () => holds,
      });
      expect(settled?.attempt.status).toBe(status);
    });
  });

  test("of a process on another machine is nobody's to settle", () => {
    withHistory((history, folder) => {
      history.begin(wanted(folder));
      const elsewhere = {
        ...history,
        attempts: (path: string) =>
          history.attempts(path).map((one) => ({ ...one, host: "elsewhere", pid: 1 })),
      };
      expect(() =>
        settle(elsewhere, join(folder, "shop.db"), { hash: () => "after", holds: () => true }),
      ).toThrow(/is under way/);
    });
  });
});

/** The history as it looks when its attempts were begun by another process. */
function withPid(history: History, pid: number): History {
  return { ...history, attempts: (path) => history.attempts(path).map((attempt) => ({ ...attempt, pid })) };
}
