import BetterSqlite3, { type Database } from "better-sqlite3";

/** SQLite's message when a statement does not compile, else null. The statement is not run. */
export function complaintOf(connection: Database, sql: string): string | null {
  try {
    connection.prepare(sql);
    return null;
  } catch (error) {
    if (error instanceof BetterSqlite3.SqliteError) return error.message;
    throw error;
  }
}

/** Whether a message says that the connection lacks a function, collation or module that another may have. */
export function isUnknown(complaint: string): boolean {
  return /^(?:no such function|unknown function|no such collation sequence|no such module)/.test(complaint);
}
