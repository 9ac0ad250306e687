import { copyFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { connectTo } from "../driver.ts";
import { DoctorError } from "../errors.ts";
import type { OpenDatabase } from "./open.ts";
import { smallCache } from "./private-copy.ts";
import { makePrivateFolder } from "./private-folder.ts";

/** Two equal copies of a database: one to try a plan on, one to compare it with. Close it. */
export interface Shadow {
  /** Writable, foreign keys off, nothing synced: the copy is thrown away. */
  readonly connection: Database.Database;
  /** The same copy's file. */
  readonly file: string;
  /** A connection to the content as it was, for comparing. */
  readonly original: Database.Database;
  readonly close: () => void;
}

/** How far a copy is, in bytes. */
export type CopyProgress = (bytes: number, total: number) => void;

/** Up to this size a file that nobody else writes to is copied without a word on how far it is. */
const copiedAtOnce = 32 * 1024 * 1024;

/**
 * Copies a database with its rows: a small private file as it is, others through the backup API, inside one read transaction
 * so that a writer cannot make it start over. Page by page, so rowids stay as they are. https://www.sqlite.org/backup.html
 */
export async function makeShadow(source: OpenDatabase, progress: CopyProgress): Promise<Shadow> {
  const folder = makePrivateFolder();
  try {
    const file = join(folder.path, "shadow.db");
    if (source.isPrivate && statSync(source.file).size <= copiedAtOnce) copyFileSync(source.file, file);
    else await backup(source.connection, file, progress);
    const original = source.isPrivate
      ? source.connection
      : await pristine(file, join(folder.path, "original.db"));
    const connection = openScratch(file);
    const close = (): void => {
      connection.close();
      if (original !== source.connection) original.close();
      folder.remove();
    };
    return { connection, file, original, close };
  } catch (error) {
    folder.remove();
    throw copyRefused(error);
  }
}

/** The DoctorError for a disk that has no room for the copy or refuses it; any other error as it is. */
export function copyRefused(error: unknown): unknown {
  if (!(error instanceof Error && "code" in error && isOfTheDisk.test(String(error.code)))) return error;
  return new DoctorError(
    "no-space",
    `The copy on which the repair is rehearsed cannot be written in ${tmpdir()}: ${error.message}. Nothing was changed.`,
    "It needs two to three times the size of the database there for a while. Make room, or name another folder with TMPDIR.",
    { cause: error },
  );
}

/** What SQLite and Node say of a disk that is full or broken. */
const isOfTheDisk = /^(?:SQLITE_(?:FULL|IOERR|CANTOPEN)|E(?:NOSPC|DQUOT|IO|FBIG)$)/;

async function backup(connection: Database.Database, file: string, progress: CopyProgress): Promise<void> {
  const pageSize = Number(connection.pragma("page_size", { simple: true }));
  connection.exec("BEGIN");
  try {
    // The transaction starts with the first read.
    connection.prepare("SELECT count(*) FROM sqlite_schema").get();
    await connection.backup(file, {
      progress: ({ totalPages, remainingPages }) => {
        progress((totalPages - remainingPages) * pageSize, totalPages * pageSize);
        return 4_096;
      },
    });
  } finally {
    connection.exec("COMMIT");
  }
}

async function pristine(shadow: string, file: string): Promise<Database.Database> {
  const copy = connectTo(shadow, { readonly: true });
  await copy.backup(file);
  copy.close();
  return connectTo(file, { readonly: true });
}

/** Forgets everything but these tables and views, and SQLite's own: their pages stay in the file, unused. */
export function forgetOthers(connection: Database.Database, concerned: ReadonlySet<string>): void {
  connection.unsafeMode(true);
  connection.pragma("writable_schema = ON");
  connection
    .prepare(
      "DELETE FROM sqlite_schema WHERE tbl_name NOT LIKE 'sqlite\\_%' ESCAPE '\\' " +
        "AND tbl_name COLLATE NOCASE NOT IN (SELECT value FROM json_each(?))",
    )
    .run(JSON.stringify([...concerned]));
  connection.pragma("writable_schema = RESET");
  connection.unsafeMode(false);
}

function openScratch(file: string): Database.Database {
  const connection = connectTo(file);
  connection.pragma(smallCache);
  // A journal in memory would grow with the tables that are rebuilt.
  connection.pragma("journal_mode = DELETE");
  connection.pragma("synchronous = OFF");
  return prepareForSteps(connection);
}

/** What every connection that runs steps is set to. https://www.sqlite.org/pragma.html#pragma_legacy_alter_table */
export function prepareForSteps(connection: Database.Database): Database.Database {
  connection.pragma("foreign_keys = OFF");
  connection.pragma("legacy_alter_table = OFF");
  return connection;
}
