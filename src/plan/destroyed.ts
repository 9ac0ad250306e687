import { sameName } from "../schema/names.ts";
import { quoteName } from "../sql/quote.ts";
import type { Loss, Plan, Step } from "./plan.ts";

/** What a step that needs leave takes away, as SELECTs over the database as it is before the plan. */
export function destroyed(
  { changes, safety, leaving }: Step,
  { survivals }: Pick<Plan, "survivals">,
): Loss[] {
  if (safety !== "destructive") return [];
  const today = (table: string): string => survivals.find(({ to }) => sameName(to, table))?.from ?? table;
  const rows: Loss[] = leaving
    ? [
        {
          what: `rows of ${leaving.table}`,
          query: `SELECT 1 FROM ${quoteName(leaving.table)} WHERE ${leaving.condition}`,
        },
      ]
    : [];
  const dropped = changes.flatMap((change): Loss[] => {
    const table = today(change.table);
    if (change.kind === "drop-table")
      return [{ what: `rows of ${table}`, query: `SELECT 1 FROM ${quoteName(table)}` }];
    if (change.kind !== "drop-column") return [];
    const column = quoteName(change.column);
    const query = `SELECT 1 FROM ${quoteName(table)} WHERE ${column} IS NOT NULL`;
    return [{ what: `values of ${table}.${change.column}`, query }];
  });
  return [...rows, ...dropped];
}
