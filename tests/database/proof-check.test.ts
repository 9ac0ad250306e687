import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, expect, it } from "vitest";
import { makePrivateFolder } from "../../src/database/private-folder.ts";
import { attached } from "../../src/database/proof-check.ts";
import type { Rehearsal } from "../../src/database/rehearsal.ts";

const folder = makePrivateFolder();
const shadowFile = join(folder.path, "shadow.db");
new Database(shadowFile).exec("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)").close();
const original = new Database(":memory:");
const rehearsal = { original, shadowFile } as Rehearsal;

afterAll(() => {
  original.close();
  folder.remove();
});

const rows = (): unknown => original.prepare("SELECT count(*) FROM shadow.t").pluck().get();
const attachedNow = (): unknown => original.pragma("database_list");

it("shows the copy as long as somebody looks", () => {
  const checks = attached(rehearsal, () => [{ name: "rows", ok: rows() === 1, detail: "" }]);
  expect(checks).toEqual([{ name: "rows", ok: true, detail: "" }]);
  expect(attachedNow()).toHaveLength(1);
});

it.each([
  ["goes on", "SELECT 1"],
  // As SQLite does by itself where a disk is full: https://www.sqlite.org/lang_transaction.html
  ["is over", "ROLLBACK"],
])("tells what went wrong and lets the copy go where the transaction %s", (_, sql) => {
  const look = (): never => {
    rows();
    original.exec(sql);
    throw new Error("disk I/O error");
  };
  expect(() => attached(rehearsal, look)).toThrow("disk I/O error");
  expect(original.inTransaction).toBe(false);
  expect(attachedNow()).toHaveLength(1);
  expect(attached(rehearsal, () => [])).toEqual([]);
});
