import * as fs from "node:fs";
import type { GlobOptions } from "tinyglobby";
import { see } from "./witness.ts";

// What the readers of models and code know of the disk. Each answer is noted, so that it can be asked again.

export { isDynamicPattern } from "tinyglobby";

/** Whether there is something at a path. */
export function existsSync(path: string): boolean {
  try {
    return see("kind", path) !== undefined;
  } catch {
    return false;
  }
}

/** The bytes of a file, or its text. Throws as Node does. */
export function readFileSync(path: string): Buffer;
export function readFileSync(path: string, encoding: "utf8"): string;
export function readFileSync(path: string, encoding?: "utf8"): Buffer | string {
  const bytes = see("content", path);
  return encoding === undefined ? bytes : bytes.toString(encoding);
}

/**
 * Whether there is a file or a folder, and its size. Throws as Node does; with the option it throws for nothing, and what
 * cannot be looked at, such as a link that leads to itself, is not there.
 */
export function statSync(path: string): fs.Stats;
export function statSync(path: string, options: { readonly throwIfNoEntry: false }): fs.Stats | undefined;
export function statSync(path: string, options?: { readonly throwIfNoEntry: false }): fs.Stats | undefined {
  if (options === undefined) return see("stats", path) ?? fs.statSync(path);
  try {
    return see("stats", path);
  } catch {
    return undefined;
  }
}

/** What lies in a folder. Throws as Node does. */
export function readdirSync(path: string): string[];
export function readdirSync(path: string, options: { readonly withFileTypes: true }): fs.Dirent[];
export function readdirSync(
  path: string,
  options?: { readonly withFileTypes: true },
): (string | fs.Dirent)[] {
  const entries = see("names", path);
  return options ? entries : entries.map(({ name }) => name);
}

/** The files that match globs. */
export function globSync(
  patterns: string | readonly string[],
  options: Omit<GlobOptions, "patterns">,
): string[] {
  return see("matches", JSON.stringify([patterns, options]));
}
