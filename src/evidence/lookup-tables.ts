import type { DeclaredTable } from "../schema/declared.ts";
import { lookupColumn } from "../schema/lookup.ts";
import { actualColumnName, actualTable } from "./actual-names.ts";
import type { Evidence } from "./evidence.ts";

/** A lookup table that is there: its declaration, the members its rows must have, and what it is called today. */
export interface LookupTable {
  readonly declared: DeclaredTable;
  readonly column: string;
  readonly values: readonly (string | number)[];
  readonly today: { readonly table: string; readonly column: string };
}

/** The lookup tables of a model that are in the database. */
export function lookupTables(evidence: Evidence): LookupTable[] {
  return evidence.declared.tables.flatMap((declared) => {
    const column = lookupColumn(declared);
    const table = column && actualTable(evidence, declared.name);
    const name = column && actualColumnName(evidence, declared.name, column.name);
    if (!column || !table || !name) return [];
    return [
      { declared, column: column.name, values: column.values, today: { table: table.name, column: name } },
    ];
  });
}
