import type { IndexPart } from "../schema/constraint.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import { byName, findNamed, foldName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { renameInSql } from "../sql/rename.ts";

/** The renames that the declaration confirms and the database lacks. Names folded as keys. */
export interface Renames {
  /** Actual table name to declared name. */
  readonly tables: ReadonlyMap<string, string>;
  /** Actual table name to a map from actual to declared column name. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Finds the confirmed renames still to be done: the old name is there, the new one is not. */
export function confirmedRenames(declared: DeclaredSchema, actual: Schema): Renames {
  const actualTables = byName(actual.tables);
  const tables = new Map<string, string>();
  const columns = new Map<string, Map<string, string>>();
  for (const table of declared.tables) {
    const old = table.renamedFrom === undefined ? undefined : actualTables.get(foldName(table.renamedFrom));
    const present = actualTables.get(foldName(table.name));
    if (!present && old && !byName(declared.tables).has(foldName(old.name)))
      tables.set(foldName(old.name), table.name);
    const pair = present ?? old;
    if (!pair) continue;
    const renamed = new Map<string, string>();
    for (const column of table.columns) {
      if (column.renamedFrom === undefined || findNamed(pair.columns, column.name)) continue;
      const from = findNamed(pair.columns, column.renamedFrom);
      if (from && !findNamed(table.columns, from.name)) renamed.set(foldName(from.name), column.name);
    }
    if (renamed.size > 0) columns.set(foldName(pair.name), renamed);
  }
  return { tables, columns };
}

/** The actual schema as it will be after the renames, as SQLite carries them into keys, indexes and expressions. */
export function afterRenames(actual: Schema, renames: Renames): Schema {
  if (renames.tables.size === 0 && renames.columns.size === 0) return actual;
  return { ...actual, tables: actual.tables.map((table) => renameTable(table, renames)) };
}

function renameTable(table: Table, renames: Renames): Table {
  const own = renames.columns.get(foldName(table.name)) ?? new Map<string, string>();
  const column = (name: string): string => own.get(foldName(name)) ?? name;
  const sql = (text: string): string => renameInSql(text, own);
  const part = (old: IndexPart): IndexPart => ({
    ...old,
    column: old.column === null ? null : column(old.column),
    expression: old.expression === null ? null : sql(old.expression),
  });
  const parentColumn = (parent: string, name: string): string =>
    renames.columns.get(foldName(parent))?.get(foldName(name)) ?? name;
  return {
    ...table,
    name: renames.tables.get(foldName(table.name)) ?? table.name,
    columns: table.columns.map((old) => ({
      ...old,
      name: column(old.name),
      generated: old.generated && { ...old.generated, expression: sql(old.generated.expression) },
    })),
    primaryKey: table.primaryKey && {
      ...table.primaryKey,
      columns: table.primaryKey.columns.map(column),
      descending: table.primaryKey.descending.map(column),
    },
    foreignKeys: table.foreignKeys.map((key) => ({
      ...key,
      columns: key.columns.map(column),
      parent: renames.tables.get(foldName(key.parent)) ?? key.parent,
      parentColumns: key.parentColumns?.map((name) => parentColumn(key.parent, name)) ?? null,
    })),
    uniques: table.uniques.map((unique) => ({ ...unique, columns: unique.columns.map(part) })),
    indexes: table.indexes.map((index) => ({
      ...index,
      parts: index.parts.map(part),
      where: index.where === null ? null : sql(index.where),
    })),
    checks: table.checks.map((check) => ({ ...check, expression: sql(check.expression) })),
  };
}
