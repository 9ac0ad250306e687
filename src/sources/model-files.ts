import { resolve } from "node:path";
import { DoctorError } from "../errors.ts";
import { existsSync, globSync, isDynamicPattern, statSync } from "../files/disk.ts";
import { isDrizzleConfig } from "./drizzle-config.ts";

const exportedPrefix = "exported:";
const typescriptFile = /\.(?:ts|tsx|mts|cts)$/i;
const javascriptFile = /\.(?:js|jsx|mjs|cjs)$/i;
/** A pattern that names JavaScript: what a build made lies beside many a TypeScript file. */
const takesJavaScript = /\.(?:[mc]?jsx?|[{([][^/]*js[^/]*)$/i;

/** The files that the patterns of a model match. */
export interface ModelFiles {
  /** Absolute paths, each once, in the order of the patterns and by name within one. */
  readonly paths: readonly string[];
  /** Those matched by an `exported:` pattern. */
  readonly exported: ReadonlySet<string>;
}

/** Whether a pattern is one of TypeScript files: a path of one, or a glob that may match some. JavaScript says so itself. */
export function isTypeScriptPattern(pattern: string): boolean {
  if (pattern.startsWith(exportedPrefix)) return true;
  if (pattern.startsWith("!")) return isTypeScriptPattern(pattern.slice(1));
  // It names models, and is none.
  if (isDrizzleConfig(pattern)) return false;
  const isNamed = typescriptFile.test(pattern) || javascriptFile.test(pattern);
  return isNamed || (isDynamicPattern(pattern) && !/\.\w+$/.test(pattern));
}

/** Finds the model files. Throws DoctorError for a pattern that matches none. */
export function findModelFiles(root: string, patterns: readonly string[]): ModelFiles {
  const paths = new Set<string>();
  const exported = new Set<string>();
  const excluded = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  for (const written of patterns.filter((pattern) => !pattern.startsWith("!"))) {
    const isExported = written.startsWith(exportedPrefix);
    const pattern = isExported ? written.slice(exportedPrefix.length) : written;
    const found = matches(root, pattern, excluded);
    if (found.length === 0) {
      throw new DoctorError(
        "model-not-found",
        `The model pattern "${written}" matches no TypeScript file in ${root}.`,
        "Check the pattern: it is relative to the folder of the config. node_modules and dot folders are left out unless the pattern names them.",
      );
    }
    for (const path of found) {
      paths.add(path);
      if (isExported) exported.add(path);
    }
  }
  return { paths: [...paths], exported };
}

function matches(root: string, pattern: string, excluded: readonly string[]): string[] {
  // A path may contain what looks like a glob: `app/[id]/model.ts`.
  const path = resolve(root, pattern);
  const isWanted = (file: string): boolean =>
    typescriptFile.test(file) || (takesJavaScript.test(pattern) && javascriptFile.test(file));
  if (existsSync(path) && statSync(path).isFile()) return isWanted(path) ? [path] : [];
  const ignore = [...excluded, ...(pattern.includes("node_modules") ? [] : ["**/node_modules/**"])];
  const found = globSync(pattern, {
    cwd: root,
    absolute: true,
    ignore,
    dot: false,
    expandDirectories: false,
  });
  return found
    .filter(isWanted)
    .map((file) => resolve(file))
    .sort();
}
