import { join } from "node:path";
import { expect } from "vitest";
import { hasTraceOfSql } from "../../../src/queries/trace.ts";
import type { FoundCode } from "../../../src/typescript/code/found.ts";
import { importsNeeded } from "../../../src/typescript/code/needed.ts";
import { readCode } from "../../../src/typescript/code/read-code.ts";
import { compiler } from "../../../src/typescript/compiler.ts";
import { Resolver } from "../../../src/typescript/resolution.ts";
import { project } from "../../sources/project.ts";

/** The files of a project, path to text. */
export type Files = Readonly<Record<string, string>>;

/** A database of better-sqlite3, opened in two lines. */
export const database =
  'import Database from "better-sqlite3";\nexport const db = new Database("library.db");\n';

const kinds = new Set([".ts", ".tsx", ".mts"]);

/** The files of a project with a trace of SQL. */
export function rootsIn(files: Files): string[] {
  return Object.entries(files)
    .filter(([path, text]) => kinds.has(path.slice(path.lastIndexOf("."))) && hasTraceOfSql(text))
    .map(([path]) => path);
}

/** What is found, with the properties of types by name: in which order the checker gives them hangs on what else it has seen. */
export function settled(code: FoundCode): FoundCode {
  const sorted = (run: FoundCode["queries"][number]["runs"][number]) => {
    const properties = [...(run.claim?.properties ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
    return run.claim ? { ...run, claim: { ...run.claim, properties } } : run;
  };
  return { ...code, queries: code.queries.map((query) => ({ ...query, runs: query.runs.map(sorted) })) };
}

/** What is found in a project, by the imports that SQL needs and by all: the same. */
export function found(files: Files): FoundCode {
  const root = project(files);
  const paths = rootsIn(files).map((path) => join(root, path));
  const lazily = readCode(root, paths);
  expect(settled(lazily)).toEqual(settled(readCode(root, paths, "all")));
  return lazily;
}

/** The statements of a project with the types of their rows: `SELECT … -> id number, name string?`. */
export function statements(files: Files): string[] {
  return found(files).queries.flatMap(({ texts, runs }) => {
    const claims = runs.flatMap(({ claim }) => claim ?? []);
    const types = claims.map(({ properties }) =>
      properties
        .map(({ name, kind, nullable }) => `${name} ${kind}${nullable ? "?" : ""}`)
        .sort()
        .join(", "),
    );
    return texts.map((text) => [text, ...types].join(" -> "));
  });
}

/** The files of a project that are parsed for its SQL, sorted. */
export function parsed(files: Files): string[] {
  const root = project(files);
  const { fileExists, readFile, directoryExists, realpath } = compiler.sys;
  const resolver = new Resolver({ fileExists, readFile, directoryExists, ...(realpath ? { realpath } : {}) });
  const needed = importsNeeded(
    rootsIn(files).map((path) => join(root, path)),
    resolver,
  );
  return [...needed.parsed.keys()].map((path) => path.slice(root.length + 1)).sort();
}
