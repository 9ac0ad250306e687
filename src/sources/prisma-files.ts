import { join, relative, resolve, sep } from "node:path";
import { DoctorError } from "../errors.ts";
import { globSync, isDynamicPattern, readdirSync, readFileSync, statSync } from "../files/disk.ts";
import { type PrismaFile, parsePrisma } from "./prisma-parse.ts";

/** A schema that may lie in several files, which are one to Prisma. */
export interface PrismaSchema extends PrismaFile {
  /** Relative to the root, with forward slashes. */
  readonly files: readonly string[];
}

/** Whether a pattern names .prisma files: a path or glob that ends in .prisma, or a folder with some in it; or leaves such out. */
export function namesPrismaFiles(pattern: string, root: string): boolean {
  if (pattern.startsWith("exported:")) return false;
  if (/\.prisma$/i.test(pattern)) return true;
  if (pattern.startsWith("!")) return !/\.\w+$/.test(pattern);
  if (isDynamicPattern(pattern)) return false;
  const path = resolve(root, pattern);
  return (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false) && filesIn(path).length > 0;
}

/** Reads the schema in the files that patterns name; a folder means all below it. Throws DoctorError when a pattern names no file, or one that is no text. */
export function readPrisma(root: string, patterns: readonly string[]): PrismaSchema {
  const excluded = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const wanted = patterns.filter((pattern) => !pattern.startsWith("!"));
  const files = [...new Set(wanted.flatMap((pattern) => filesOf(root, pattern, excluded)))];
  const read = files.map((file) => parsePrisma(file, textOf(root, file)));
  return {
    files,
    blocks: read.flatMap(({ blocks }) => blocks),
    unparsable: read.flatMap(({ unparsable }) => unparsable),
  };
}

function filesOf(root: string, pattern: string, excluded: readonly string[]): string[] {
  const path = resolve(root, pattern);
  const stats = statSync(path, { throwIfNoEntry: false });
  const found = stats?.isFile()
    ? [path]
    : stats?.isDirectory()
      ? filesIn(path)
      : matchesOf(root, pattern, excluded);
  if (found.length > 0) return found.map((each) => relative(root, each).split(sep).join("/")).sort();
  throw new DoctorError(
    "model-not-found",
    `The model ${JSON.stringify(pattern)} names no .prisma file in ${root}.`,
    "Name a schema.prisma, a glob that ends in .prisma, or the folder of a schema in several files, relative to the folder of the config.",
  );
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^\.|^node_modules$/.test(entry.name) ? [] : filesIn(path);
    return /\.prisma$/i.test(entry.name) ? [path] : [];
  });
}

function matchesOf(root: string, pattern: string, excluded: readonly string[]): string[] {
  if (!isDynamicPattern(pattern)) return [];
  const ignore = [...excluded, ...(pattern.includes("node_modules") ? [] : ["**/node_modules/**"])];
  return globSync(pattern, { cwd: root, absolute: true, ignore, expandDirectories: false });
}

function textOf(root: string, file: string): string {
  const bytes = readFileSync(resolve(root, file));
  if (!bytes.includes(0)) return bytes.toString("utf8");
  throw new DoctorError(
    "model-unreadable",
    `The model ${file} is not UTF-8 text.`,
    "Save it as UTF-8. A database file is compared with --db, not --model.",
  );
}
