import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectTo } from "../driver.ts";
import { DoctorError } from "../errors.ts";
import { connect, doctorFolder, historyFile } from "./connect.ts";
import { type Runs, runsOf } from "./runs.ts";
import { bringUpToDate } from "./versions.ts";

/**
 * Opens the recorded runs of a project for writing, and makes the history where there is none. Throws what SQLite or the
 * file system says, and DoctorError for a newer history.
 */
export function openRuns(root: string): Runs {
  const connection = connect(root, { durable: false });
  return runsOf(connection, () => connection.close());
}

/**
 * Hands out the recorded runs of a project, null where none were recorded, and makes nothing. To look at them nothing
 * need be writable. Throws DoctorError when the history is damaged or newer, or cannot be written though it is wanted.
 */
export function withRuns<T>(root: string, use: "read" | "write", work: (runs: Runs | null) => T): T {
  try {
    const runs = existsSync(historyFile(root)) ? openFor(use, root) : null;
    try {
      return work(runs);
    } finally {
      runs?.close();
    }
  } catch (error) {
    throw isRefusal(error) ? unusable(root, error) : error;
  }
}

function openFor(use: "read" | "write", root: string): Runs {
  try {
    return openRuns(root);
  } catch (error) {
    const isReadOnly = /^SQLITE_(READONLY|CANTOPEN|PERM)|^(EACCES|EPERM|EROFS)$/.test(codeOf(error));
    if (use === "read" && isReadOnly) return openCopy(root);
    throw error;
  }
}

/** A database with a write-ahead log cannot be opened where nothing may be written beside it; a copy can. */
function openCopy(root: string): Runs {
  const folder = mkdtempSync(join(tmpdir(), "doctor-history-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const path = join(folder, "history.db");
    for (const end of ["", "-wal"]) {
      const file = historyFile(root) + end;
      if (existsSync(file)) writeFileSync(path + end, readFileSync(file));
    }
    const connection = connectTo(path);
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

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Whether SQLite, zlib or the file system refuse, which no change of the doctor would mend. */
function isRefusal(error: unknown): error is Error {
  return !(error instanceof DoctorError) && /^(SQLITE_|Z_|E[A-Z]+$)/.test(codeOf(error));
}

function unusable(root: string, cause: Error): DoctorError {
  return new DoctorError(
    "history-unusable",
    `The history in ${doctorFolder(root)} cannot be used: ${cause.message}.`,
    "Where it may not be written, ask somebody who may. A damaged history.db can be moved aside: the next run makes a new one, and repairs that stand are known by the old one only.",
    { cause },
  );
}
