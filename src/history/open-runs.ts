import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { DoctorError } from "../errors.ts";
import { connect, doctorFolder, historyFile } from "./connect.ts";
import { type Runs, runsOf } from "./runs.ts";
import { bringUpToDate } from "./versions.ts";

/** Opens the recorded runs of a project for writing, and makes the history where there is none. Throws what SQLite or the file system says. */
export function openRuns(root: string): Runs {
  const connection = connect(root, { durable: false });
  return runsOf(connection, () => connection.close());
}

/**
 * Opens the recorded runs of a project to look at them, also where nothing can be written; null where none were
 * recorded. Makes nothing. Throws DoctorError when the history is damaged or newer.
 */
export function readRuns(root: string): Runs | null {
  if (!existsSync(historyFile(root))) return null;
  try {
    try {
      return openRuns(root);
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      return readCopy(root);
    }
  } catch (error) {
    if (error instanceof DoctorError) throw error;
    throw unreadable(root, error);
  }
}

/** A database with a write-ahead log cannot be opened where nothing may be written beside it; a copy can. */
function readCopy(root: string): Runs {
  const folder = mkdtempSync(join(tmpdir(), "doctor-history-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const path = join(folder, "history.db");
    for (const end of ["", "-wal"]) {
      const file = historyFile(root) + end;
      if (existsSync(file)) writeFileSync(path + end, readFileSync(file));
    }
    const connection = new Database(path);
    bringUpToDate(connection, historyFile(root));
    return runsOf(connection, () => {
      connection.close();
      remove();
    });
  } catch (error) {
    remove();
    throw error;
  }
}

function isUnwritable(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^SQLITE_(READONLY|CANTOPEN|PERM)|^(EACCES|EPERM|EROFS)$/.test(code);
}

/** The error for a history that SQLite cannot read. */
export function unreadable(root: string, cause: unknown): DoctorError {
  return new DoctorError(
    "history-unreadable",
    `The history in ${doctorFolder(root)} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
    "Move a damaged history.db aside: the next run makes a new one. Repairs that stand are known by the old one only.",
    { cause },
  );
}
