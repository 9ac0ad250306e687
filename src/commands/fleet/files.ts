import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type FileSystemAdapter, globSync, isDynamicPattern } from "tinyglobby";
import { shownPath } from "../../config/find.ts";
import type { Refusal } from "../../fleet/report.ts";
import { emptyWord, matchesNothing, nothingLeft, nothingNamed, unreadableFolder } from "./misnamed.ts";

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
 * DoctorError when nothing is named, a word is empty, or all that is named is left out.
 */
export function findFleet(named: Named, root: string): FoundFleet {
  const wanted = named.words.filter((word) => !word.startsWith("!"));
  const left = named.words.filter((word) => word.startsWith("!")).map((word) => word.slice(1));
  if (named.words.some((word) => word === "" || word === "!")) throw emptyWord();
  if (wanted.length + named.listed.length === 0) throw nothingNamed(left);
  const excluded = new Set(left.flatMap((word) => leftOut(word, named.folder)));
  const paths = new Set(named.listed.map((path) => resolve(named.folder, path)));
  const refusals = new Map<string, Refusal>();
  let passedOver = 0;
  for (const word of wanted) {
    const found = filesOf(word, named.folder, refusals);
    if (found === null)
      refusals.set(word, matchesNothing(word, matching(word, named.folder, refusals, true)));
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
function filesOf(word: string, folder: string, refused: Refused): Matched | null {
  const path = resolve(folder, word);
  const isFolder = statusOf(path)?.isDirectory() ?? false;
  if (isFolder) return inFolder(path, refused);
  if (existsSync(path) || !isDynamicPattern(word)) return { paths: [path], passedOver: 0 };
  const matched = matching(word, folder, refused);
  return matched.length === 0 ? null : { paths: withoutCompanions(matched), passedOver: 0 };
}

/** The databases in a folder and below it: by their name, or by how they begin. */
function inFolder(folder: string, refused: Refused): Matched {
  const all = withoutCompanions(matching("**/*", folder, refused));
  const paths = all.filter((path) => hasUsualName(path) || beginsLikeDatabase(path));
  return { paths, passedOver: all.length - paths.length };
}

type Refused = Map<string, Refusal>;

/** What a glob matches, links that lead nowhere among it. Folders that cannot be read are refused: they may hold any. */
function matching(pattern: string, folder: string, refused: Refused, onlyDirectories = false): string[] {
  const ignore = pattern.includes("node_modules") ? [] : ["**/node_modules/**"];
  const options = { cwd: folder, absolute: true, expandDirectories: false, ignore, fs: wholeDisk(refused) };
  return globSync(pattern, { ...options, onlyDirectories }).map((path) => resolve(path));
}

/** The disk as it is: tinyglobby passes over what it cannot look at. */
function wholeDisk(refused: Refused): FileSystemAdapter {
  const orElse =
    <T>(look: (path: string) => T, otherwise: (path: string) => T) =>
    (path: string): T => {
      try {
        return look(path);
      } catch {
        return otherwise(path);
      }
    };
  const names = (path: string, options: { withFileTypes: true }) => {
    try {
      return readdirSync(path, options);
    } catch (error) {
      if (!isNoFolder(error)) refused.set(path, unreadableFolder(path, error));
      throw error;
    }
  };
  return {
    statSync: orElse(statSync, lstatSync) as typeof statSync,
    realpathSync: orElse(realpathSync, (path) => path) as typeof realpathSync,
    readdirSync: names as typeof readdirSync,
  };
}

/** Whether there is no such folder, or a file was taken for one. */
function isNoFolder(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOTDIR" || error.code === "ENOENT");
}

function leftOut(word: string, folder: string): string[] {
  const path = resolve(folder, word);
  if (!existsSync(path)) return matching(word, folder, new Map());
  return statusOf(path)?.isDirectory() ? matching("**/*", path, new Map()) : [path];
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
    // A pipe would keep whoever opens it waiting.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
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
  const folders = new Map<string, string>();
  for (const { path, shown } of named.toSorted((a, b) => (a.shown < b.shown ? -1 : 1))) {
    const { real, identity } = identityOf(path, folders);
    const known = files.get(identity);
    if (known) known.alsoAs.push(shown);
    else files.set(identity, { shown, path: real, alsoAs: [], refusal: null });
  }
  return [...files.values()];
}

/**
 * Two names of one file, by link of either kind, have one identity. What leads nowhere is told apart by its name. Each folder
 * is resolved once.
 */
function identityOf(
  path: string,
  folders: Map<string, string>,
): { readonly real: string; readonly identity: string } {
  let named = path;
  try {
    const folder = folders.get(dirname(path)) ?? realpathSync.native(dirname(path));
    folders.set(dirname(path), folder);
    named = join(folder, basename(path));
    const real = lstatSync(path).isSymbolicLink() ? realpathSync.native(path) : named;
    const { nlink, dev, ino } = statSync(real);
    return { real, identity: nlink > 1 ? `${dev} ${ino}` : real };
  } catch {
    return { real: path, identity: named };
  }
}

/** What stands at a path, behind links; undefined where nothing does, or nobody may look. */
function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
