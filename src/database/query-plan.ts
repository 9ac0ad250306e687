import type Database from "better-sqlite3";
import { foldName } from "../schema/names.ts";
import type { Lookup } from "../sql/query/lookup.ts";
import { tokenize } from "../sql/tokens.ts";

/** The lines of SQLite's plan for a statement, every parameter NULL; null when it does not prepare. https://www.sqlite.org/eqp.html */
export function planOf(connection: Database.Database, sql: string): readonly string[] | null {
  try {
    const asked = connection.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    return asked.all(...nothingBound(sql)).map(({ detail }) => detail);
  } catch {
    return null;
  }
}

/** The driver wants a value for each parameter: by place for `?`, by name for `?1`, `:a`, `@a` and `$a`. */
function nothingBound(sql: string): unknown[] {
  const parameters = tokenize(sql).filter(({ kind }) => kind === "parameter");
  const places = parameters.filter(({ text }) => text === "?").map(() => null);
  const names = parameters.filter(({ text }) => text !== "?").map(({ text }) => [text.slice(1), null]);
  return [...(places.length > 0 ? [places] : []), ...(names.length > 0 ? [Object.fromEntries(names)] : [])];
}

/** What a plan does that an index might spare. */
export interface Cost {
  /** How often it reads a whole table, or makes an index for itself. */
  readonly scans: number;
  /** How often it sorts. */
  readonly sorts: number;
}

/** Counts what a plan does with the tables of these lookups. */
export function costOf(plan: readonly string[], lookups: readonly Lookup[]): Cost {
  const called = new Set(lookups.map((lookup) => foldName(lookup.called)));
  // A table is called as the statement qualifies it.
  const names = [...called].flatMap((name) => [name, `main.${name}`]);
  const isScan = (line: string): boolean => names.some((name) => readsAll(line, name));
  return {
    scans: plan.map(foldName).filter(isScan).length,
    sorts: plan.filter((line) => /^USE TEMP B-TREE FOR .*\b(?:ORDER BY|GROUP BY|DISTINCT)$/.test(line))
      .length,
  };
}

/** A SEARCH that names no index looks for a minimum or maximum among all rows. */
function readsAll(line: string, name: string): boolean {
  return (
    line === `scan ${name}` ||
    line.startsWith(`scan ${name} `) ||
    line === `search ${name}` ||
    (line.startsWith(`search ${name} `) && line.includes(" using automatic "))
  );
}

/** How a plan uses an index: how many of its columns it holds to values, and how many it compares in all; null when it does not. */
export function usedBy(
  plan: readonly string[],
  name: string,
  columns: readonly string[],
): { readonly held: number; readonly compared: number } | null {
  const uses = plan.filter((line) => line.endsWith(` INDEX ${name}`) || line.includes(` INDEX ${name} `));
  if (uses.length === 0) return null;
  const all = uses.map((line) => compared(line.slice(line.indexOf(` INDEX ${name}`)), columns));
  return {
    held: Math.min(...all.map(({ held }) => held)),
    compared: Math.max(...all.map((one) => one.compared)),
  };
}

function compared(use: string, columns: readonly string[]): { held: number; compared: number } {
  let rest = use.slice(use.indexOf(" (") + 2);
  let held = 0;
  while (rest.startsWith(`${columns[held] ?? ""}=?`)) {
    rest = rest.slice(`${columns[held] ?? ""}=? AND `.length);
    held++;
  }
  const range = columns[held] ?? "";
  const isRange =
    range !== "" && [`${range}>`, `${range}<`, `(${range},`].some((text) => rest.startsWith(text));
  return { held, compared: isRange ? held + 1 : held };
}
