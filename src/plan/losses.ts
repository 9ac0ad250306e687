import type { Change } from "../diff/change.ts";
import { lookupColumn } from "../schema/lookup.ts";
import { canonicalDefault } from "../sql/default.ts";
import { literal, quoteName } from "../sql/quote.ts";
import { isConstant } from "./definition.ts";
import { seeds } from "./lookup-rows.ts";
import type { Loss, Step } from "./plan.ts";

/**
 * What taking a step back has no place for: SELECTs over the database as it is on that day. What the repair itself wrote
 * is no loss where it can be told: a constant default, a backfill.
 */
export function lossesOf({ changes, rollback }: Step): readonly Loss[] {
  return rollback.losses ?? changes.flatMap(lossesOfChange);
}

function lossesOfChange(change: Change): Loss[] {
  if (change.kind === "create-table") {
    const column = lookupColumn(change.declared);
    const own = column && seeds(change.declared).length > 0 ? column.values.map(literal).join(", ") : "";
    const others = own === "" ? "" : ` WHERE ${quoteName(column?.name ?? "")} NOT IN (${own})`;
    return [{ what: `rows of ${change.table}`, query: `SELECT 1 FROM ${quoteName(change.table)}${others}` }];
  }
  if (change.kind !== "add-column" || change.declared.generated) return [];
  const column = quoteName(change.column);
  const own = ownValue(change.declared);
  const any = `SELECT 1 FROM ${quoteName(change.table)} WHERE ${column} IS NOT NULL`;
  const query = own === null ? any : `${any} AND ${column} IS NOT (${own})`;
  // CURRENT_TIMESTAMP and the like: what the rows got then cannot be told from what was written since.
  const computed = own === null && (change.declared.default ?? null) !== null;
  const what = `values of ${change.table}.${change.column}${computed ? ", those that its default computed included" : ""}`;
  return [{ what, query, otherwise: any }];
}

/** What the repair put into every row of a new column, as an expression over the row; null when nobody can tell. */
function ownValue({
  backfill,
  default: value,
}: {
  backfill?: string;
  default?: string | null;
}): string | null {
  if (backfill !== undefined) return backfill;
  return value == null || canonicalDefault(value, "BLOB") === null || !isConstant(value) ? null : value;
}
