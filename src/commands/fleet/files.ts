import { type BigIntStats, closeSync, existsSync, openSync, readSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { shownPath } from "../../config/find.ts";
import { DoctorError } from "../../errors.ts";
import type { Refusal } from "../../fleet/report.ts";

/** What names the databases of a fleet. */
export interface Named {
  /** Absolute path of the folder that paths are relative to. */
  readonly folder: string;
  /** Files, folders and globs; with an exclamation mark before it, what is left out. */
  readonly words: readonly string[];
  /** Files, taken as they stand. */
  readonly listed: readonly string[];
}

/** A file of a fleet. */
export interface FleetFile {
  /** The path as people see it. */
  readonly shown: string;
  /** Absolute, links resolved where it leads anywhere. */
  readonly path: string;
  readonly alsoAs: readonly string[];
  /** Why there is nothing to read; null where there may be. */
  readonly refusal: Refusal | null;
}

/** The files of a fleet, by path, and how many others the folders hold. */
export interface FoundFleet {
  readonly files: readonly FleetFile[];
  readonly passedOver: number;
}

/**
 * The files that are named, each once however many names it has. A name that leads nowhere is one of them. Throws
 * DoctorError when nothing is named, or all that is named is left out.
 */
export async function findFleet(named: Named, root: string): Promise<FoundFleet> {
  const wanted = named.words.filter((word) => !word.startsWith("!"));
  const left = named.words.filter((word) => word.startsWith("!")).map((word) => word.slice(1));
  if (wanted.length + named.listed.length === 0) throw nothingNamed();
  const excluded = new Set((await Promise.all(left.map((word) => leftOut(word, named.folder)))).flat());
  const paths = new Set(named.listed.map((path) => resolve(named.folder, path)));
  const refusals = new Map<string, Refusal>();
  let passedOver = 0;
  for (const word of wanted) {
    const found = await filesOf(word, named.folder);
    if (found === null) refusals.set(word, matchesNothing(word));
    for (const path of found?.paths ?? []) paths.add(path);
    passedOver += found?.passedOver ?? 0;
  }
  const kept = [...paths].filter((path) => !excluded.has(path));
  if (kept.length + refusals.size === 0) throw nothingLeft();
  const files = [
    ...eachOnce(kept.map((path) => ({ path, shown: shownPath(path, root) }))),
    ...[...refusals].map(([word, refusal]) => ({ shown: word, path: word, alsoAs: [], refusal })),
  ];
  return { files: files.sort((a, b) => (a.shown < b.shown ? -1 : 1)), passedOver };
}

interface Matched {
  readonly paths: readonly string[];
  readonly passedOver: number;
}

/** What a word stands for: a file or folder of that very name, else a glob. Null for a glob that matches nothing. */
async function filesOf(word: string, folder: string): Promise<Matched | null> {
  const path = resolve(folder, word);
  const isFolder = statusOf(path)?.isDirectory() ?? false;
  if (isFolder) return inFolder(path);
  if (existsSync(path) || !isDynamicPattern(word)) return { paths: [path], passedOver: 0 };
  const matched = await matching(word, folder);
  return matched.length === 0 ? null : { paths: withoutCompanions(matched), passedOver: 0 };
}

/** The databases in a folder and below it: by their name, or by how they begin. */
async function inFolder(folder: string): Promise<Matched> {
  const all = withoutCompanions(await matching("**", folder));
  const paths = all.filter((path) => hasUsualName(path) || beginsLikeDatabase(path));
  return { paths, passedOver: all.length - paths.length };
}

async function matching(pattern: string, folder: string): Promise<string[]> {
  const ignore = pattern.includes("node_modules") ? [] : ["**/node_modules/**"];
  const found = await glob(pattern, { cwd: folder, absolute: true, expandDirectories: false, ignore });
  return found.map((path) => resolve(path));
}

async function leftOut(word: string, folder: string): Promise<string[]> {
  const path = resolve(folder, word);
  if (!existsSync(path)) return matching(word, folder);
  return statusOf(path)?.isDirectory() ? matching("**", path) : [path];
}

/** Journals, logs and shared memory belong to the database beside which they lie. */
function withoutCompanions(paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const owner = /^(.+)-(?:wal|shm|journal)$/s.exec(path)?.[1];
    return owner === undefined || !existsSync(owner);
  });
}

const hasUsualName = (path: string): boolean => /\.(?:db3?|sqlite3?|s3db|sl3|sdb)$/i.test(path);

function beginsLikeDatabase(path: string): boolean {
  const begin = Buffer.alloc(16);
  try {
    const file = openSync(path, "r");
    try {
      readSync(file, begin, 0, 16, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
  return begin.toString("latin1") === "SQLite format 3\0";
}

/** One entry for each file, under its first name. */
function eachOnce(named: readonly { readonly path: string; readonly shown: string }[]): FleetFile[] {
  const files = new Map<string, { shown: string; path: string; alsoAs: string[]; refusal: null }>();
  for (const { path, shown } of named.toSorted((a, b) => (a.shown < b.shown ? -1 : 1))) {
    const { real, identity } = identityOf(path);
    const known = files.get(identity);
    if (known) known.alsoAs.push(shown);
    else files.set(identity, { shown, path: real, alsoAs: [], refusal: null });
  }
  return [...files.values()];
}

/** Two names of one file, by link of either kind, have one identity. What leads nowhere is told apart by its name. */
function identityOf(path: string): { readonly real: string; readonly identity: string } {
  const status = statusOf(path);
  if (status === undefined) return { real: path, identity: path };
  return { real: realpathSync.native(path), identity: `${status.dev} ${status.ino}` };
}

/** What stands at a path, behind links; undefined where nothing does, or nobody may look. */
function statusOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function matchesNothing(word: string): Refusal {
  return {
    code: "no-such-database",
    message: `No file matches ${word}.`,
    help: "Check the pattern; put it in quotes, so that the shell leaves it alone, and write / between folders.",
  };
}

function nothingNamed(): DoctorError {
  return new DoctorError(
    "no-fleet",
    "No database is named.",
    "Name files, folders or globs: doctor fleet 'tenants/*.db'. Or a list of files: doctor fleet --files list.txt",
  );
}

function nothingLeft(): DoctorError {
  return new DoctorError(
    "no-fleet",
    "No database is left to look at: the folders hold none, or all that is named is left out again.",
    "Check the words; what begins with an exclamation mark leaves out.",
  );
}
