import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";

/** Opens a database with the driver, told where its native part lies: without that it loads two packages to look for it. Throws SqliteError. */
export function connectTo(path: string, options: Database.Options = {}): Database.Database {
  found ??= nativeBinding();
  return new Database(path, { ...options, nativeBinding: found });
}

let found: string | undefined;

/** As better-sqlite3 is installed; undefined where it lies elsewhere. */
function nativeBinding(): string | undefined {
  const folder = dirname(createRequire(import.meta.filename).resolve("better-sqlite3/package.json"));
  const file = join(folder, "build", "Release", "better_sqlite3.node");
  return existsSync(file) ? file : undefined;
}
