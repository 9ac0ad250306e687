import type { IndexPart } from "../schema/constraint.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import { byName, findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { renameInSql } from "../sql/rename.ts";

/** The renames that the declaration confirms and the database lacks. Names folded as keys. */
export interface Renames {
  /** Actual table name to declared name. */
  readonly tables: ReadonlyMap<string, string>;
  /** Actual table name to a map from actual to declared column name. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Finds the confirmed renames still to be done: the old name is there, the new one is not, or moves on itself. */
export function confirmedRenames(declared: DeclaredSchema, actual: Schema): Renames {
  const actualTables = byName(actual.tables);
  const tables = pendingRenames(declared.tables, (name) => actualTables.has(foldName(name)));
  const columns = new Map<string, Map<string, string>>();
  for (const table of declared.tables) {
    const isRenamed = tables.get(foldName(table.renamedFrom ?? "")) === table.name;
    const pair = actualTables.get(foldName((isRenamed ? table.renamedFrom : undefined) ?? table.name));
    if (!pair) continue;
    const renamed = pendingRenames(table.columns, (name) => findNamed(pair.columns, name) !== undefined);
    if (renamed.size > 0) columns.set(foldName(pair.name), renamed);
  }
  return { tables, columns };
}

/**
 * Old names, folded, to new ones. A name that is there already is a rename done, unless what bears it is renamed
 * itself: of a chain (a to b, b to c) the last goes first.
 */
function pendingRenames(
  wanted: readonly { readonly name: string; readonly renamedFrom?: string }[],
  isThere: (name: string) => boolean,
): Map<string, string> {
  const pending = new Map<string, string>();
  // Of most tables none.
  const renamed = wanted.filter(({ renamedFrom }) => renamedFrom !== undefined);
  for (let size = renamed.length === 0 ? 0 : -1; size < pending.size; ) {
    size = pending.size;
    for (const { name, renamedFrom } of renamed) {
      if (renamedFrom === undefined || pending.has(foldName(renamedFrom)) || !isThere(renamedFrom)) continue;
      const isFree = !isThere(name) || pending.has(foldName(name));
      const stays = wanted.some((other) => sameName(other.name, renamedFrom) && !movesInto(other, isThere));
      if (isFree && !stays) pending.set(foldName(renamedFrom), name);
    }
  }
  return pending;
}

/** Whether what is declared under a name is something else that will be renamed to it. */
function movesInto(
  { name, renamedFrom }: { readonly name: string; readonly renamedFrom?: string },
  isThere: (name: string) => boolean,
): boolean {
  return renamedFrom !== undefined && !sameName(renamedFrom, name) && isThere(renamedFrom);
}

/** The actual schema as it will be after the renames, as SQLite carries them into keys, indexes and expressions. */
export function afterRenames(actual: Schema, renames: Renames): Schema {
  if (renames.tables.size === 0 && renames.columns.size === 0) return actual;
  return { ...actual, tables: actual.tables.map((table) => renameTable(table, renames)) };
}

function renameTable(table: Table, renames: Renames): Table {
  const own = renames.columns.get(foldName(table.name)) ?? new Map<string, string>();
  const column = (name: string): string => own.get(foldName(name)) ?? name;
  const name = renames.tables.get(foldName(table.name)) ?? table.name;
  const sql = (text: string): string =>
    renameInSql(text, { columns: own, table: { from: table.name, to: name } });
  const part = (old: IndexPart): IndexPart => ({
    ...old,
    column: old.column === null ? null : column(old.column),
    expression: old.expression === null ? null : sql(old.expression),
  });
  const parentColumn = (parent: string, name: string): string =>
    renames.columns.get(foldName(parent))?.get(foldName(name)) ?? name;
  return {
    ...table,
    name,
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
