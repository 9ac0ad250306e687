import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/index.ts";
import { missing, workspace } from "../migrations/tools.ts";
import { copyOf, kitSql, projects } from "./projects.ts";

/** drizzle-kit takes seconds for each: some by default, all with KIT=all. */
const some = ["casing-snake", "custom-types", "defaults", "helpers", "indexes", "store"];
const chosen = env.KIT === "all" ? projects : some;

describe.skipIf(missing !== null)(`the real drizzle-kit${missing === null ? "" : ` (${missing})`}`, () => {
  test.each(chosen)("generates of %s what stands beside it", { timeout: 60_000 }, (name) => {
    const { root } = copyOf(name);
    expect(generated(root)).toBe(kitSql(name));
  });

  test("its migrator leaves a database and a ledger without an issue", { timeout: 60_000 }, async () => {
    const { root } = copyOf("store");
    generated(root);
    const database = join(root, "migrated.db");
    new Database(database).close();
    const line = [join(workspace, "run.js"), "drizzle", database, join(root, "drizzle"), "up"];
    const { stdout, stderr } = spawnSync(process.execPath, line, { encoding: "utf8", cwd: root });
    expect([stderr, JSON.parse(stdout).error]).toEqual(["", null]);
    expect((await analyze({ folder: root, database })).issues.map(({ title }) => title)).toEqual([]);
    const connection = new Database(database);
    connection.exec("DROP INDEX orders_customer_idx");
    connection.close();
    const found = await analyze({ folder: root, database });
    expect(found.issues.map(({ rule }) => rule)).toEqual(["ledger-ahead-of-schema", "missing-index"]);
  });
});

/** The SQL that drizzle-kit generates in a project. */
function generated(root: string): string {
  symlinkSync(join(workspace, "node_modules"), join(root, "node_modules"), "dir");
  const kit = join(workspace, "node_modules/drizzle-kit/bin.cjs");
  const line = [kit, "generate", "--name", "init"];
  const { stdout, stderr, status } = spawnSync(process.execPath, line, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(stdout + stderr);
  return readFileSync(join(root, "drizzle/0000_init.sql"), "utf8");
}
