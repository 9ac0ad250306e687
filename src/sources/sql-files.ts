import { join, relative, resolve, sep } from "node:path";
import { DoctorError } from "../errors.ts";
import { globSync, isDynamicPattern, readdirSync, statSync } from "../files/disk.ts";

/** Whether a pattern names .sql files: a path or glob that ends in .sql, or a folder with .sql files in it. */
export function namesSqlFiles(pattern: string, root: string): boolean {
  if (pattern.startsWith("exported:")) return false;
  if (/\.sql$/i.test(pattern)) return true;
  return (
    !isDynamicPattern(pattern) &&
    isFolder(resolve(root, pattern)) &&
    filesIn(resolve(root, pattern)).length > 0
  );
}

/**
 * The .sql files that patterns name, relative to `root` and with forward slashes, each once: in the order of
 * the patterns, those of a folder or glob in name order, a leading number counting as a number. A folder means
 * the files directly in it. Files of the way back (`*.down.sql`) are left out, unless named one by one.
 * Throws DoctorError when a pattern names no file.
 */
export function findSqlFiles(patterns: readonly string[], root: string): string[] {
  const excluded = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const wanted = patterns.filter((pattern) => !pattern.startsWith("!"));
  const found = wanted.flatMap((pattern) => filesOf(pattern, root, excluded));
  return [...new Set(found)];
}

function filesOf(pattern: string, root: string, excluded: readonly string[]): string[] {
  const path = resolve(root, pattern);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile()) return [nameOf(path, root)];
  const names = stats?.isDirectory() ? filesIn(path) : matchesOf(pattern, root, excluded);
  const files = names.filter((name) => !/[._]down\.sql$/i.test(name)).map((name) => nameOf(name, root));
  if (files.length === 0) throw nothing(pattern, root, stats);
  return files.sort(byMigrationName);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => /\.sql$/i.test(entry.name) && !entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}

function matchesOf(pattern: string, root: string, excluded: readonly string[]): string[] {
  if (!isDynamicPattern(pattern)) return [];
  const entersModules = pattern.includes("node_modules");
  const ignore = [...excluded, ...(entersModules ? [] : ["**/node_modules/**"])];
  return globSync(pattern, { cwd: root, absolute: true, ignore, expandDirectories: false });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function nameOf(path: string, root: string): string {
  return relative(root, path).split(sep).join("/");
}

/** Names in the order migration tools run them: 9_orders.sql before 10_users.sql. */
function byMigrationName(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareNames(left[i] ?? "", right[i] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

function compareNames(a: string, b: string): number {
  const left = leadingNumber(a);
  const right = leadingNumber(b);
  if (left !== null && right !== null && left !== right) return left < right ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The number a name begins with, a V before it aside (Flyway, refinery). */
function leadingNumber(name: string): bigint | null {
  const digits = /^[vV]?(\d+)/.exec(name)?.[1];
  return digits === undefined ? null : BigInt(digits);
}

function nothing(pattern: string, root: string, stats: ReturnType<typeof statSync> | undefined): DoctorError {
  const why = stats?.isDirectory()
    ? `The folder ${pattern} holds no .sql file.`
    : `The model ${pattern} names no file in ${root}.`;
  return new DoctorError(
    "model-not-found",
    why,
    "Name a .sql file, a glob that ends in .sql, or a folder with .sql migrations directly in it (for nested ones a glob such as migrations/*/migration.sql). Paths are relative to the config's folder.",
  );
}
