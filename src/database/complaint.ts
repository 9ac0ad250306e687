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
 * What SQLite says of a statement that failed, with the texts that were compiled for it. While one runs SQLite may quote a value that is stored ("bad JSON path: 'x'"),
 * and reports travel: such a message ends before it.
 */
export function failureOf(
  connection: Database,
  texts: readonly string[],
  { code, message }: SqliteError,
): string {
  return code !== "SQLITE_ERROR" || texts.some((sql) => isRefused(connection, sql))
    ? message
    : message.replace(/['"].*$/s, "…");
}

/** Whether a text does not compile, or is not one statement. */
function isRefused(connection: Database, sql: string): boolean {
  try {
    return complaintOf(connection, sql) !== null;
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}

/** Whether a message says that the connection lacks a function, collation or module that another may have. */
export function isUnknown(complaint: string): boolean {
  return /^(?:no such function|unknown function|no such collation sequence|no such module)/.test(complaint);
}
