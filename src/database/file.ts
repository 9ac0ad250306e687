import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { DoctorError } from "../errors.ts";
import { looksEncrypted, magic, recognise } from "./signature.ts";

/** A file that begins like a database SQLite can read. */
export interface DatabaseFile {
  /** The path as given. */
  readonly given: string;
  /** The absolute path with links resolved: SQLite keeps `-wal` and `-journal` beside the real file. */
  readonly path: string;
  readonly bytes: number;
  readonly wal: boolean;
}

/**
 * Looks at the file a path leads to, without SQLite. Throws DoctorError when it is missing, no file,
 * unreadable, empty, no database, encrypted or of a newer format. https://www.sqlite.org/fileformat.html
 */
export function lookAt(given: string): DatabaseFile {
  const path = locate(given);
  const { start, bytes } = readStart(path, given);
  if (bytes === 0) throw empty(given);
  if (!start.subarray(0, magic.length).equals(magic)) throw foreign(given, start, bytes);
  if (start.length < 100) throw cut(given, bytes);
  const writeVersion = start.readUInt8(18);
  const readVersion = start.readUInt8(19);
  const schemaFormat = start.readUInt32BE(44);
  if (Math.max(writeVersion, readVersion) > 2 || schemaFormat > 4) throw newer(given);
  return { given, path, bytes, wal: readVersion === 2 };
}

function locate(given: string): string {
  try {
    const path = realpathSync(resolve(given));
    const stats = statSync(path);
    if (!stats.isFile()) throw notAFile(given, stats);
    return path;
  } catch (error) {
    throw unreachable(error, given);
  }
}

function readStart(path: string, given: string): { start: Buffer; bytes: number } {
  let file: number | null = null;
  try {
    file = openSync(path, constants.O_RDONLY);
    const page = Buffer.alloc(4096);
    const read = readSync(file, page, 0, page.length, 0);
    return { start: page.subarray(0, read), bytes: fstatSync(file).size };
  } catch (error) {
    throw unreachable(error, given);
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** The error for a path that the file system refuses; what is no file system error is returned as it is. */
export function unreachable(error: unknown, given: string): unknown {
  if (!(error instanceof Error) || !("errno" in error) || !("code" in error)) return error;
  const code = String(error.code);
  const cause = { cause: error };
  if (code === "ENOENT" || code === "ENOTDIR") return missing(given, cause);
  if (code === "EACCES" || code === "EPERM") {
    return new DoctorError(
      "database-no-permission",
      `No permission to read the database ${given}.`,
      "Give the user who runs the doctor read access to the file and search access to its folders, or run it as a user who has it.",
      cause,
    );
  }
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new DoctorError(
      "no-space",
      `There is no room for a private copy of the database ${given}.`,
      "Free some space in the folder for temporary files, or name another one with TMPDIR.",
      cause,
    );
  }
  return new DoctorError(
    "database-unreadable",
    `The database ${given} cannot be read: ${error.message}.`,
    "Check the path and the disk, then run again.",
    cause,
  );
}

function missing(given: string, cause: ErrorOptions): DoctorError {
  const folder = dirname(resolve(given));
  const help = folderExists(folder)
    ? `There is no ${basename(given)} in ${folder}. Check the path; one in the config is relative to the config's folder.`
    : `The folder ${folder} does not exist. Check the path; one in the config is relative to the config's folder.`;
  return new DoctorError("database-missing", `The database ${given} does not exist.`, help, cause);
}

function folderExists(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function notAFile(given: string, stats: Stats): DoctorError {
  if (stats.isDirectory()) {
    return new DoctorError(
      "database-is-folder",
      `${given} is a folder, not a database.`,
      `Name the database file in it, such as ${join(given, "app.db")}. A folder of .sql migrations is a model: --model ${given}.`,
    );
  }
  const kind = stats.isFIFO() ? "a pipe" : stats.isSocket() ? "a socket" : "a device";
  return new DoctorError(
    "database-not-a-file",
    `${given} is ${kind}, not a file.`,
    "SQLite needs a file it can read in any order: save the content to a file and name that.",
  );
}

function empty(given: string): DoctorError {
  return new DoctorError(
    "database-empty",
    `The database ${given} is empty (0 bytes).`,
    "SQLite takes it for a database without tables, which is hardly what is meant: the path may be wrong, or the application has not created its schema yet. Run the migrations first.",
  );
}

function foreign(given: string, start: Buffer, bytes: number): DoctorError {
  const known = recognise(start);
  if (known) {
    return new DoctorError(
      "not-a-database",
      `${given} is not an SQLite database: it is ${known.what}.`,
      known.help,
    );
  }
  if (looksEncrypted(start, bytes)) {
    return new DoctorError(
      "database-encrypted",
      `${given} looks like an encrypted database: it has no SQLite header and its bytes have no pattern.`,
      "The doctor reads plain SQLite files. Decrypt a copy (for SQLCipher: sqlcipher_export into a database without key) and analyse that.",
    );
  }
  return new DoctorError(
    "not-a-database",
    `${given} is not an SQLite database: it does not begin with "SQLite format 3".`,
    "Check the path. If the file was a database, its first page is damaged: restore it from a backup.",
  );
}

function cut(given: string, bytes: number): DoctorError {
  return new DoctorError(
    "database-corrupt",
    `The database ${given} is cut off after ${bytes} bytes.`,
    "Restore it from a backup, or copy it again: the smallest database has 512 bytes.",
  );
}

function newer(given: string): DoctorError {
  return new DoctorError(
    "database-format-newer",
    `The database ${given} has a file format newer than this SQLite can read and write.`,
    "Update schema-drift-doctor, or write the database with an SQLite that uses file format 1 or 2.",
  );
}
