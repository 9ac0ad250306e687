import { hasTraceOfSql } from "../queries/trace.ts";
import { type ProjectFile, textOf } from "./project-files.ts";

/** What a source file lets expect, by a look at its text. Nothing is run, and nothing is parsed yet. */
export interface Hints {
  readonly path: string;
  /** It has `@table` in a comment. */
  readonly hasTag: boolean;
  /** The database types of `Kysely<…>` in it. */
  readonly kysely: readonly string[];
  /** It declares tables of Drizzle for SQLite. */
  readonly hasDrizzle: boolean;
  /** The interfaces and types it declares. */
  readonly declares: readonly string[];
  readonly hasSql: boolean;
  /** The drivers it imports. */
  readonly drivers: readonly string[];
  /** Texts in it that may be the path of a database. */
  readonly paths: readonly string[];
}

const source = /\.[cm]?tsx?$/i;
const test =
  /(?:^|\/)(?:__tests__|__mocks__|tests?|spec|e2e|fixtures?|examples?)\/|\.(?:test|spec|bench|stories)\.\w+$/i;
const largest = 1024 * 1024;
const mostSources = 5_000;

/** The TypeScript files of a project that are the application's: no tests, no declarations of what is installed. */
export function sourcesOf(files: readonly ProjectFile[]): ProjectFile[] {
  return files
    .filter(({ path, bytes }) => source.test(path) && !/\.d\.[cm]?ts$/.test(path) && bytes <= largest)
    .filter(({ path }) => !isTest(path))
    .slice(0, mostSources);
}

/** Whether a file belongs to tests or examples, by its path. */
export function isTest(path: string): boolean {
  return test.test(path);
}

/** Reads the hints of source files. */
export function readHints(root: string, files: readonly ProjectFile[]): Hints[] {
  return files.map(({ path }) => hintsOf(path, textOf(root, path)));
}

function hintsOf(path: string, text: string): Hints {
  const comments = text.match(/\/\*\*[\s\S]*?\*\//g) ?? [];
  return {
    path,
    hasTag: comments.some((comment) => /(?:^|[\s*])@table\b/.test(comment)),
    kysely: text.includes("kysely") ? firsts(text, /\bKysely<\s*([A-Za-z_$][\w$]*)\s*>/g) : [],
    hasDrizzle: /["']drizzle-orm\/sqlite-core["']/.test(text) && /\bsqliteTable(?:Creator)?\s*\(/.test(text),
    declares: firsts(text, /\b(?:interface|type|class)\s+([A-Za-z_$][\w$]*)/g),
    hasSql: hasTraceOfSql(text),
    drivers: firsts(
      text,
      /["'](better-sqlite3|node:sqlite|kysely|drizzle-orm|sqlite3|libsql|@libsql\/client)(?:\/[\w-]+)?["']/g,
    ),
    paths: firsts(text, /["'`]((?:file:)?[^"'`\n$]{1,200}\.(?:db|sqlite3?|db3))["'`]/g),
  };
}

function firsts(text: string, shape: RegExp): string[] {
  return [...new Set([...text.matchAll(shape)].flatMap(([, first]) => (first === undefined ? [] : [first])))];
}
