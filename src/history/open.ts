import { realpathSync } from "node:fs";
import { hostname } from "node:os";
import { join, relative, resolve } from "node:path";
import type Database from "better-sqlite3";
import { DoctorError } from "../errors.ts";
import type { Attempt } from "../plan/attempt.ts";
import { folderOf, readRecord, writeArtefacts } from "./artefacts.ts";
import { connect, doctorFolder } from "./connect.ts";
import type { History } from "./history.ts";

/**
 * Opens the history in `.doctor` of a folder, and makes it where there is none. Two processes may have it open at once.
 * Attempts that begin belong to the run that is named. Throws DoctorError when it cannot be written, is no database, or
 * is of a newer version.
 */
export function openHistory(root: string, run: string | null = null): History {
  const folder = doctorFolder(root);
  const connection = open(root, folder);
  const paths = pathsFrom(realpathSync(root));
  return {
    folderOf: (repair) => folderOf(folder, repair),
    keep: (record, files) => {
      try {
        writeArtefacts(folderOf(folder, record.id), record, files);
      } catch (error) {
        throw unwritable(folder, error);
      }
    },
    record: (repair, database) => {
      const record = readRecord(folderOf(folder, repair));
      return record && { ...record, database };
    },
    begin: (wanted) =>
      connection
        .transaction(() => {
          const number = nextNumber(connection, wanted.repair);
          const backup = join(folderOf(folder, wanted.repair), `backup-${number}.db`);
          const begun: Attempt = {
            ...wanted,
            ...{ number, backup, status: "pending", pid: process.pid, host: hostname() },
            ...{ startedAt: new Date().toISOString(), completedAt: null, error: null },
          };
          insert(connection, paths.stored(begun), run);
          return begun;
        })
        .immediate(),
    end: (attempt, status, error) => {
      const ended = { ...attempt, status, error: error ?? null, completedAt: new Date().toISOString() };
      connection
        .prepare(
          "UPDATE attempts SET status = @status, error = @error, completed_at = @completedAt, backup = @backup WHERE repair = @repair AND number = @number",
        )
        .run(paths.stored(ended));
      return ended;
    },
    attempts: (database) =>
      connection
        .prepare<[string], Attempt>(`${select} WHERE database = ? ORDER BY started_at, rowid`)
        .all(paths.relative(database))
        .map(paths.read),
    close: () => connection.close(),
  };
}

/** Paths are kept as they are seen from the project, so that it may be moved with its history. */
function pathsFrom(root: string) {
  const seen = (path: string): string => relative(root, path);
  const meant = (path: string): string => resolve(root, path);
  const mapped = (attempt: Attempt, map: (path: string) => string): Attempt => ({
    ...attempt,
    database: map(attempt.database),
    backup: attempt.backup === null ? null : map(attempt.backup),
  });
  return {
    relative: seen,
    stored: (attempt: Attempt): Attempt => mapped(attempt, seen),
    read: (attempt: Attempt): Attempt => mapped(attempt, meant),
  };
}

const select =
  "SELECT repair, number, action, status, database, started_at AS startedAt, completed_at AS completedAt, error, " +
  "hash_before AS hashBefore, hash_after AS hashAfter, backup, pid, host FROM attempts";

function insert(connection: Database.Database, attempt: Attempt, run: string | null): void {
  connection
    .prepare(
      "INSERT INTO attempts (repair, number, action, status, database, started_at, completed_at, error, hash_before, hash_after, backup, pid, host, run) " +
        "VALUES (@repair, @number, @action, @status, @database, @startedAt, @completedAt, @error, @hashBefore, @hashAfter, @backup, @pid, @host, (SELECT id FROM runs WHERE id = @run))",
    )
    .run({ ...attempt, run });
}

function nextNumber(connection: Database.Database, repair: string): number {
  return (
    connection
      .prepare<[string], number>("SELECT coalesce(max(number), 0) + 1 FROM attempts WHERE repair = ?")
      .pluck()
      .get(repair) ?? 1
  );
}

function open(root: string, folder: string): Database.Database {
  try {
    return connect(root, { durable: true });
  } catch (error) {
    if (error instanceof DoctorError) throw error;
    throw unwritable(folder, error);
  }
}

function unwritable(folder: string, cause: unknown): DoctorError {
  return new DoctorError(
    "history-unwritable",
    `The doctor's own folder ${folder} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}. Nothing was changed.`,
    "Backups and the way back are kept there. Make it writable, or move a damaged history.db aside, and run the command again.",
    { cause },
  );
}
