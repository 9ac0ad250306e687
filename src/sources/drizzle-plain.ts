import { affinityOf } from "../schema/affinity.ts";
import type { Column } from "../schema/column.ts";
import type { Action, ForeignKey, Index, PrimaryKey } from "../schema/constraint.ts";
import { foldName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import type {
  DescribedColumn,
  DescribedForeignKey,
  DescribedIndex,
  DescribedTable,
} from "../typescript/drizzle/described.ts";
import { createIndex, createTable } from "./drizzle-ddl.ts";

/**
 * The table that SQLite would build of a described one, told without it in a fifth of the time; null for one with
 * anything of which only SQLite tells what it makes.
 */
export function plainTable(described: DescribedTable): Table | null {
  if (!isPlain(described)) return null;
  const primaryKey = keyOf(described);
  const alias = primaryKey?.rowidAlias ? primaryKey.columns[0] : null;
  return {
    name: described.name,
    role: "application",
    columns: described.columns.map((column) => columnOf(column, column.name === alias)),
    primaryKey,
    foreignKeys: described.foreignKeys.map(foreignKeyOf),
    uniques: [],
    indexes: described.indexes.map((index) => indexOf(described.name, index)),
    checks: [],
    strict: false,
    withoutRowid: false,
    sql: createTable(described),
  };
}

/** More columns than any table has that somebody wrote, and fewer than SQLite refuses. */
const most = 500;

function isPlain({ name, columns, primaryKey, foreignKeys, indexes, checks }: DescribedTable): boolean {
  const names = columns.map((column) => column.name);
  const known = new Set(names);
  const isList = (list: readonly string[]) =>
    list.length > 0 && new Set(list).size === list.length && list.every((each) => known.has(each));
  const keyed = columns.filter((column) => column.primaryKey);
  return (
    isPlainName(name) &&
    columns.length > 0 &&
    columns.length <= most &&
    new Set(names.map(foldName)).size === names.length &&
    columns.every(isPlainColumn) &&
    keyed.length <= (primaryKey ? 0 : 1) &&
    (primaryKey === null || isList(primaryKey)) &&
    foreignKeys.every((key) => isPlainKey(key) && isList(key.columns)) &&
    indexes.every((index) => isPlainIndex(index) && isList(columnsOf(index))) &&
    checks.length === 0
  );
}

/** Letters as SQLite compares them whatever their case, and no name that is its own. */
function isPlainName(name: string): boolean {
  return /^(?!sqlite_)[a-z_]\w*$/i.test(name);
}

/** Types of Drizzle by how SQLite spells them. */
const types: Readonly<Record<string, string>> = {
  integer: "INTEGER",
  int: "INT",
  text: "TEXT",
  real: "REAL",
  blob: "BLOB",
  numeric: "numeric",
};

/** How SQLite spells a type; undefined where it has to be asked. */
function typeOf({ type }: DescribedColumn): string | undefined {
  if (type === null) return "";
  return Object.hasOwn(types, type) ? types[type] : /^text\(\d+\)$/.exec(type)?.[0];
}

/**
 * A number, a text, a word, and in parentheses one of these words or a function of SQLite's of texts. Half a character
 * beyond the first 65,536 comes back as another one, so those are not among them.
 */
const plainDefault =
  /^(?:-?\d+(?:\.\d+)?|'(?:[^'\0\ud800-\udfff]|'')*'|true|false|null|current_(?:timestamp|date|time)|\(current_(?:timestamp|date|time)\)|\((?:unixepoch|strftime|datetime|date|time|julianday)\((?:'[^'\0\ud800-\udfff]*'(?:, ?'[^'\0\ud800-\udfff]*')*)?\)\))$/i;

function isPlainColumn(column: DescribedColumn): boolean {
  const { name, type, primaryKey, autoincrement, default: value, generated } = column;
  return (
    isPlainName(name) &&
    typeOf(column) !== undefined &&
    (!autoincrement || (primaryKey && type === "integer")) &&
    (typeof value !== "string" || plainDefault.test(value)) &&
    !generated
  );
}

function columnOf(column: DescribedColumn, rowidAlias: boolean): Column {
  const type = typeOf(column) ?? "";
  return {
    name: column.name,
    type,
    affinity: affinityOf(type),
    notNull: column.notNull && !rowidAlias,
    notNullConflict: null,
    default: column.default ?? null,
    collation: "BINARY",
    generated: null,
  };
}

function keyOf({ columns, primaryKey }: DescribedTable): PrimaryKey | null {
  const keyed = columns.filter(({ name, primaryKey: own }) => own || primaryKey?.includes(name));
  const [first] = keyed;
  if (!first) return null;
  return {
    name: null,
    columns: primaryKey ?? [first.name],
    rowidAlias: keyed.length === 1 && first.type === "integer",
    autoincrement: first.autoincrement,
    descending: [],
    conflict: null,
  };
}

const actions: readonly string[] = ["NO ACTION", "RESTRICT", "SET NULL", "SET DEFAULT", "CASCADE"];

function isPlainKey({ columns, parent, parentColumns, onDelete, onUpdate }: DescribedForeignKey): boolean {
  return (
    [parent, ...parentColumns].every(isPlainName) &&
    parentColumns.length === columns.length &&
    [onDelete, onUpdate].every((action) => actions.includes(action.toUpperCase()))
  );
}

function foreignKeyOf({
  columns,
  parent,
  parentColumns,
  onDelete,
  onUpdate,
}: DescribedForeignKey): ForeignKey {
  return {
    name: null,
    columns,
    parent,
    parentColumns,
    onDelete: onDelete.toUpperCase() as Action,
    onUpdate: onUpdate.toUpperCase() as Action,
    deferred: false,
  };
}

function isPlainIndex({ name, parts, where }: DescribedIndex): boolean {
  return isPlainName(name) && where === null && parts.every((part) => "column" in part);
}

function columnsOf({ parts }: DescribedIndex): string[] {
  return parts.flatMap((part) => ("column" in part ? part.column : []));
}

function indexOf(table: string, index: DescribedIndex): Index {
  return {
    name: index.name,
    unique: index.unique,
    parts: columnsOf(index).map((column) => ({
      column,
      expression: null,
      collation: "BINARY",
      descending: false,
    })),
    where: null,
    sql: createIndex(table, index),
  };
}
