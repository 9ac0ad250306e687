import type { ChangeOf } from "../diff/change.ts";
import type { Column } from "../schema/column.ts";
import { rowsWhere } from "../sql/probes.ts";
import type { StoredColumn } from "./columns.ts";
import type { Evidence, Listing } from "./evidence.ts";

/** How values of a column that offend are mended. */
export interface Mend {
  readonly change: ChangeOf<"mend-values">;
  /** How many rows it mends; null where it mends all that offend. */
  readonly count: Listing | null;
}

/** A condition on the values of a column, whatever its name is there. */
export type Offending = (column: Column) => string;

/** What the column's backfill makes of the values that offend; nothing where it has none. */
export function byBackfill(stored: StoredColumn, offending: Offending): Mend[] {
  const { backfill } = stored.declared;
  if (backfill === undefined) return [];
  return [mendOf(stored, offending, { becomes: () => backfill, isBackfill: true, isAll: true })];
}

/** A mending in the declared names, with the question how many rows it concerns in those of today. */
export function mendOf(
  { table, column, in: today, actual }: StoredColumn,
  when: Offending,
  how: {
    readonly becomes: (column: Column) => string;
    readonly isBackfill: boolean;
    /** Whether it mends whatever offends. */
    readonly isAll: boolean;
  },
): Mend {
  const declared: Column = { ...actual, name: column };
  const { isBackfill, isAll } = how;
  return {
    change: {
      ...{ kind: "mend-values", table, column, isBackfill },
      ...{ when: when(declared), becomes: how.becomes(declared) },
    },
    count: isAll ? null : `SELECT count(*) FROM (${rowsWhere(today, when(actual))})`,
  };
}

/** How many rows a mending concerns, of so many that offend; none while nobody has counted them. */
export function countOf({ listings }: Evidence, { count }: Mend, offending: number): number {
  if (count === null) return offending;
  const [[rows] = []] = listings.get(count) ?? [];
  return Math.min(Number(rows ?? 0), offending);
}
