import type { ChangeOf } from "../diff/change.ts";
import type { Column } from "../schema/column.ts";
import type { Table } from "../schema/schema.ts";
import { rowidName } from "../sql/identity.ts";
import { rowsWhere } from "../sql/probes.ts";
import type { StoredColumn } from "./columns.ts";
import type { Evidence, Listing } from "./evidence.ts";
import type { Offenders } from "./rows.ts";

/** How values of a column that offend are mended. */
export interface Mend {
  readonly change: ChangeOf<"mend-values">;
  /** The rows of today that it mends; null where it mends all that offend. */
  readonly among: { readonly table: Table; readonly when: string } | null;
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
    among: isAll ? null : { table: today, when: when(actual) },
  };
}

/** What tells how many rows a mending concerns; null where that goes without saying. */
export function countingOf({ among }: Mend, { count, query }: Offenders): Listing | null {
  if (among === null) return null;
  const { table, when } = among;
  const rowid = rowidName(table);
  const rowids = query.rowids ?? [];
  // Where the scan has named all of them no second pass is needed.
  const isNamed = rowid !== null && rowids.length === count;
  const where = isNamed ? `${rowid} IN (${rowids.join(", ")}) AND (${when})` : when;
  return `SELECT count(*) FROM (${rowsWhere(table, where)})`;
}

/** How many of the rows that offend a mending concerns; none while nobody has counted them. */
export function countOf({ listings }: Evidence, mend: Mend, offenders: Offenders): number {
  const counting = countingOf(mend, offenders);
  if (counting === null) return offenders.count;
  const [[rows] = []] = listings.get(counting) ?? [];
  return Math.min(Number(rows ?? 0), offenders.count);
}
