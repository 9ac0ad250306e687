import { statSync } from "node:fs";
import type { Answers } from "./witness.ts";

/** What a glance tells of these paths: when they were written, how large they are, which files they are. */
export function glanceAt(paths: Iterable<string>): string {
  let seen = "";
  for (const path of paths) {
    const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
    seen += stats === undefined ? "-;" : `${stats.mtimeNs} ${stats.size} ${stats.ino};`;
  }
  return seen;
}

/** The paths that answers depend on. What matches a glob cannot be told by a glance. */
export function pathsOf(answers: Answers): Set<string> {
  return new Set([...answers].flatMap(([kind, known]) => (kind === "matches" ? [] : [...known.keys()])));
}
