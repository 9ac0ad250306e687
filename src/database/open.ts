import { existsSync } from "node:fs";
import type Database from "better-sqlite3";
import { connectTo } from "../driver.ts";
import { DoctorError } from "../errors.ts";
import type { StoredText } from "../schema/stored.ts";
import { storedTexts } from "./compare-schema.ts";
import { type DatabaseFile, lookAt, unreachable } from "./file.ts";
import { refuseForged } from "./forged.ts";
import { checkHealth } from "./health.ts";
import { connectInPlace, probe } from "./in-place.ts";
import { makePrivateCopy, smallCache } from "./private-copy.ts";
import { refusal } from "./refusal.ts";
import { hashOf } from "./schema-hash.ts";
import { isBeingWritten } from "./snapshot.ts";

/** What a report says of a database. */
export interface DatabaseFacts {
  /** The path as given. */
  readonly path: string;
  /** The size of the file; a write-ahead log beside it is not counted. */
  readonly bytes: number;
  readonly sqliteVersion: string;
  readonly schemaHash: string;
  readonly journalMode: "wal" | "rollback";
}

/** A database opened for reading. Close it: a private copy may hang on it. */
export interface OpenDatabase {
  /** Read-only. Only src/database uses it. */
  readonly connection: Database.Database;
  readonly facts: DatabaseFacts;
  /** The file the connection reads: a private copy, or the database itself. */
  readonly file: string;
  /** Whether `file` is a copy no writer can change. Otherwise every query may see newer content. */
  readonly isPrivate: boolean;
  readonly close: () => void;
}

/** How a database is opened. */
export interface OpenOptions {
  /** How long to wait for a writer, in milliseconds. */
  readonly patience?: number;
  /** The largest database, in bytes, that is copied though it could be read in place. */
  readonly copyUpTo?: number;
}

type Source = Pick<OpenDatabase, "connection" | "file" | "isPrivate" | "close">;

/**
 * Opens a database for reading: nothing is written to it or beside it, no writer has to wait. It is read from
 * a private copy of its committed content; only when it is large and a plain read is safe, in place. Throws
 * DoctorError when it is missing, no database, encrypted, damaged, forged, locked or of a newer format.
 */
export function openDatabase(given: string, options: OpenOptions = {}): OpenDatabase {
  const { patience = 5_000, copyUpTo = 256 * 1024 * 1024 } = options;
  try {
    const file = lookAt(given);
    const source = connect(file, patience, copyUpTo);
    try {
      checkHealth(source.connection, given, file.bytes);
      const texts = storedTexts(source.connection);
      refuseForged(texts, given);
      return { ...source, facts: factsOf(file, source.connection, texts) };
    } catch (error) {
      source.close();
      throw error;
    }
  } catch (error) {
    throw refusal(unreachable(error, given), given);
  }
}

function connect(file: DatabaseFile, patience: number, copyUpTo: number): Source {
  const isLarge = file.bytes > copyUpTo;
  const state = stateOf(file, patience, isLarge);
  // Whoever writes without pause must not find a reader there: its commit would fail, and a copy stops nobody.
  if (state === "plain" && isLarge) return readInPlace(file, patience);
  const copy = makePrivateCopy(file);
  if (copy) return readCopy(copy);
  if (state === "hot") throw changing(file.given);
  // Somebody writes without pause: a log beside the database is in use, and reading in place adds nothing to it.
  return readInPlace(file, patience);
}

/** For how many milliseconds a writer is looked out for where it would find a reader for long. */
const longLook = 300;

/** "plain" can be read in place; "hot" must be recovered first; "logged" and "moving" must not be asked. */
function stateOf(
  file: DatabaseFile,
  patience: number,
  isLarge: boolean,
): "plain" | "hot" | "logged" | "moving" {
  // Reading a log in place writes beside the database.
  if (file.wal || existsSync(`${file.path}-wal`)) return "logged";
  // The question takes a lock for some microseconds, which fails the commit of a writer that does not wait.
  const isMoving = isBeingWritten(file.path, isLarge ? longLook : undefined);
  return isMoving ? "moving" : probe(file.path, patience);
}

function readCopy(copy: { path: string; remove: () => void }): Source {
  try {
    const connection = connectTo(copy.path, { readonly: true });
    connection.pragma(smallCache);
    // Nobody else is there, so that each question need not take the lock anew: https://www.sqlite.org/pragma.html#pragma_locking_mode
    connection.pragma("main.locking_mode = EXCLUSIVE");
    const close = () => {
      connection.close();
      copy.remove();
    };
    return { connection, file: copy.path, isPrivate: true, close };
  } catch (error) {
    copy.remove();
    throw error;
  }
}

function readInPlace(file: DatabaseFile, patience: number): Source {
  return { ...connectInPlace(file.path, patience), file: file.path, isPrivate: false };
}

function changing(given: string): DoctorError {
  return new DoctorError(
    "database-locked",
    `The database ${given} was being recovered by another process and never stood still.`,
    "Run again when the application has started.",
  );
}

function factsOf(
  file: DatabaseFile,
  connection: Database.Database,
  texts: readonly StoredText[],
): DatabaseFacts {
  const version = connection.prepare<[], string>("SELECT sqlite_version()").pluck().get();
  return {
    path: file.given,
    bytes: file.bytes,
    sqliteVersion: version ?? "",
    schemaHash: hashOf(texts),
    journalMode: file.wal ? "wal" : "rollback",
  };
}
