import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "../files/build.ts";
import type { Cache } from "../files/store.ts";
import { doctorFolder } from "../history/connect.ts";

/** Where results are kept between runs of a project: with the history. Null for a doctor that runs from its source. */
export function cacheIn(root: string): Cache | null {
  if (build === null) return null;
  return { folder: join(doctorFolder(root), "cache"), build: `${build} ${installed.join(" ")}` };
}

// What reads SQL and TypeScript is not part of the build: another one may come with the next installation.
const own = createRequire(import.meta.filename);
const installed = [
  versionOf(own, "better-sqlite3"),
  versionOf(own, "ts-morph"),
  versionOf(createRequire(own.resolve("ts-morph")), "@ts-morph/common"),
];

function versionOf({ resolve }: NodeJS.Require, name: string): string {
  return JSON.parse(readFileSync(resolve(`${name}/package.json`), "utf8")).version;
}
