import * as fs from "node:fs";
import * as tinyglobby from "tinyglobby";
import { note } from "./witness.ts";

// What the readers of models and code know of the disk. Each answer is noted, so that it can be asked again.

export { isDynamicPattern } from "tinyglobby";

/** Whether there is something at a path. */
export function existsSync(path: string): boolean {
  note("kind", path);
  return fs.existsSync(path);
}

/** The bytes of a file, or its text. Throws as Node does. */
export function readFileSync(path: string): Buffer;
export function readFileSync(path: string, encoding: "utf8"): string;
export function readFileSync(path: string, encoding?: "utf8"): Buffer | string {
  note("content", path);
  return encoding === undefined ? fs.readFileSync(path) : fs.readFileSync(path, encoding);
}

/** Whether there is a file or a folder, and its size. Throws as Node does. */
export function statSync(path: string): fs.Stats;
export function statSync(path: string, options: { readonly throwIfNoEntry: false }): fs.Stats | undefined;
export function statSync(path: string, options?: { readonly throwIfNoEntry: false }): fs.Stats | undefined {
  note("stats", path);
  return options ? fs.statSync(path, options) : fs.statSync(path);
}

/** What lies in a folder. Throws as Node does. */
export function readdirSync(path: string): string[];
export function readdirSync(path: string, options: { readonly withFileTypes: true }): fs.Dirent[];
export function readdirSync(
  path: string,
  options?: { readonly withFileTypes: true },
): (string | fs.Dirent)[] {
  note("names", path);
  return options ? fs.readdirSync(path, options) : fs.readdirSync(path);
}

/** Where a path leads through links. Throws as Node does. */
export function realpathSync(path: string): string {
  note("place", path);
  return fs.realpathSync(path);
}

/** The files that match globs. */
export async function glob(
  patterns: string | readonly string[],
  options: Omit<tinyglobby.GlobOptions, "patterns">,
): Promise<string[]> {
  note("matches", JSON.stringify([patterns, options]));
  return tinyglobby.glob(patterns, options);
}

/** The files that match globs. */
export function globSync(
  patterns: string | readonly string[],
  options: Omit<tinyglobby.GlobOptions, "patterns">,
): string[] {
  note("matches", JSON.stringify([patterns, options]));
  return tinyglobby.globSync(patterns, options);
}
