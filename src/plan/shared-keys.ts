import type { ChangeOf } from "../diff/change.ts";
import type { IndexPart } from "../schema/constraint.ts";
import { sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { duplicateRows } from "../sql/probes.ts";
import { quoteName } from "../sql/quote.ts";
import type { Projection } from "./projection.ts";

/** Rows that share a key once the changes are made. */
export function duplicates(
  parts: readonly IndexPart[],
  where: string | null,
  table: Table,
  projection: Projection,
): string {
  const names = parts.map(({ column, expression }) =>
    column === null ? (expression ?? "") : quoteName(column),
  );
  return duplicateRows(table, parts, where, projection.from([...names, where ?? ""].join(" ")));
}

/** Keys that two values share only under the new collation. */
export function recollated(
  { column, to }: ChangeOf<"alter-collation">,
  table: Table,
  projection: Projection,
): string[] {
  const own = (parts: readonly IndexPart[]): boolean =>
    parts.some((part) => sameName(part.column ?? "", column));
  const moved = (parts: readonly IndexPart[]): IndexPart[] =>
    parts.map((part) =>
      sameName(part.column ?? "", column) ? { ...part, collation: to.toUpperCase() } : part,
    );
  const key = (table.primaryKey?.columns ?? []).map((name) => plainPart(name));
  // An index that writes a collation of its own keeps it.
  const indexes = table.indexes.filter(({ unique, sql }) => unique && !mentionedNames(sql).has("collate"));
  return [
    ...[key, ...table.uniques.map(({ columns }) => columns)]
      .filter(own)
      .map((parts) => duplicates(moved(parts), null, table, projection)),
    ...indexes
      .filter(({ parts }) => own(parts))
      .map(({ parts, where }) => duplicates(moved(parts), where, table, projection)),
  ];
}

/** A column of a key, compared as it is stored. */
export const plainPart = (column: string): IndexPart => ({
  column,
  expression: null,
  collation: "BINARY",
  descending: false,
});
