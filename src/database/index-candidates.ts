import type { IndexPart } from "../schema/constraint.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import type { HeldColumn, Lookup, Sort, SortedColumn } from "../sql/query/lookup.ts";

/** An index that a lookup might use: columns it holds to values, then those that it sorts by or compares. */
export interface Candidate {
  readonly table: string;
  readonly columns: readonly SortedColumn[];
  /** How many of them are held to values, in whatever order. */
  readonly held: number;
}

/** What an index is, besides its name. */
export function keyOf({ table, columns }: Pick<Candidate, "table" | "columns">): string {
  return JSON.stringify([table, ...columns.map(({ name, descending }) => [name, descending])]);
}

/** The indexes that a lookup might use and no existing one stands for. */
export function candidatesFor(lookup: Lookup): Candidate[] {
  return candidatesOf(lookup, heldLists(lookup.held));
}

/** Those of one column, for when SQLite cannot use the others because of a column they begin with. */
export function spareCandidatesFor(lookup: Lookup): Candidate[] {
  const each = lookup.held.map((column) => [column]);
  return candidatesOf({ ...lookup, ranges: [], sorts: [] }, each);
}

function candidatesOf(lookup: Lookup, lists: readonly (readonly HeldColumn[])[]): Candidate[] {
  const candidates = lists.flatMap((held) => [
    ...(isTelling(held) ? [candidate(lookup, held, [])] : []),
    ...lookup.sorts
      .filter(({ limited }) => limited || isTelling(held))
      .map((sort) => candidate(lookup, held, sort.columns)),
    ...lookup.ranges.map((name) => candidate(lookup, held, [{ name, descending: false }])),
  ]);
  const keys = candidates.map(keyOf);
  return candidates.filter((one, i) => keys.indexOf(keys[i] ?? "") === i && !isServed(one, lookup.table));
}

/** Whether rows are held to more than being NULL, which may well be most of them. */
function isTelling(held: readonly HeldColumn[]): boolean {
  return held.some(({ by }) => by !== "null");
}

/** A join may go either way, so that the columns it compares are there to search by or not. */
function heldLists(held: readonly HeldColumn[]): (readonly HeldColumn[])[] {
  const joins = held.filter(({ by }) => by === "join");
  const others = held.filter(({ by }) => by !== "join");
  const each = joins.map((join) => [...others, join]);
  return [held, [...others, ...joins], others, joins, ...each, []];
}

function candidate({ table }: Lookup, held: readonly HeldColumn[], after: Sort["columns"]): Candidate {
  const first = held.map(({ column }) => ({ name: column, descending: false }));
  const isHeld = ({ name }: SortedColumn): boolean => first.some((column) => sameName(column.name, name));
  return {
    table: table.name,
    columns: [...first, ...after.filter((column) => !isHeld(column))],
    held: first.length,
  };
}

/** Whether an index or key of the table begins with the same: if SQLite does not use it, another one would do no better. */
function isServed({ columns, held }: Candidate, table: Table): boolean {
  const keys = [
    ...table.indexes.filter(({ where }) => where === null).map(({ parts }) => namesOf(parts, table)),
    ...table.uniques.map((unique) => namesOf(unique.columns, table)),
    table.primaryKey?.columns ?? [],
  ];
  return keys.some((names) => {
    const first = names.slice(0, held);
    const isSet = columns.slice(0, held).every(({ name }) => first.some((other) => sameName(other, name)));
    return isSet && columns.slice(held).every(({ name }, i) => sameName(names[held + i] ?? "", name));
  });
}

/** The columns of an index; "" for one that is compared in another way than the table does. */
function namesOf(parts: readonly IndexPart[], { columns }: Table): string[] {
  return parts.map(({ column, collation }) => {
    const own = findNamed(columns, column ?? "");
    return own && sameName(own.collation, collation) ? own.name : "";
  });
}
