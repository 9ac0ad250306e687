import { createHash } from "node:crypto";
import BetterSqlite3, { type Database } from "better-sqlite3";
import { connectTo } from "../driver.ts";
import type { MigratedObject } from "../schema/migrations.ts";
import { foldName } from "../schema/names.ts";
import { splitStatements } from "../sql/statements.ts";
import { reachesOutside } from "./outside.ts";

/** What one migration makes of the schema. */
export interface Effect {
  readonly makes: readonly MigratedObject[];
  readonly takes: readonly MigratedObject[];
  /** SQLite's message where it does not run on what the ones before it built; what follows is not known either. */
  readonly failed: string | null;
}

/** What each of some scripts makes and takes away, run one after the other in an empty database in memory. */
export function effectsOf(scripts: readonly string[]): Effect[] {
  const connection = connectTo(":memory:");
  try {
    connection.pragma("foreign_keys = off");
    let before = objectsOf(connection);
    let failed: string | null = null;
    return scripts.map((sql) => {
      failed ??= complaint(connection, sql);
      if (failed !== null) return { makes: [], takes: [], failed };
      const after = objectsOf(connection);
      const effect = { makes: without(after, before), takes: without(before, after), failed };
      before = after;
      return effect;
    });
  } finally {
    connection.close();
  }
}

/** The hash by which Drizzle knows a migration: SHA-256 of its text. */
export function migrationHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

type Objects = ReadonlyMap<string, MigratedObject>;

const listed = `
  SELECT type AS kind, name, tbl_name AS "table" FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  UNION ALL
  SELECT 'column', p.name, m.name FROM sqlite_schema AS m, pragma_table_xinfo(m.name) AS p
  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;

function objectsOf(connection: Database): Objects {
  const rows = connection.prepare<[], MigratedObject>(listed).all();
  return new Map(rows.map((row) => [foldName(`${row.kind}\0${row.table}\0${row.name}`), row]));
}

function without(some: Objects, others: Objects): MigratedObject[] {
  return [...some].flatMap(([key, object]) => (others.has(key) ? [] : [object]));
}

/** Why a script does not run; a statement that would reach outside of memory is never tried. */
function complaint(connection: Database, sql: string): string | null {
  try {
    const outside = splitStatements(sql).map(reachesOutside);
    const why = outside.find((each) => each !== null);
    if (why !== undefined) return why;
    connection.exec(sql);
    return null;
  } catch (error) {
    if (error instanceof BetterSqlite3.SqliteError) return error.message;
    throw error;
  }
}
