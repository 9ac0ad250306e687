import { join } from "node:path";
import type { FoundCode, FoundQuery } from "../../../src/typescript/code/found.ts";
import { readCode } from "../../../src/typescript/code/read-code.ts";
import { project } from "../../sources/project.ts";

/** A database of better-sqlite3, opened in one line. */
export const opened =
  'import Database from "better-sqlite3";\nexport const db = new Database("library.db");\n';

/** Reads an application: one file `app.ts`, or these files, of which the TypeScript ones are read. */
export function read(files: string | Readonly<Record<string, string>>): FoundCode {
  const all = typeof files === "string" ? { "app.ts": files } : files;
  const root = project(all);
  const paths = Object.keys(all).filter((path) => /\.tsx?$/.test(path));
  return readCode(
    root,
    paths.map((path) => join(root, path)),
  );
}

/** What an application with an open `db` hands to it. */
export function queriesOf(code: string): readonly FoundQuery[] {
  return read(opened + code).queries;
}

/** The texts that an application with an open `db` hands to it, one list for each call. */
export function textsOf(code: string): string[][] {
  return queriesOf(code).map(({ texts }) => [...texts]);
}

/** The only query of an application with an open `db`. Throws when there are more, or none. */
export function onlyQuery(code: string): FoundQuery {
  const [only, ...others] = queriesOf(code);
  if (only && others.length === 0) return only;
  throw new Error(`${others.length + (only ? 1 : 0)} queries`);
}

/** The places of an application with an open `db` that are not analysed, with the reason; lines count from its first. */
export function unreadOf(code: string): string[] {
  const before = opened.split("\n").length - 1;
  return read(opened + code).notAnalysed.map(
    ({ what, location, why }) => `${what} :${(location?.line ?? 0) - before} ${why}`,
  );
}
