import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { connectTo } from "../driver.ts";
import { bringUpToDate } from "./versions.ts";

/** How long one doctor waits for another that writes, in milliseconds. */
const patience = 10_000;

/** The doctor's own folder of a project. */
export function doctorFolder(root: string): string {
  return join(root, ".doctor");
}

/** The history of a project, as a file. */
export function historyFile(root: string): string {
  return join(doctorFolder(root), "history.db");
}

/**
 * Opens the history of a project for writing, and makes it where there is none. What must be known before a database is
 * touched is written with `durable`. Throws what SQLite or the file system says, and DoctorError for a newer history.
 */
export function connect(root: string, { durable }: { readonly durable: boolean }): Database.Database {
  makeFolder(doctorFolder(root));
  const path = historyFile(root);
  const connection = connectTo(path, { timeout: patience });
  try {
    writeAhead(connection);
    connection.pragma(`synchronous = ${durable ? "FULL" : "NORMAL"}`);
    bringUpToDate(connection, path);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** What the doctor keeps is of this machine, and nothing for a repository. */
function makeFolder(folder: string): void {
  const made = mkdirSync(folder, { recursive: true });
  if (made !== undefined) writeFileSync(join(folder, ".gitignore"), "*\n");
}

/** SQLite does not wait when two turn on the write-ahead log of a new database at once. */
function writeAhead(connection: Database.Database): void {
  const until = Date.now() + patience;
  for (;;) {
    try {
      if (connection.pragma("journal_mode", { simple: true }) === "wal") return;
      connection.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
      if (!busy || Date.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
