import Database from "better-sqlite3";
import { DoctorError } from "../errors.ts";

/** Above this size reading every page takes longer than it is worth: a rehearsal does it anyway. */
const checkedUpTo = 64 * 1024 * 1024;

/**
 * Reads every page of a small database. Throws DoctorError when the file is damaged; rows that break a
 * constraint are no damage. https://www.sqlite.org/pragma.html#pragma_quick_check
 */
export function checkHealth(connection: Database.Database, given: string, bytes: number): void {
  if (bytes > checkedUpTo) return;
  const first = firstComplaint(connection);
  // Damage of the file's structure is what SQLite looks for first, and reports under this heading.
  if (!first.startsWith("*** in database")) return;
  throw new DoctorError(
    "database-corrupt",
    `The database ${given} is damaged. SQLite says: ${first.split("\n").slice(1, 3).join("; ")}.`,
    "Restore it from a backup, or rescue what is left: sqlite3 damaged.db .recover | sqlite3 rescued.db. Analyse the result.",
  );
}

function firstComplaint(connection: Database.Database): string {
  try {
    return String(connection.pragma("quick_check(1)", { simple: true }));
  } catch (error) {
    // A table that needs a collation, function or module of the application stops the check, which is no damage.
    if (error instanceof Database.SqliteError && !error.code.startsWith("SQLITE_CORRUPT")) return "";
    throw error;
  }
}
