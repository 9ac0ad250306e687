import { sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { clausesOf } from "../sql/clauses.ts";
import { type CreateTable, readCreateTable } from "../sql/create-table.ts";
import { rowidName } from "../sql/identity.ts";

/** A table as far as moving its rows needs to know it. */
export interface Shape {
  readonly name: string;
  /** Its CREATE TABLE text. */
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly generated: boolean }[];
  /** The name its rowid can be written under, or null when it has none to reach. */
  readonly rowid: string | null;
  /** The column that is the rowid, or null. */
  readonly alias: string | null;
  /** The primary key's columns; empty without one. */
  readonly key: readonly string[];
  readonly autoincrement: boolean;
  /** The tables that hold statistics of ANALYZE about it. */
  readonly statistics: readonly string[];
  /** What DROP TABLE takes along: CREATE INDEX and CREATE TRIGGER texts, in the order to make them again. */
  readonly dependents: readonly string[];
}

/** The shape of a table as the database has it. */
export function shapeOf(table: Table, schema: Schema): Shape {
  const triggers = schema.triggers.filter((trigger) => sameName(trigger.table, table.name));
  return {
    name: table.name,
    sql: table.sql,
    columns: table.columns.map(({ name, generated }) => ({ name, generated: generated !== null })),
    rowid: rowidName(table),
    alias: table.primaryKey?.rowidAlias ? (table.primaryKey.columns[0] ?? null) : null,
    key: table.primaryKey?.columns ?? [],
    autoincrement: table.primaryKey?.autoincrement ?? false,
    statistics: schema.statistics ?? [],
    dependents: [...table.indexes.map(({ sql }) => sql), ...triggers.map(({ sql }) => sql)],
  };
}

/** The shape a CREATE TABLE text will have, with what hangs on the table. Throws RangeError for text that cannot be read. */
export function shapeAfter(
  sql: string,
  { dependents, statistics }: Pick<Shape, "dependents" | "statistics">,
): Shape {
  const read = readCreateTable(sql);
  if (!read) throw new RangeError("the stored CREATE TABLE text cannot be read");
  const columns = read.columns.map(({ name, clauses }) => ({
    name,
    generated: clauses.some(({ kind }) => kind === "generated"),
  }));
  const [primaryKey] = clausesOf(read, "primary-key");
  const key = primaryKey?.clause.parts.flatMap(({ column }) => column ?? []) ?? [];
  return {
    name: read.name,
    sql,
    columns,
    rowid: rowidName({ columns, withoutRowid: read.withoutRowid }),
    alias: aliasOf(read),
    key,
    autoincrement: primaryKey?.clause.autoincrement ?? false,
    statistics,
    dependents,
  };
}

/** The rowid alias: one key column of type INTEGER, unless written `INTEGER PRIMARY KEY DESC` in the column itself. */
function aliasOf(read: CreateTable): string | null {
  const [primaryKey] = clausesOf(read, "primary-key");
  const [part, ...more] = primaryKey?.clause.parts ?? [];
  if (!primaryKey || !part || more.length > 0 || read.withoutRowid) return null;
  const column = read.columns.find(({ name }) => sameName(name, part.column ?? ""));
  const inColumn = primaryKey.column !== null;
  return column?.type.toUpperCase() === "INTEGER" && !(inColumn && part.descending) ? column.name : null;
}
