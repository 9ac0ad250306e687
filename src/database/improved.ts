import type { IndexTrial } from "../evidence/code.ts";
import { sameName } from "../schema/names.ts";
import type { Lookup } from "../sql/query/lookup.ts";
import type { Candidate } from "./index-candidates.ts";
import { type Cost, usedBy } from "./query-plan.ts";

/** A statement that indexes make better. */
export interface Improved {
  readonly sql: string;
  readonly places: readonly number[];
  readonly lookups: readonly Lookup[];
  readonly before: readonly string[];
  readonly best: Cost;
  readonly indexes: readonly Candidate[];
}

/** An index on trial, whatever it is called. */
export type TriedIndex = Pick<Candidate, "table" | "columns">;

/** A statement with its plan while the indexes stand. */
export interface Planned {
  readonly statement: Improved;
  readonly after: readonly string[];
}

/** The names of an index's columns. */
export function namesIn({ columns }: TriedIndex): string[] {
  return columns.map(({ name }) => name);
}

/** The indexes of a statement, the columns it holds to values in the order in which it names them. */
export function asWritten({ indexes, lookups }: Improved): Candidate[] {
  return indexes.map((index) => {
    const written = lookups
      .filter(({ table }) => sameName(table.name, index.table))
      .flatMap(({ held }) => held.map(({ column }) => column));
    const place = ({ name }: { name: string }): number => written.indexOf(name);
    const held = index.columns.slice(0, index.held).sort((a, b) => place(a) - place(b));
    return { ...index, columns: [...held, ...index.columns.slice(index.held)] };
  });
}

/** What came of the indexes that stood under these names. */
export function trialsOf(
  indexes: readonly TriedIndex[],
  names: readonly string[],
  plans: readonly Planned[],
): IndexTrial[] {
  return indexes.map((index, i) => ({
    table: index.table,
    columns: index.columns,
    uses: plans.flatMap(({ statement, after }) => {
      if (!usedBy(after, names[i] ?? "", namesIn(index))) return [];
      const columns = columnsFor(statement, index);
      const { before, places } = statement;
      return places.map((query) => ({ query, columns, before, after }));
    }),
  }));
}

/** The columns of an index that a statement looks by. */
function columnsFor({ lookups }: Improved, { table, columns }: TriedIndex): string[] {
  const own = lookups.filter((lookup) => sameName(lookup.table.name, table));
  const names = own.flatMap(({ held, ranges, sorts }) => [
    ...held.map(({ column }) => column),
    ...ranges,
    ...sorts.flatMap((sort) => sort.columns.map(({ name }) => name)),
  ]);
  return columns.map(({ name }) => name).filter((name) => names.some((other) => sameName(other, name)));
}
