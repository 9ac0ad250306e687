import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { analyzeOnce } from "../../src/commands/analyze.ts";
import { beginRun } from "../../src/commands/begun.ts";
import { StandingDatabase } from "../../src/database/standing.ts";

interface Project {
  readonly actual: string;
  readonly model: string;
  readonly config?: object;
}

/** The proof of a repair that works for three seconds; then as a watch tells it, and as a fresh analysis does. */
async function afterTheMoment(project: (end: number) => Project) {
  const folder = mkdtempSync(join(tmpdir(), "standing-"));
  const end = Math.floor(Date.now() / 1000) + 3;
  const { actual, model, config } = project(end);
  const path = join(folder, "shop.db");
  const made = new Database(path);
  made.exec(actual);
  made.close();
  writeFileSync(join(folder, "model.ts"), model);
  writeFileSync(
    join(folder, "doctor.config.json"),
    JSON.stringify({ database: "shop.db", model: ["model.ts"], history: false, ...config }),
  );
  // What has just been written is not known by its times.
  await later(200);
  const standing = new StandingDatabase();
  const options = { folder, environment: {}, cache: false };
  const openDatabase: StandingDatabase["open"] = (file, opened) => standing.open(file, opened);
  const look = async (more: object) => {
    const { proof } = await analyzeOnce({ ...options, ...more }, beginRun(options));
    return proof;
  };
  try {
    const first = await look({ openDatabase });
    await later((end + 1) * 1000 - Date.now());
    return { first, kept: await look({ openDatabase }), fresh: await look({}) };
  } finally {
    standing.close();
    rmSync(folder, { recursive: true });
  }
}

const cases: Record<string, (end: number) => Project> = {
  "a view that the repair reads": (end) => ({
    actual: `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT); INSERT INTO users VALUES (1, 'eve');
      CREATE VIEW season AS SELECT CASE WHEN unixepoch() < ${end} THEN 'spring' END AS name;`,
    model: "/** @table */ export interface User { id: number; email: string | null; joined: string }",
    config: { backfills: { users: { joined: "(SELECT name FROM season)" } } },
  }),
  "a default of the rows that it adds": (end) => ({
    actual: `CREATE TABLE roles (name TEXT PRIMARY KEY NOT NULL, since INTEGER DEFAULT (unixepoch()) CHECK (since < ${end}))`,
    model: `/** @table roles\n * @lookup name */ export interface Role { /** @primaryKey */ name: "admin" | "guest" }`,
  }),
};

test.each(Object.entries(cases))(
  "a watch proves anew what hangs on the moment by %s",
  async (_, project) => {
    const { first, kept, fresh } = await afterTheMoment(project);
    expect(first).toMatchObject({ level: "rows", ok: true });
    expect(fresh.ok).toBe(false);
    expect(kept).toEqual(fresh);
  },
  20_000,
);
