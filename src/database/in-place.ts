import { symlinkSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { connectTo } from "../driver.ts";
import { makePrivateFolder } from "./private-folder.ts";

/** A read-only connection to the database itself. */
export interface InPlace {
  readonly connection: Database.Database;
  readonly close: () => void;
}

/** Connects read-only without a copy. The connection holds a lock only while a query runs. Throws what SQLite throws. */
export function connectInPlace(path: string, patience: number): InPlace {
  const options = { readonly: true, fileMustExist: true, timeout: patience };
  if (path === path.trim()) {
    const connection = connectTo(path, options);
    return { connection, close: () => connection.close() };
  }
  // better-sqlite3 trims the path; SQLite resolves links itself.
  const folder = makePrivateFolder();
  try {
    const link = join(folder.path, "link.db");
    symlinkSync(path, link);
    const connection = connectTo(link, options);
    return { connection, close: () => [connection.close(), folder.remove()] };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

/**
 * Asks SQLite whether a database outside WAL mode can be read in place; "hot" when a crash left a journal
 * that must be rolled back first. Reads only the first page. Throws what SQLite throws: locked, damaged.
 */
export function probe(path: string, patience: number): "plain" | "hot" {
  const { connection, close } = connectInPlace(path, patience);
  try {
    connection.pragma("schema_version");
    return "plain";
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === "SQLITE_READONLY_ROLLBACK") return "hot";
    throw error;
  } finally {
    close();
  }
}
