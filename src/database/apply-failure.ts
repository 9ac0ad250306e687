import Database from "better-sqlite3";
import { DoctorError } from "../errors.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./run-plan.ts";

/** Rows stand against preconditions, all of which were asked before anything happened. */
export function inTheWay(refusals: readonly Refusal[]): DoctorError {
  const found = refusals.map(({ step, why }) => `${step}: ${why}`);
  return new DoctorError(
    "precondition",
    `The repair would fail on the rows there are. Nothing was changed.\n${found.join("\n")}`,
    "Mend these rows, or say in the config what they become (backfills, orphans), and run the command again.",
  );
}

const words: readonly {
  readonly sqlite: RegExp;
  readonly code: string;
  readonly what: string;
  readonly help: string;
}[] = [
  {
    sqlite: /^SQLITE_FULL/,
    code: "no-space",
    what: "There is no room left on the disk",
    help: "A rebuild needs about three times the space of its table for a moment. Make room and run the command again.",
  },
  {
    sqlite: /^SQLITE_READONLY|^SQLITE_CANTOPEN|^SQLITE_PERM/,
    code: "database-read-only",
    what: "The database cannot be written to",
    help: "Give the user who runs the doctor write access to the file and to its folder (SQLite keeps its journal there).",
  },
  {
    sqlite: /^SQLITE_IOERR/,
    code: "database-unwritable",
    what: "The disk refused to read or write",
    help: "Check the disk (or the network it is mounted over, or a limit on file sizes), then run the command again.",
  },
];

/** What went wrong, in words, with what became of the database. */
export function failure(error: unknown, given: string, back: boolean): unknown {
  const said = inWords(error, given);
  if (back || !(said instanceof Error)) return said;
  return new DoctorError(
    "rollback-failed",
    `${said.message}\nThe transaction could not be rolled back either. SQLite does it when the database is next opened.`,
    "Open the database with the application or the sqlite3 shell once, then run doctor analyze.",
    { cause: error },
  );
}

function inWords(error: unknown, given: string): unknown {
  if (!(error instanceof Database.SqliteError)) return refusal(error, given);
  const match = words.find(({ sqlite }) => sqlite.test(error.code));
  if (!match) return refusal(error, given);
  return new DoctorError(
    match.code,
    `${match.what}: ${given}. SQLite says: ${error.message}. Nothing was changed.`,
    match.help,
    { cause: error },
  );
}
