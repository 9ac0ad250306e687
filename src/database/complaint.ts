import BetterSqlite3, { type Database } from "better-sqlite3";

type SqliteError = InstanceType<typeof BetterSqlite3.SqliteError>;

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

/**
 * What SQLite says of a statement that failed. While one runs SQLite may quote a value that is stored ("bad JSON path: 'x'"),
 * and reports travel: such a message ends before it.
 */
export function failureOf(connection: Database, sql: string, { code, message }: SqliteError): string {
  const isOfText = code !== "SQLITE_ERROR" || complaintOf(connection, sql) !== null;
  return isOfText ? message : message.replace(/['"].*$/s, "…");
}

/** Whether a message says that the connection lacks a function, collation or module that another may have. */
export function isUnknown(complaint: string): boolean {
  return /^(?:no such function|unknown function|no such collation sequence|no such module)/.test(complaint);
}
