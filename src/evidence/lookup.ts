import type { Pair } from "../diff/drift.ts";
import type { DeclaredColumn, DeclaredSchema, DeclaredTable } from "../schema/declared.ts";
import type { Location } from "../schema/location.ts";
import { byName, findNamed, foldName } from "../schema/names.ts";
import type { Evidence } from "./evidence.ts";

const declaredTables = new WeakMap<DeclaredSchema, Map<string, DeclaredTable>>();
const pairsByTable = new WeakMap<readonly Pair[], Map<string, Pair>>();

/** The declaration of a table. */
export function declaredTable({ declared }: Evidence, table: string): DeclaredTable | undefined {
  let tables = declaredTables.get(declared);
  if (!tables) {
    tables = byName(declared.tables);
    declaredTables.set(declared, tables);
  }
  return tables.get(foldName(table));
}

/** The declaration of a column. */
export function declaredColumn(
  evidence: Evidence,
  table: string,
  column: string,
): DeclaredColumn | undefined {
  return findNamed(declaredTable(evidence, table)?.columns ?? [], column);
}

/** A declared table with the actual table it stands for; undefined while the database lacks it. */
export function pairOf({ drift }: Pick<Evidence, "drift">, table: string): Pair | undefined {
  let pairs = pairsByTable.get(drift.pairs);
  if (!pairs) {
    pairs = new Map(drift.pairs.map((pair) => [foldName(pair.declared.name), pair]));
    pairsByTable.set(drift.pairs, pairs);
  }
  return pairs.get(foldName(table));
}

/** Where a table, or a column of it, is declared. */
export function placeOf(evidence: Evidence, table: string, column?: string): Location | null {
  const ofColumn = column === undefined ? undefined : declaredColumn(evidence, table, column)?.location;
  return ofColumn ?? declaredTable(evidence, table)?.location ?? null;
}
