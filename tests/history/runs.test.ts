import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openHistory } from "../../src/history/open.ts";
import { openRuns, withRuns } from "../../src/history/open-runs.ts";
import type { Run } from "../../src/history/run.ts";
import { keptReports, type RunEnd, type Runs } from "../../src/history/runs.ts";
import { freshFolder } from "../database/sample.ts";

const aRun = (id: string, changes: Partial<Run> = {}): Run => ({
  ...{ id, command: "analyze", status: "running", database: "shop.db", config: null, scope: "all" },
  ...{
    startedAt: "2026-03-14T09:26:53.000Z",
    completedAt: null,
    durationMs: null,
    exitCode: null,
    error: null,
  },
  ...{ critical: null, high: null, medium: null, info: null },
  ...{ user: "ada", host: "desk", pid: 1, process: null, version: "0.1.0" },
  ...changes,
});
const ended: RunEnd = {
  ...{ status: "success", critical: 1, high: 2, medium: 0, info: 3, exitCode: 1, error: null },
  ...{ completedAt: "2026-03-14T09:26:54.000Z", durationMs: 1000 },
};

/** The runs of a fresh folder, closed when the work is done. */
function withFresh<T>(work: (runs: Runs, folder: string) => T): T {
  const folder = freshFolder();
  const runs = openRuns(folder);
  try {
    return work(runs, folder);
  } finally {
    runs.close();
  }
}

describe("recorded runs", () => {
  it("are entered when they begin and say how they ended", () => {
    withFresh((runs) => {
      runs.begin(aRun("one"));
      expect(runs.all()).toEqual([aRun("one")]);
      runs.end(aRun("one"), ended, "a report with 'quotes', \u0000 and ✓");
      expect(runs.all()).toEqual([{ ...aRun("one"), ...ended }]);
      expect(runs.report("one")).toBe("a report with 'quotes', \u0000 and ✓");
      expect([runs.report("two"), [...runs.withReport()]]).toEqual([null, ["one"]]);
    });
  });

  it("come the last one first, also two of one instant", () => {
    withFresh((runs) => {
      runs.begin(aRun("b"));
      runs.begin(aRun("a"));
      runs.begin(aRun("c", { startedAt: "2026-03-14T09:26:52.999Z" }));
      expect(runs.all().map(({ id }) => id)).toEqual(["a", "b", "c"]);
    });
  });

  it("keep so many reports of each database, and their rows for longer", () => {
    withFresh((runs) => {
      const names = Array.from({ length: keptReports + 3 }, (_, i) => `run-${String(i).padStart(4, "0")}`);
      const one = (id: string): Run => aRun(id, { startedAt: `2026-03-14T09:00:00.${id.slice(-3)}Z` });
      runs.begin(aRun("other", { database: "other.db", startedAt: "2020-01-01T00:00:00.000Z" }));
      runs.end(aRun("other", { database: "other.db" }), ended, "kept");
      for (const id of names) runs.begin(one(id));
      for (const id of names) runs.end(one(id), ended, id);
      expect(runs.all()).toHaveLength(names.length + 1);
      expect(runs.withReport()).toEqual(new Set(["other", ...names.slice(3)]));
    });
  });

  it("are forgotten with their reports, but not the attempts they made", () => {
    withFresh((runs, folder) => {
      runs.begin(aRun("one"));
      runs.end(aRun("one"), ended, "a report");
      const history = openHistory(folder, "one");
      const repair = "0123456789ab";
      history.begin({
        repair,
        action: "apply",
        database: join(folder, "shop.db"),
        hashBefore: "a",
        hashAfter: "b",
      });
      expect(runs.attempts("one")).toMatchObject([{ repair, number: 1, run: "one" }]);
      runs.remove(["one"]);
      expect([runs.all(), runs.report("one")]).toEqual([[], null]);
      expect(history.attempts(join(folder, "shop.db"))).toHaveLength(1);
      history.close();
    });
  });

  it("leave nothing of a report in the file once they are forgotten", () => {
    const folder = withFresh((runs, at) => {
      runs.begin(aRun("one", { error: "Zwiebelturm" }));
      runs.end(aRun("one"), { ...ended, error: "Zwiebelturm".repeat(100) }, null);
      runs.remove(["one"]);
      return at;
    });
    expect(readFileSync(join(folder, ".doctor", "history.db")).includes("Zwiebelturm")).toBe(false);
  });

  it("bring a history of before the runs up to date and keep its attempts", () => {
    const folder = freshFolder();
    mkdirSync(join(folder, ".doctor"));
    const old = new Database(join(folder, ".doctor", "history.db"));
    old.exec(`CREATE TABLE attempts (repair TEXT NOT NULL, number INTEGER NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('apply', 'rollback')),
      status TEXT NOT NULL CHECK (status IN ('pending', 'success', 'failed', 'timeout', 'rolled-back')),
      database TEXT NOT NULL, started_at TEXT NOT NULL, completed_at TEXT, error TEXT, hash_before TEXT NOT NULL,
      hash_after TEXT NOT NULL, backup TEXT, pid INTEGER NOT NULL, host TEXT NOT NULL, PRIMARY KEY (repair, number));
      CREATE INDEX attempts_of_database ON attempts (database, started_at);
      INSERT INTO attempts VALUES ('0123456789ab', 1, 'apply', 'success', 'shop.db', '2026-01-01', NULL, NULL, 'a', 'b', NULL, 1, 'desk');
      PRAGMA user_version = 1`);
    old.close();
    const runs = openRuns(folder);
    runs.begin(aRun("one"));
    runs.close();
    const history = openHistory(folder);
    expect(history.attempts(join(folder, "shop.db"))).toMatchObject([{ number: 1, status: "success" }]);
    history.close();
  });
});

describe("the history's folder", () => {
  it("asks repositories to leave it out, and is taken as it is when it is there", () => {
    withFresh((_, folder) => {
      expect(readFileSync(join(folder, ".doctor", ".gitignore"), "utf8")).toBe("*\n");
    });
    const folder = freshFolder();
    mkdirSync(join(folder, ".doctor"));
    openRuns(folder).close();
    expect(readdirSync(join(folder, ".doctor"))).toEqual(["history.db"]);
  });

  it("is not made by looking", () => {
    const folder = freshFolder();
    expect(withRuns(folder, "read", (runs) => runs)).toBeNull();
    expect(withRuns(folder, "write", (runs) => runs)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ["no database", "no database at all, but long enough to be looked at ".repeat(20), /not a database/],
    ["cut off", null, /malformed|not a database|disk image/],
  ])("says that it cannot be used: %s", (_, text, words) => {
    const folder = withFresh((runs, at) => {
      for (let i = 0; i < 300; i++) runs.begin(aRun(`run-${i}`));
      return at;
    });
    const file = join(folder, ".doctor", "history.db");
    writeFileSync(file, text ?? readFileSync(file).subarray(0, 8192));
    expect(() => withRuns(folder, "read", (runs) => runs?.all())).toThrow(words);
    expect(() => withRuns(folder, "read", (runs) => runs?.all())).toThrow(
      expect.objectContaining({ code: "history-unusable" }),
    );
  });
});
