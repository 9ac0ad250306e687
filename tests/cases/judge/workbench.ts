import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Pair } from "./pair.ts";

/** A folder with a pair's database, model and config. */
export interface Workbench {
  readonly folder: string;
  readonly database: string;
  /** A copy of the database under another name. */
  readonly copy: (name: string) => string;
  readonly remove: () => void;
}

/** Lays out a pair in a fresh folder. */
export function lay(pair: Pair): Workbench {
  const folder = mkdtempSync(join(tmpdir(), "pair-"));
  const database = join(folder, "app.db");
  if (pair.legacy) {
    const { status, errors } = shell(database, pair.actual);
    if (status !== 0) throw new Error(errors);
  } else build(database, pair.actual).close();
  const model = pair.types === undefined ? "model.sql" : "model.ts";
  writeFileSync(join(folder, model), pair.types ?? pair.target);
  const config = { database: "app.db", model: [model], ...pair.config };
  writeFileSync(join(folder, "doctor.config.json"), JSON.stringify(config));
  return {
    folder,
    database,
    copy: (name) => {
      cpSync(database, join(folder, name));
      return join(folder, name);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A database made from SQL text. */
export function build(path: string, sql: string): Database.Database {
  const connection = new Database(path);
  connection.unsafeMode(true);
  connection.pragma("foreign_keys = OFF");
  connection.exec(sql);
  connection.unsafeMode(false);
  return connection;
}

/** Opens a database to look at it; integers come exact. */
export function look(path: string): Database.Database {
  const connection = new Database(path);
  connection.pragma("foreign_keys = OFF");
  connection.defaultSafeIntegers(true);
  return connection;
}

/** Runs a script in the sqlite3 shell, foreign keys on as an application may have left them. */
export function shell(database: string, script: string): { status: number | null; errors: string } {
  const { status, stderr } = spawnSync("sqlite3", ["-cmd", "PRAGMA foreign_keys = ON;", database], {
    input: script,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", HOME: "/nonexistent" },
  });
  return { status, errors: stderr };
}

/** Everything in a database, as text. */
export function dump(database: string): string {
  return spawnSync("sqlite3", ["-readonly", database, ".dump"], { encoding: "utf8" }).stdout;
}
