import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { connectTo } from "../driver.ts";
import { DoctorError } from "../errors.ts";
import type { ApplyWatch } from "./application.ts";
import { lookAt, unreachable } from "./file.ts";
import { refusal } from "./refusal.ts";
import { prepareForSteps } from "./shadow.ts";

/** A database opened for writing. */
export interface LiveDatabase {
  /** The absolute path with links resolved. */
  readonly path: string;
  readonly connection: Database.Database;
  /** Puts the connection's settings back and closes it. */
  readonly close: () => void;
}

/**
 * Opens a database to change it: foreign keys off and read back, every commit synced before it counts. The journal
 * mode stays. Throws DoctorError when it cannot be opened or a setting does not take.
 */
export function openLive(given: string): LiveDatabase {
  try {
    const { path } = lookAt(given);
    if (path !== path.trim()) throw trimmed(given);
    const connection = connectTo(path, { fileMustExist: true, timeout: 5_000 });
    try {
      const settings = ["foreign_keys", "legacy_alter_table", "synchronous"] as const;
      const before = settings.map((name) => [name, connection.pragma(name, { simple: true })] as const);
      // Reads the first page, so that a file that is no database says so here.
      connection.pragma("schema_version");
      prepareForSteps(connection);
      connection.pragma("synchronous = FULL");
      connection.pragma("busy_timeout = 50");
      checkForeignKeysAreOff(connection, given);
      const close = (): void => {
        for (const [name, value] of before) connection.pragma(`${name} = ${String(value)}`);
        connection.close();
      };
      return { path, connection, close };
    } catch (error) {
      connection.close();
      throw error;
    }
  } catch (error) {
    throw refusal(unreachable(error, given), given);
  }
}

/** better-sqlite3 trims the path, and would make another file. */
function trimmed(given: string): DoctorError {
  return new DoctorError(
    "database-path-odd",
    `The path of the database begins or ends with white space: "${given}". Nothing was changed.`,
    "The driver cannot open it for writing. Give the file another name.",
  );
}

/** https://www.sqlite.org/pragma.html#pragma_foreign_keys */
function checkForeignKeysAreOff(connection: Database.Database, given: string): void {
  if (connection.pragma("foreign_keys", { simple: true }) === 0 && !connection.inTransaction) return;
  throw new DoctorError(
    "foreign-keys-on",
    `Foreign keys could not be switched off for the database ${given}, and a rebuild would delete the rows of child tables.`,
    "Nothing was changed. Run the repair outside of any transaction.",
  );
}

/** Whether SQLite says that somebody else holds a lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(?:BUSY|LOCKED)/.test(error.code);
}

/**
 * Runs a statement that needs a lock, again and again until it has it. Throws DoctorError when the patience, in
 * milliseconds, is at an end, or when somebody asked to stop.
 */
export async function withPatience(
  { connection, path }: Pick<LiveDatabase, "connection" | "path">,
  sql: string,
  watch: Pick<ApplyWatch, "waiting" | "stopped">,
  patience: number,
): Promise<void> {
  const deadline = Date.now() + patience;
  for (let told = false; ; told = true) {
    await pause(watch);
    try {
      connection.exec(sql);
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
    if (!told) watch.waiting(patience);
    if (Date.now() >= deadline) throw locked(path, patience, sql);
    await sleep(Math.min(100, patience));
  }
}

/** Lets a signal be heard. Throws DoctorError when somebody asked to stop. */
export async function pause({ stopped }: Pick<ApplyWatch, "stopped">): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (stopped()) throw interrupted();
}

/** Somebody asked to stop. */
export function interrupted(): DoctorError {
  return new DoctorError(
    "interrupted",
    "The repair was stopped before it was complete; everything was rolled back.",
    "The database is as it was. Run the command again when it suits.",
  );
}

function locked(path: string, patience: number, sql: string): DoctorError {
  const seconds = Math.round(patience / 1000);
  const who = sql === "COMMIT" ? "is being read" : "is being written to";
  return new DoctorError(
    "database-locked",
    `The database ${path} ${who} by another process, and did not become free within ${seconds} seconds. Nothing was changed.`,
    "Stop the application, or wait for its long transaction to end, and run the command again.",
  );
}
