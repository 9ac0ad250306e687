import { existsSync } from "node:fs";
import { join } from "node:path";
import { connectTo } from "../driver.ts";
import type { DatabaseFile } from "./file.ts";
import { makePrivateFolder } from "./private-folder.ts";
import { copyUnlocked, pause } from "./snapshot.ts";

/** A copy of a database that is nobody else's: one plain file, its journal or log already worked in. */
export interface PrivateCopy {
  readonly path: string;
  readonly remove: () => void;
}

/**
 * What a connection to a private copy is set to: the system keeps a file that was just written in memory, and once is
 * enough. https://www.sqlite.org/pragma.html#pragma_cache_size
 */
export const smallCache = "cache_size = -2000";

/** A large database that is written to is given up sooner: each attempt copies all of it. */
const patience = { attempts: 50, milliseconds: 3_000, pause: 5 };

/**
 * Copies the committed content of a database without touching or locking it; null when a writer never left
 * the time for it. Throws what the file system or SQLite throws.
 */
export function makePrivateCopy(file: DatabaseFile): PrivateCopy | null {
  const folder = makePrivateFolder();
  try {
    const path = join(folder.path, "copy.db");
    if (!copyPatiently(file, path)) {
      folder.remove();
      return null;
    }
    if (file.wal || existsSync(`${path}-wal`) || existsSync(`${path}-journal`)) settle(path);
    return { path, remove: folder.remove };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

function copyPatiently(file: DatabaseFile, to: string): boolean {
  const start = Date.now();
  for (let attempt = 0; attempt < patience.attempts; attempt++) {
    if (attempt > 0) pause(patience.pause);
    if (attempt > 0 && Date.now() - start > patience.milliseconds) return false;
    if (copyUnlocked(file.path, to, file.wal)) return true;
  }
  return false;
}

/** Lets SQLite recover the copy: roll a hot journal back, or bring the write-ahead log home. */
function settle(path: string): void {
  const connection = connectTo(path);
  try {
    connection.pragma("synchronous = off");
    connection.pragma("journal_mode = delete");
    // The journal is rolled back by the first read.
    connection.pragma("schema_version");
  } finally {
    connection.close();
  }
}
