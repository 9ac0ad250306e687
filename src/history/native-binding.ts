import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Where the native part of better-sqlite3 lies as it is installed, for the option of this name: without it the driver
 * loads two packages to look for it. Undefined where it lies elsewhere.
 */
export function nativeBinding(): string | undefined {
  const folder = dirname(createRequire(import.meta.filename).resolve("better-sqlite3/package.json"));
  const file = join(folder, "build", "Release", "better_sqlite3.node");
  return existsSync(file) ? file : undefined;
}
