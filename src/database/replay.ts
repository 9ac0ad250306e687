import BetterSqlite3, { type Database } from "better-sqlite3";
import { connectTo } from "../driver.ts";
import type { Location, NotAnalysed } from "../schema/location.ts";
import { foldName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { type Statement, stretchesOf } from "../sql/statements.ts";
import { isWord, type Token, tokensIn } from "../sql/tokens.ts";
import { isUnknown } from "./complaint.ts";
import { createdTable, notePlace, type Places } from "./created.ts";
import { introspect } from "./introspect.ts";
import { mayCallOutside } from "./outside.ts";
import { failed, refuse } from "./script-failure.ts";

/** SQL text with the name of the file it stands in. */
export interface Script {
  readonly file: string;
  readonly sql: string;
}

/** The schema that scripts build, and where its tables are created. */
export interface Replayed {
  readonly schema: Schema;
  /** By folded name. */
  readonly places: ReadonlyMap<string, Location>;
}

/**
 * Runs scripts one after the other in an empty database in memory and reads the schema they build. A table
 * that needs a module or collation of the application is a notAnalysed entry. Throws DoctorError for a
 * statement that fails or reaches outside the database.
 */
export function replay(scripts: readonly Script[]): Replayed {
  const connection = connectTo(":memory:");
  try {
    // Each table and index takes a page, most of them empty.
    connection.pragma("page_size = 1024");
    // Off as everywhere but in better-sqlite3: migrations count on it.
    connection.pragma("foreign_keys = off");
    // Dumps need a schema that can be written to.
    connection.unsafeMode(true);
    const run = new Replay(connection);
    for (const script of scripts) run.script(script);
    // A dump writes virtual tables into sqlite_schema itself: SQLite has not read them yet.
    if (run.wroteSchema) connection.pragma("writable_schema = reset");
    const schema = introspect(connection);
    const notAnalysed = [...run.notAnalysed, ...schema.notAnalysed];
    return { schema: { ...schema, notAnalysed }, places: run.places };
  } finally {
    connection.close();
  }
}

/** Runs statements and keeps where tables were created and which could not be built. */
class Replay {
  readonly places: Places = new Map();
  readonly notAnalysed: NotAnalysed[] = [];
  wroteSchema = false;
  private readonly unbuilt = new Set<string>();
  private readonly connection: Database;

  constructor(connection: Database) {
    this.connection = connection;
  }

  script({ file, sql }: Script): void {
    let line = 1;
    let from = 0;
    for (const { start, end } of stretchesOf(sql)) {
      line += sql.slice(from, start).split("\n").length - 1;
      from = start;
      const column = start - sql.lastIndexOf("\n", start - 1);
      this.statement(sql.slice(start, end), { file, line, column });
    }
  }

  private statement(sql: string, location: Location): void {
    const statement = lookedAt(sql);
    if (statement === null) return;
    refuse(statement, location);
    if (isWord(statement[0], "PRAGMA")) this.wroteSchema ||= statement.some(namesWritableSchema);
    const message = this.run(sql);
    if (message === null) notePlace(statement, location, this.places);
    else if (!this.excuse(statement, sql, message, location)) throw failed(message, location);
  }

  /** SQLite's message when the statement fails, else null. */
  private run(sql: string): string | null {
    try {
      this.connection.exec(sql);
      return null;
    } catch (error) {
      if (error instanceof BetterSqlite3.SqliteError) return error.message;
      throw error;
    }
  }

  /** Whether a failure comes from what only the application has: then the table is left out and the others go on. */
  private excuse(statement: Statement, sql: string, message: string, location: Location): boolean {
    const created = isWord(statement[0], "CREATE") ? createdTable(statement) : null;
    if (created !== null && isUnknown(message)) {
      this.unbuilt.add(foldName(created));
      this.notAnalysed.push({
        what: `table ${created}`,
        location,
        why: `${message}: the application may register it at run time, the doctor does not`,
      });
      return true;
    }
    return this.unbuilt.size > 0 && [...mentionedNames(sql)].some((name) => this.unbuilt.has(name));
  }
}

/** PRAGMA takes the name of a schema before its own, and quotes around both. */
function namesWritableSchema({ text }: Token): boolean {
  return /writable_schema/i.test(text);
}

/** CREATE TEMP TABLE IF NOT EXISTS schema.name */
const untilName = 9;

/** The tokens of a statement that are looked at: all of them, or as many of a CREATE as tell what it creates. */
function lookedAt(sql: string): Statement | null {
  const [first, ...rest] = tokensIn(sql, 0, sql.length, mayCallOutside(sql) ? undefined : enough(sql));
  return first ? [first, ...rest] : null;
}

function enough(sql: string): number | undefined {
  if (/^CREATE\s+(?:UNIQUE\s+)?INDEX\b/i.test(sql)) return 2;
  return /^CREATE\b/i.test(sql) ? untilName : undefined;
}
