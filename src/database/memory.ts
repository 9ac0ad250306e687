import Database from "better-sqlite3";
import { connectTo } from "../driver.ts";

/** An empty database in memory, to ask SQLite what it thinks of a piece of SQL. Close it. */
export interface Memory {
  /** SQLite's message when the one statement does not prepare after the others ran, or null. Nothing of it stays. */
  readonly complaint: (statement: string, ...before: readonly string[]) => string | null;
  readonly close: () => void;
}

/** Opens an empty database in memory. */
export function openMemory(): Memory {
  const connection = connectTo(":memory:");
  const complaintOf = (statement: string, before: readonly string[]): string | null => {
    if (before.length > 0) connection.exec("BEGIN");
    try {
      for (const sql of before) connection.prepare(sql).run();
      connection.prepare(statement);
      return null;
    } catch (error) {
      // better-sqlite3 throws RangeError for text that holds no statement, or more than one.
      if (error instanceof Database.SqliteError || error instanceof RangeError) return error.message;
      throw error;
    } finally {
      if (connection.inTransaction) connection.exec("ROLLBACK");
    }
  };
  // Many columns have the same type, and what is empty always answers the same.
  const known = new Map<string, string | null>();
  return {
    complaint: (statement, ...before) => {
      const asked = JSON.stringify([statement, ...before]);
      const complaint = known.has(asked) ? (known.get(asked) ?? null) : complaintOf(statement, before);
      known.set(asked, complaint);
      return complaint;
    },
    close: () => connection.close(),
  };
}
