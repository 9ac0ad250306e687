import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyRecord } from "../src/apply.ts";
import type { Applied } from "../src/database/application.ts";
import { DoctorError } from "../src/errors.ts";
import { openHistory } from "../src/history/open.ts";
import type { RepairRecord } from "../src/plan/repair-record.ts";
import { onlooker } from "./database/apply-sample.ts";
import { freshFolder } from "./database/sample.ts";

const applied: Applied = {
  backup: null,
  milliseconds: { backup: 0, "backup-check": 0, lock: 0, preconditions: 0, steps: 0, checks: 0, commit: 0 },
};

/** Applies an empty record with a driver that does this, and tells how the attempt ended. */
async function ended(run: () => Promise<Applied>): Promise<unknown> {
  const folder = freshFolder();
  const database = join(folder, "shop.db");
  const history = openHistory(folder);
  const state = { hash: "before", objects: [] };
  const record: RepairRecord = {
    ...{ formatVersion: 1, id: "0123456789ab", database, steps: [], survivals: [] },
    ...{ before: state, after: { ...state, hash: "after" } },
  };
  const onDisk = async (): Promise<Applied> => {
    // Whatever happens from here on, the next run knows that it began.
    expect(history.attempts(database)).toMatchObject([{ status: "pending", hashAfter: "after" }]);
    expect(existsSync(join(history.folderOf(record.id), "repair.json"))).toBe(true);
    return run();
  };
  const ports = { history, run: onDisk, watch: onlooker().watch };
  const error = await applyRecord(record, { checked: [], files: {} }, ports).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const [attempt] = history.attempts(database);
  history.close();
  return {
    error: error instanceof Error ? error.message : null,
    status: attempt?.status,
    said: attempt?.error,
  };
}

describe("an attempt, on the disk before the database is touched, ends as", () => {
  test("success", async () => {
    expect(await ended(async () => applied)).toEqual({ error: null, status: "success", said: null });
  });

  test("timeout when another process did not let go", async () => {
    const locked = new DoctorError("database-locked", "It is locked.", "Wait.");
    expect(await ended(() => Promise.reject(locked))).toEqual({
      error: "It is locked.",
      status: "timeout",
      said: "It is locked.",
    });
  });

  test("failed for anything else", async () => {
    expect(await ended(() => Promise.reject(new Error("Odd.")))).toEqual({
      error: "Odd.",
      status: "failed",
      said: "Odd.",
    });
  });
});
