import { readFileSync } from "node:fs";
import { glob } from "tinyglobby";

/** A text that begins as a statement, a tag, a method of a driver, a file of SQL, or a driver's name. */
const trace =
  /["'`]\s*(?:--[^\n]*\n\s*)*(?:select|insert|update|delete|replace|with|values|create|drop|alter|pragma|begin|commit|rollback|savepoint|release|attach|vacuum)\b|\bsql\s*(?:<[^`]{0,200}>)?`|\.(?:prepare|pragma)\s*[(<]|\.sql["'`]|["'](?:better-sqlite3|node:sqlite|bun:sqlite|sqlite3?|libsql|@libsql\/client[\w/]*)["']/i;

const typescriptFile = /\.(?:[cm]?ts|tsx)$/i;

/** The files of these globs, and those of them that may hold SQL: only these are parsed. Absolute paths, sorted. */
export async function findCodeFiles(
  root: string,
  patterns: readonly string[],
): Promise<{ readonly all: number; readonly withSql: readonly string[] }> {
  const wanted = patterns.filter((pattern) => !pattern.startsWith("!"));
  const excluded = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  if (wanted.length === 0) return { all: 0, withSql: [] };
  const named = wanted.some((pattern) => pattern.includes("node_modules"));
  const found = await glob(wanted, {
    cwd: root,
    absolute: true,
    dot: false,
    expandDirectories: false,
    ignore: [...excluded, ...(named ? [] : ["**/node_modules/**"])],
  });
  const files = found.filter((file) => typescriptFile.test(file) && !/\.d\.[cm]?ts$/.test(file)).sort();
  return { all: files.length, withSql: files.filter((file) => trace.test(readFileSync(file, "utf8"))) };
}
