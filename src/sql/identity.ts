import { findNamed } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { quoteNames } from "./quote.ts";

/**
 * The name under which a table's rowid can be read and written: one of SQLite's three that is no column of the table.
 * null when there is none to reach (WITHOUT ROWID, or all three taken). https://www.sqlite.org/lang_createtable.html#rowid
 */
export function rowidName(table: {
  readonly columns: readonly { readonly name: string }[];
  readonly withoutRowid: boolean;
}): string | null {
  if (table.withoutRowid) return null;
  return ["rowid", "_rowid_", "oid"].find((name) => !findNamed(table.columns, name)) ?? null;
}

/** A select list that tells the rows of a table apart: the rowid, else the primary key, else all columns. */
export function identity(table: Table): string {
  if (table.primaryKey?.rowidAlias) return quoteNames(table.primaryKey.columns);
  const rowid = rowidName(table);
  if (rowid) return rowid;
  return quoteNames(table.primaryKey?.columns ?? table.columns.map((column) => column.name));
}
