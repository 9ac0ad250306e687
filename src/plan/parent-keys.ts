import type { ForeignKey, IndexPart } from "../schema/constraint.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";

/**
 * Whether SQLite can check the foreign keys of a table: it refuses to ("foreign key mismatch") where the columns that
 * one refers to are not the key of the parent. https://www.sqlite.org/foreignkeys.html#fk_indexes
 */
export function isCheckable(name: string, schema: Schema): boolean {
  const table = findNamed(schema.tables, name);
  return table?.foreignKeys.every((key) => leadsToKey(key, schema)) ?? false;
}

function leadsToKey(key: ForeignKey, { tables, views, virtualTables }: Schema): boolean {
  const parent = findNamed(tables, key.parent);
  // Of a parent that is missing SQLite says that every row lacks it.
  if (!parent) return ![...views, ...virtualTables].some(({ name }) => sameName(name, key.parent));
  const primary = parent.primaryKey?.columns ?? [];
  if (key.parentColumns === null) return primary.length === key.columns.length;
  return keysOf(parent).some((columns) => sameColumns(columns, key.parentColumns ?? []));
}

function keysOf(table: Table): readonly (readonly string[])[] {
  const unique = table.indexes.filter((index) => index.unique && index.where === null);
  return [
    ...(table.primaryKey ? [table.primaryKey.columns] : []),
    ...[...table.uniques.map(({ columns }) => columns), ...unique.map(({ parts }) => parts)]
      .filter((parts) => parts.every((part) => hasOwnCollation(part, table)))
      .map((parts) => parts.flatMap(({ column }) => column ?? [])),
  ];
}

/** A unique index in another collation than its column's is no key to refer to. */
function hasOwnCollation({ column, collation }: IndexPart, { columns }: Table): boolean {
  const found = findNamed(columns, column ?? "");
  return found !== undefined && sameName(found.collation, collation);
}

function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.some((other) => sameName(name, other)));
}
