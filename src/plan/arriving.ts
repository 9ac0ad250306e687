import { sameName } from "../schema/names.ts";
import { quoteNames } from "../sql/quote.ts";
import type { Split } from "./split.ts";
import { compared, heldRowsSql, narrowed } from "./split-rows.ts";

/**
 * The condition that a row with these values finds no parent among the rows the plan gives a new table; null for a table
 * that gets none. Columns that are null stand for the primary key.
 */
export type Arriving = (
  table: string,
  columns: readonly string[] | null,
  child: readonly string[],
) => string | null;

/** The rows of the new tables that are filled; `fromOf` is each source as it will be when its rows are read. */
export function arrivingIn(splits: readonly Split[], fromOf: (split: Split) => string): Arriving {
  return (table, columns, child) => {
    const split = splits.find((candidate) => sameName(candidate.table.name, table));
    if (!split) return null;
    const names = columns ?? split.key;
    const list = quoteNames(names);
    // The collation of the left operand decides.
    const values = child.map((value, i) => compared(split, names[i] ?? "", value));
    return `(${values.join(", ")}) NOT IN (SELECT ${list} FROM (${heldRowsSql(narrowed(split, list), fromOf(split))}))`;
  };
}
