import { globSync, readFileSync } from "../files/disk.ts";
import { refusedByDisk } from "../files/refused.ts";
import { hasTraceOfSql } from "./trace.ts";

const typescriptFile = /\.(?:[cm]?ts|tsx)$/i;

/**
 * The files of these globs, and those of them that may hold SQL: only these are parsed. Absolute paths, sorted. Throws
 * DoctorError for a file that cannot be read.
 */
export function findCodeFiles(
  root: string,
  patterns: readonly string[],
): { readonly all: number; readonly withSql: readonly string[] } {
  const wanted = patterns.filter((pattern) => !pattern.startsWith("!"));
  const excluded = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  if (wanted.length === 0) return { all: 0, withSql: [] };
  const named = wanted.some((pattern) => pattern.includes("node_modules"));
  const found = globSync(wanted, {
    cwd: root,
    absolute: true,
    dot: false,
    expandDirectories: false,
    ignore: [...excluded, ...(named ? [] : ["**/node_modules/**"])],
  });
  const files = found.filter((file) => typescriptFile.test(file) && !/\.d\.[cm]?ts$/.test(file)).sort();
  try {
    return { all: files.length, withSql: files.filter((file) => hasTraceOfSql(readFileSync(file, "utf8"))) };
  } catch (error) {
    throw refusedByDisk(error, "code");
  }
}
