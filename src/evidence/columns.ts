import type { Drift } from "../diff/drift.ts";
import type { Column } from "../schema/column.ts";
import type { DeclaredColumn } from "../schema/declared.ts";
import { findNamed, foldName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { actualColumnName } from "./actual-names.ts";
import { changesOf } from "./changes.ts";
import type { Evidence } from "./evidence.ts";

/** A column that both sides have, of one type, under its declared names. */
export interface StoredColumn {
  readonly table: string;
  readonly column: string;
  readonly declared: DeclaredColumn;
  readonly in: Table;
  readonly actual: Column;
}

const stored = new WeakMap<Drift, readonly StoredColumn[]>();

/** The columns whose values the declaration speaks of. Where a type or STRICT is to change, what becomes of the values then is judged. */
export function storedColumns({ drift }: Evidence): readonly StoredColumn[] {
  // Many rules ask, before the rows are read and after.
  const known = stored.get(drift) ?? [...findStored({ drift })];
  stored.set(drift, known);
  return known;
}

function* findStored(evidence: Pick<Evidence, "drift">): Generator<StoredColumn> {
  const key = (table: string, column: string): string => foldName(`${table}\0${column}`);
  const altered = changesOf(evidence.drift, "alter-type", "alter-generated");
  const changing = new Set(altered.map(({ table, column }) => key(table, column)));
  const options = changesOf(evidence.drift, "alter-options").filter(({ differs }) =>
    differs.includes("strict"),
  );
  const made = new Set(options.map(({ table }) => foldName(table)));
  for (const { declared: table, actual: pair } of evidence.drift.pairs) {
    if (made.has(foldName(table.name))) continue;
    for (const declared of table.columns) {
      const name = actualColumnName(evidence, table.name, declared.name);
      const actual = name === null ? undefined : findNamed(pair.columns, name);
      if (!actual || changing.has(key(table.name, declared.name))) continue;
      yield { table: table.name, column: declared.name, declared, in: pair, actual };
    }
  }
}

/** Whether a declared type's name means a day, with or without a time of day; TIME alone does not. */
export function isDateType(type: string): boolean {
  return /DATE|TIMESTAMP/i.test(type);
}

/** Whether a column holds points in time by its type. */
export function holdsDates({ declared, actual }: StoredColumn): boolean {
  if (declared.accepts === "date") return true;
  const isText = declared.accepts === undefined || declared.accepts === "string";
  return isText && !declared.values && isDateType(declared.type ?? actual.type);
}
