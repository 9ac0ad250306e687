import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";

/**
 * Opens a database with the driver, told where its native part lies: without that it loads two packages to look for it.
 * Throws what SQLite throws.
 */
export function connectTo(path: string, options: Database.Options = {}): Database.Database {
  if (found === null) found = { nativeBinding: nativeBinding() };
  return new Database(path, { ...options, ...found });
}

let found: Pick<Database.Options, "nativeBinding"> | null = null;

/** As better-sqlite3 is installed; undefined where it lies elsewhere, and the driver has to look for it. */
function nativeBinding(): string | undefined {
  try {
    const folder = dirname(createRequire(import.meta.filename).resolve("better-sqlite3/package.json"));
    const file = join(folder, "build", "Release", "better_sqlite3.node");
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}
