import { DoctorError } from "../errors.ts";

/** What SQLite says when it cannot read a database, and what it means to the one who asked. */
const refusals: readonly {
  readonly sqlite: RegExp;
  readonly code: string;
  readonly what: (given: string) => string;
  readonly help: string;
}[] = [
  {
    sqlite: /^SQLITE_BUSY|^SQLITE_LOCKED/,
    code: "database-locked",
    what: (given) => `The database ${given} is locked by another process.`,
    help: "Another process holds an exclusive lock: a long transaction, VACUUM, or PRAGMA locking_mode = EXCLUSIVE. Wait until it ends, or analyse a backup.",
  },
  {
    sqlite: /^SQLITE_NOTADB/,
    code: "not-a-database",
    what: (given) => `${given} is not a database SQLite can read, though it begins like one.`,
    help: "Its first page is damaged or encrypted: restore it from a backup, or decrypt a copy and analyse that.",
  },
  {
    sqlite: /^SQLITE_CORRUPT/,
    code: "database-corrupt",
    what: (given) => `The database ${given} is damaged.`,
    help: "Restore it from a backup, or rescue what is left: sqlite3 damaged.db .recover | sqlite3 rescued.db. Analyse the result.",
  },
  {
    sqlite: /^SQLITE_(?:CANTOPEN|PERM|AUTH|READONLY)/,
    code: "database-no-permission",
    what: (given) => `SQLite cannot open the database ${given}.`,
    help: "Give the user who runs the doctor read access to the file, to its -wal or -journal, and to the folder.",
  },
  {
    sqlite: /^SQLITE_FULL/,
    code: "no-space",
    what: (given) => `There is no room for a private copy of the database ${given}.`,
    help: "Free some space in the folder for temporary files, or name another one with TMPDIR.",
  },
  {
    sqlite: /^SQLITE_(?:IOERR|PROTOCOL|NOMEM|TOOBIG)/,
    code: "database-unreadable",
    what: (given) => `The database ${given} cannot be read.`,
    help: "Check the disk (or the network it is mounted over), then run again.",
  },
];

/** The DoctorError for an error of SQLite while a database is opened or its schema read; any other error is returned as it is. */
export function refusal(error: unknown, given: string): unknown {
  if (!(error instanceof Error) || error instanceof DoctorError || !("code" in error)) return error;
  const code = String(error.code);
  if (error.message.startsWith("malformed database schema")) return unreadableSchema(error, given);
  const match = refusals.find(({ sqlite }) => sqlite.test(code));
  if (!match) return error;
  const message = `${match.what(given)} SQLite says: ${error.message}.`;
  return new DoctorError(match.code, message, match.help, { cause: error });
}

/** One stored CREATE statement that does not parse makes SQLite refuse the whole database. */
function unreadableSchema(error: Error, given: string): DoctorError {
  return new DoctorError(
    "database-schema-unreadable",
    `SQLite cannot read the schema of the database ${given}: ${error.message}.`,
    "The stored statement was written by a newer SQLite, or edited by hand. Update schema-drift-doctor; if the application cannot open it either, restore a backup or correct the statement (PRAGMA writable_schema) in a copy.",
    { cause: error },
  );
}
