import type { DeclaredForeignKey } from "../schema/declared.ts";
import { foldName, sameName } from "../schema/names.ts";
import type { ReadTable } from "./table.ts";

/** The tables with the parent's properties in `@references` replaced by its columns, as in every other list. */
export function withParentColumns(tables: readonly ReadTable[]): ReadTable[] {
  const byName = new Map(tables.map((read) => [foldName(read.table.name), read]));
  return tables.map((read) => {
    const { foreignKeys } = read.table;
    if (foreignKeys.length === 0) return read;
    const resolved = foreignKeys.map((key) => resolve(key, byName.get(foldName(key.parent))));
    return { ...read, table: { ...read.table, foreignKeys: resolved } };
  });
}

function resolve(key: DeclaredForeignKey, parent: ReadTable | undefined): DeclaredForeignKey {
  if (!parent || !key.parentColumns) return key;
  const parentColumns = key.parentColumns.map(
    (name) =>
      parent.columns.find(({ property }) => property === name)?.column ??
      parent.columns.find(({ column }) => sameName(column, name))?.column ??
      name,
  );
  return { ...key, parentColumns };
}
