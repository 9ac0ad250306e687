import { columnAffinity } from "../../schema/affinity.ts";
import type { Column } from "../../schema/column.ts";
import { byName, foldName, sameName } from "../../schema/names.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { tokenize } from "../tokens.ts";
import { anything, type Given, given, type ValueClass } from "./given.ts";

/** A name with what it gives. */
export interface Named {
  readonly name: string;
  readonly value: Given;
  /** The expression of a computed column. */
  readonly expression?: string;
  /** What it is where nothing is written to it: its default. */
  readonly otherwise?: string;
}

/** What a statement may read from, by name. */
export interface Readable {
  readonly table: (name: string) => { readonly columns: readonly Named[]; readonly hasRowid: boolean } | null;
  /** The SELECT of a view, with the names it gives its columns. */
  readonly view: (
    name: string,
  ) => { readonly columns: readonly string[] | null; readonly select: string } | null;
}

/** What can be read of a schema. */
export function readable(schema: Schema): Readable {
  const tables = byName(schema.tables);
  const views = byName(schema.views);
  return {
    table: (name) => {
      const table = tables.get(foldName(name));
      if (!table) return masters.has(foldName(name)) ? master : null;
      const columns = table.columns.map((column) => ({
        name: column.name,
        value: columnGives(table, column),
        ...(column.generated ? { expression: column.generated.expression } : {}),
        ...(column.default === null ? {} : { otherwise: column.default }),
      }));
      return { columns, hasRowid: !table.withoutRowid };
    },
    view: (name) => {
      const view = views.get(foldName(name));
      return view ? viewOf(view.sql) : null;
    },
  };
}

/** https://www.sqlite.org/schematab.html */
const master = {
  columns: [
    { name: "type", value: given(false, "text") },
    { name: "name", value: given(false, "text") },
    { name: "tbl_name", value: given(false, "text") },
    { name: "rootpage", value: given(null, "integer") },
    // NULL for the index of a constraint.
    { name: "sql", value: given(null, "text") },
  ],
  hasRowid: true,
};
const masters = new Set(["sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"]);

/** What a column promises by its declaration; one of NUMERIC affinity or none at all promises no class. */
function columnGives(table: Table, column: Column): Given {
  const key = table.primaryKey;
  const isRowid = key?.rowidAlias === true && key.columns.some((name) => sameName(name, column.name));
  const origin = { table: table.name, column: column.name };
  const value = declared(column.type, table.strict);
  // A computed column is NULL when its expression is.
  const nullable = column.generated && !column.notNull ? null : !(column.notNull || isRowid);
  const isKey =
    isRowid || table.foreignKeys.some(({ columns }) => columns.some((name) => sameName(name, column.name)));
  return { ...value, nullable, origin, flag: !isKey };
}

function declared(type: string, strict: boolean): Given {
  const classes: Readonly<Record<string, readonly ValueClass[]>> = {
    INTEGER: ["integer"],
    REAL: ["real"],
    TEXT: ["text"],
    BLOB: type === "" || type.toUpperCase() === "ANY" ? [] : ["blob"],
  };
  const known = classes[columnAffinity(type, strict)] ?? [];
  return known.length === 0 ? anything : given(null, ...known);
}

/** CREATE VIEW name [(columns)] AS select. https://www.sqlite.org/lang_createview.html */
function viewOf(sql: string): { columns: string[] | null; select: string } | null {
  const tokens = tokenize(sql);
  const as = tokens.findIndex(({ upper }) => upper === "AS");
  const select = tokens[as + 1];
  if (as < 0 || !select) return null;
  const open = tokens.slice(0, as).findIndex(({ kind, text }) => kind === "operator" && text === "(");
  const listed = tokens.slice(open + 1, as - 1).filter(({ kind }) => kind !== "operator");
  const columns =
    open < 0 ? null : listed.map(({ kind, text }) => (kind === "word" ? text : text.slice(1, -1)));
  return { columns, select: sql.slice(select.start) };
}
