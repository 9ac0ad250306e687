import type { DeclaredForeignKey } from "../schema/declared.ts";
import { findNamed } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { anyRow, orphanRows } from "../sql/probes.ts";
import { quoteName } from "../sql/quote.ts";
import type { Projection } from "./projection.ts";

/** Rows whose key finds no parent once the changes are made; `where` picks rows as they are today. */
export function orphans(
  key: Pick<DeclaredForeignKey, "columns" | "parent" | "parentColumns">,
  table: Table,
  schema: Schema,
  projection: Projection,
  where?: string,
): string[] {
  const parent = findNamed(schema.tables, key.parent);
  const from = projection.from(key.columns.map(quoteName).join(" "), where);
  const unfilled =
    key.columns.some((name) => !findNamed(table.columns, name)) && from === quoteName(table.name);
  if (unfilled) return [];
  // A parent that the plan creates has no rows yet.
  if (!parent) {
    const present = key.columns.map((name) => `${quoteName(name)} IS NOT NULL`);
    return [`${anyRow(table, from)} WHERE ${present.join(" AND ")}`];
  }
  const parentColumns = key.parentColumns ?? parent.primaryKey?.columns ?? [];
  if (parentColumns.length !== key.columns.length) return [];
  if (parentColumns.some((name) => !findNamed(parent.columns, name))) return [];
  return [orphanRows(table, { columns: key.columns, parent: parent.name, parentColumns }, from)];
}
