import type { DeclaredForeignKey } from "../schema/declared.ts";
import { findNamed } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { anyRow, orphanRows } from "../sql/probes.ts";
import { quoteName } from "../sql/quote.ts";
import type { Arriving } from "./arriving.ts";
import type { Projection } from "./projection.ts";

/** A table whose rows need parents, and where they may have them. */
export interface Child {
  readonly table: Table;
  readonly schema: Schema;
  /** The rows that the plan's new tables get; none when absent. */
  readonly arriving?: Arriving;
}

/** Rows whose key finds no parent once the changes are made; `where` picks rows as they are today. */
export function orphans(
  key: Pick<DeclaredForeignKey, "columns" | "parent" | "parentColumns">,
  { table, schema, arriving }: Child,
  projection: Projection,
  where?: string,
): string[] {
  const parent = findNamed(schema.tables, key.parent);
  const from = projection.from(key.columns.map(quoteName).join(" "), where);
  const unfilled =
    key.columns.some((name) => !findNamed(table.columns, name)) && from === quoteName(table.name);
  if (unfilled) return [];
  // A parent that the plan creates has the rows the plan moves into it, and no others.
  if (!parent) {
    const child = key.columns.map((name) => `${quoteName(table.name)}.${quoteName(name)}`);
    const without = arriving?.(key.parent, key.parentColumns, child) ?? null;
    const present = child.map((name) => `${name} IS NOT NULL`);
    return [`${anyRow(table, from)} WHERE ${[...present, ...(without ? [without] : [])].join(" AND ")}`];
  }
  const parentColumns = key.parentColumns ?? parent.primaryKey?.columns ?? [];
  if (parentColumns.length !== key.columns.length) return [];
  if (parentColumns.some((name) => !findNamed(parent.columns, name))) return [];
  return [orphanRows(table, { columns: key.columns, parent: parent.name, parentColumns }, from)];
}
