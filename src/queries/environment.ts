import { dirname, join, resolve } from "node:path";
import type { DatabaseVariable } from "../evidence/code.ts";
import { existsSync, globSync, readFileSync, statSync } from "../files/disk.ts";
import { namesOfSettings, type Syntax, syntaxOf } from "./environment-files.ts";
import { defines, environmentFilesNamedIn } from "./environment-syntax.ts";

/** A larger file is data, not settings. */
const mostBytes = 1024 * 1024;

/**
 * The variables to which no file of the project gives a value and which none passes on: not in the root, below it,
 * or directly in a folder above, up to the one with `.git`. The doctor's own environment is no evidence.
 */
export function undefinedVariables(root: string, read: readonly DatabaseVariable[]): DatabaseVariable[] {
  const missing = new Set(read.map(({ name }) => name));
  const seen = new Set<string>();
  const look = (path: string, syntax: Syntax | null): void => {
    if (missing.size === 0 || syntax === null || seen.has(path)) return;
    seen.add(path);
    const text = textOf(path);
    for (const name of missing) if (defines(syntax, text, name)) missing.delete(name);
    for (const named of environmentFilesNamedIn(text)) look(resolve(dirname(path), named), "env");
  };
  if (missing.size > 0) for (const path of settingsFiles(root)) look(path, syntaxOf(path));
  return read.filter(({ name }) => missing.has(name));
}

/** The files that may define variables, those of the project itself first. */
function settingsFiles(root: string): string[] {
  const below = namesOfSettings.map((name) => `**/${name}`);
  const folders = [root, ...foldersAbove(root)];
  return [
    ...files(root, below),
    ...folders.slice(1).flatMap((folder) => files(folder, namesOfSettings)),
    ...folders.flatMap((folder) => files(join(folder, ".github"), ["**/*.{yml,yaml,sh}"])),
  ];
}

function files(folder: string, patterns: readonly string[]): string[] {
  const found = globSync(patterns, {
    cwd: folder,
    dot: true,
    absolute: true,
    expandDirectories: false,
    ignore: ["**/{node_modules,dist,build}/**", "**/.*/**"],
  });
  return found.sort();
}

/** The folders above the root, up to the one that holds the repository; none where there is no repository. */
function foldersAbove(root: string): string[] {
  const folders: string[] = [];
  for (let folder = root; !existsSync(join(folder, ".git")); ) {
    const parent = dirname(folder);
    if (parent === folder) return [];
    folder = parent;
    folders.push(folder);
  }
  return folders;
}

/** A file that cannot be read defines nothing. */
function textOf(path: string): string {
  try {
    const { size } = statSync(path);
    return size > mostBytes ? "" : readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
