import type { Drift } from "../diff/drift.ts";
import type { IndexPart } from "../schema/constraint.ts";
import { findNamed, foldName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { changesOf } from "./changes.ts";
import type { Evidence } from "./evidence.ts";
import { pairOf } from "./lookup.ts";

const renames = new WeakMap<Drift, Map<string, string>>();

/** The table that a declared one is in the database today, or null while it does not exist. */
export function actualTable(evidence: Pick<Evidence, "drift">, table: string): Table | null {
  return pairOf(evidence, table)?.actual ?? null;
}

/** What a declared column is called in the database today, or null while it does not exist. */
export function actualColumnName(
  evidence: Pick<Evidence, "drift">,
  table: string,
  column: string,
): string | null {
  const columns = pairOf(evidence, table)?.actual.columns ?? [];
  return findNamed(columns, nameToday(evidence, table, column))?.name ?? null;
}

/** The name under which a declared column is looked for in the database: its own, unless it is renamed. */
export function nameToday({ drift }: Pick<Evidence, "drift">, table: string, column: string): string {
  const renamed = renamesOf(drift);
  return (renamed.size > 0 && renamed.get(renameKey(table, column))) || column;
}

/** What declared columns are called today, or null when one of them does not exist. */
export function actualColumnNames(
  evidence: Evidence,
  table: string,
  columns: readonly string[],
): string[] | null {
  const names = columns.flatMap((column) => actualColumnName(evidence, table, column) ?? []);
  return names.length === columns.length ? names : null;
}

/** Parts of a declared key with the names their columns have today, or null when one of them does not exist. */
export function actualParts(
  evidence: Evidence,
  table: string,
  parts: readonly IndexPart[],
): IndexPart[] | null {
  const named = parts.flatMap((part) => {
    if (part.column === null) return part;
    const column = actualColumnName(evidence, table, part.column);
    return column === null ? [] : { ...part, column, collation: meant(evidence, table, column, part) };
  });
  return named.length === parts.length ? named : null;
}

/** A complete declaration that says BINARY of a NOCASE column means it; in lower case it is not taken for unsaid. */
function meant(evidence: Evidence, table: string, column: string, { collation }: IndexPart): string {
  const pair = pairOf(evidence, table);
  const own = findNamed(pair?.actual.columns ?? [], column)?.collation;
  return pair?.declared.complete && collation === "BINARY" && own !== "BINARY" ? "binary" : collation;
}

function renamesOf(drift: Drift): Map<string, string> {
  let found = renames.get(drift);
  if (!found) {
    const changes = changesOf(drift, "rename-column");
    found = new Map(changes.map(({ table, column, from }) => [renameKey(table, column), from]));
    renames.set(drift, found);
  }
  return found;
}

function renameKey(table: string, column: string): string {
  return foldName(`${table}\0${column}`);
}
