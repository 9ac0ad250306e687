import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Evidence } from "./evidence.ts";
import { type JudgedTable, judgedTables } from "./judged-tables.ts";

/** Tables that refer to each other in a ring of keys that are checked at once. */
export interface Cycle {
  /** Each refers to the next one, the last to the first. */
  readonly tables: readonly string[];
  /** Whether every key of it is required. */
  readonly isRequired: boolean;
}

interface Edge {
  readonly to: string;
  readonly isRequired: boolean;
}

/**
 * One ring of each set of tables that reach each other, one of required keys before others. A table that refers to itself is
 * none: its first row may refer to itself. https://www.sqlite.org/foreignkeys.html#fk_deferred
 */
export function cycles(evidence: Evidence): Cycle[] {
  const tables = judgedTables(evidence);
  const edges = leadingOn(new Map(tables.map((table) => [foldName(table.today.name), edgesOf(table)])));
  const shownNames = new Map(tables.map(({ name, today }) => [foldName(today.name), name]));
  const found: Cycle[] = [];
  const seen = new Set<string>();
  for (const isRequired of [true, false]) {
    for (const start of edges.keys()) {
      if (seen.has(start)) continue;
      const ring = ringFrom(start, edges, isRequired);
      if (ring === null) continue;
      for (const table of reachingEachOther(start, edges)) seen.add(table);
      found.push({ tables: ring.map((table) => shownNames.get(table) ?? table), isRequired });
    }
  }
  return found;
}

function edgesOf({ today }: JudgedTable): Edge[] {
  return today.foreignKeys
    .filter(({ parent, deferred }) => !deferred && !sameName(parent, today.name))
    .map(({ parent, columns }) => ({
      to: foldName(parent),
      isRequired: columns.every((name) => isRequired(today, name)),
    }));
}

function isRequired({ columns, primaryKey }: JudgedTable["today"], name: string): boolean {
  const isRowid = primaryKey?.rowidAlias === true && primaryKey.columns.some((key) => sameName(key, name));
  return isRowid || findNamed(columns, name)?.notNull === true;
}

/** The tables from which one can go on for ever; the others are part of no ring, and lead to none. */
function leadingOn(edges: ReadonlyMap<string, readonly Edge[]>): Map<string, readonly Edge[]> {
  const left = new Map(edges);
  const waysOn = new Map<string, number>();
  const leadingTo = new Map<string, string[]>();
  for (const [table, ways] of edges) {
    const known = ways.filter(({ to }) => edges.has(to));
    waysOn.set(table, known.length);
    for (const { to } of known) {
      const before = leadingTo.get(to) ?? [];
      before.push(table);
      leadingTo.set(to, before);
    }
  }
  const ends = [...edges.keys()].filter((table) => waysOn.get(table) === 0);
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    left.delete(end);
    for (const table of leadingTo.get(end) ?? []) {
      const more = (waysOn.get(table) ?? 0) - 1;
      waysOn.set(table, more);
      if (more === 0) ends.push(table);
    }
  }
  return left;
}

/** The shortest way from a table back to itself. */
function ringFrom(
  start: string,
  edges: ReadonlyMap<string, readonly Edge[]>,
  onlyRequired: boolean,
): string[] | null {
  const before = new Map<string, string>();
  const waiting = [start];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const { to, isRequired } of edges.get(at) ?? []) {
      if (onlyRequired && !isRequired) continue;
      if (to === start) return wayTo(at, before);
      if (before.has(to) || !edges.has(to)) continue;
      before.set(to, at);
      waiting.push(to);
    }
  }
  return null;
}

function wayTo(end: string, before: ReadonlyMap<string, string>): string[] {
  const way: string[] = [];
  for (let at: string | undefined = end; at !== undefined; at = before.get(at)) way.unshift(at);
  return way;
}

function reachingEachOther(start: string, edges: ReadonlyMap<string, readonly Edge[]>): string[] {
  const reached = reachable(start, edges);
  return [...reached].filter((table) => reachable(table, edges).has(start));
}

function reachable(start: string, edges: ReadonlyMap<string, readonly Edge[]>): Set<string> {
  const reached = new Set<string>();
  const waiting = [start];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const { to } of edges.get(at) ?? []) {
      if (reached.has(to) || !edges.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return reached;
}
