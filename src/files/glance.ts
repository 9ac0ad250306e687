import { statSync } from "node:fs";
import type { Answers } from "./witness.ts";

/** What a glance tells of these paths: when they were written, how large they are, which files they are. Throws for none. */
export function glanceAt(paths: Iterable<string>): string {
  let seen = "";
  for (const path of paths) seen += `${statusOf(path)};`;
  return seen;
}

function statusOf(path: string): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
    return stats === undefined ? "-" : `${stats.mtimeNs} ${stats.size} ${stats.ino}`;
  } catch (error) {
    // Below a file, behind links that lead in a circle, in a folder that nobody may enter.
    return `! ${(error as NodeJS.ErrnoException).code}`;
  }
}

/** The paths that answers depend on. What matches a glob cannot be told by a glance. */
export function pathsOf(answers: Answers): Set<string> {
  return new Set([...answers].flatMap(([kind, known]) => (kind === "matches" ? [] : [...known.keys()])));
}
