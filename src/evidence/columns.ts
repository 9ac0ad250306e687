import type { Drift } from "../diff/drift.ts";
import type { Column } from "../schema/column.ts";
import type { DeclaredColumn } from "../schema/declared.ts";
import { findNamed, foldName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { nameToday } from "./actual-names.ts";
import { changesOf } from "./changes.ts";
import type { Evidence } from "./evidence.ts";

/** A column that both sides have, under its declared names. */
export interface StoredColumn {
  readonly table: string;
  readonly column: string;
  readonly declared: DeclaredColumn;
  readonly in: Table;
  readonly actual: Column;
}

const matched = new WeakMap<Drift, readonly StoredColumn[]>();

/** The columns that both sides have, whatever becomes of their types. */
export function matchedColumns({ drift }: Pick<Evidence, "drift">): readonly StoredColumn[] {
  const known = matched.get(drift) ?? [...findMatched(drift)];
  matched.set(drift, known);
  return known;
}

function* findMatched(drift: Drift): Generator<StoredColumn> {
  for (const { declared: table, actual } of drift.pairs) {
    for (const [place, declared] of table.columns.entries()) {
      const name = nameToday({ drift }, table.name, declared.name);
      // Mostly it stands in the same place.
      const same = actual.columns[place];
      const column = same?.name === name ? same : findNamed(actual.columns, name);
      if (column) yield { table: table.name, column: declared.name, declared, in: actual, actual: column };
    }
  }
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
  const isAltered = (table: string, column: string): boolean =>
    (made.size > 0 && made.has(foldName(table))) || (changing.size > 0 && changing.has(key(table, column)));
  for (const column of matchedColumns(evidence)) if (!isAltered(column.table, column.column)) yield column;
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
