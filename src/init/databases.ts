import { closeSync, openSync, readSync } from "node:fs";
import { basename, join } from "node:path";
import { foldName } from "../schema/names.ts";
import type { ProjectFile } from "./project-files.ts";
import { type Hints, isTest } from "./read-hints.ts";

/** The database files of a project, the likeliest first; `mentioned` by the code, no test, backup or copy, high up. */
export function findDatabases(
  root: string,
  files: readonly ProjectFile[],
  hints: readonly Hints[],
): string[] {
  const mentioned = new Set(hints.flatMap(({ paths }) => paths).map((path) => foldName(basename(path))));
  const keyOf = (path: string): readonly (number | string)[] => [
    mentioned.has(foldName(basename(path))) ? 0 : 1,
    isSpare(path) ? 1 : 0,
    path.split("/").length,
    path,
  ];
  return files
    .filter(({ path, bytes }) => isOfPages(bytes) && hasMagic(join(root, path)))
    .map(({ path }) => path)
    .sort((a, b) => compare(keyOf(a), keyOf(b)));
}

function isSpare(path: string): boolean {
  return (
    isTest(path) ||
    /(?:test|backup|bak|copy|old|tmp|temp|shadow|cache|history)\b|[._-](?:bak|old)/i.test(basename(path))
  );
}

/** A database is made of pages of 512 bytes at least. https://www.sqlite.org/fileformat.html#pages */
function isOfPages(bytes: number): boolean {
  return bytes > 0 && bytes % 512 === 0;
}

/** https://www.sqlite.org/fileformat.html#magic_header_string */
const magic = Buffer.from("SQLite format 3\0", "latin1");

function hasMagic(path: string): boolean {
  try {
    const file = openSync(path, "r");
    try {
      const start = Buffer.alloc(magic.length);
      return readSync(file, start, 0, magic.length, 0) === magic.length && start.equals(magic);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [i, one] of a.entries()) {
    const other = b[i] ?? "";
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
