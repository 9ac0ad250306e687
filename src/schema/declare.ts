import type { Column } from "./column.ts";
import type { DeclaredColumn, DeclaredTable } from "./declared.ts";
import type { Location } from "./location.ts";
import type { Table } from "./schema.ts";

/** The tables that declarations were made from, as long as somebody has these. */
const madeFrom = new WeakMap<DeclaredTable, Table>();

/** Whether a declaration was made from this very table, which then differs from it in nothing. */
export function isMadeFrom(declared: DeclaredTable, table: Table): boolean {
  return madeFrom.get(declared) === table;
}

/** The complete declaration that a table makes: every facet is stated. */
export function declareTable(table: Table, location?: Location): DeclaredTable {
  const declared = declarationOf(table, location);
  madeFrom.set(declared, table);
  return declared;
}

function declarationOf(table: Table, location: Location | undefined): DeclaredTable {
  return {
    name: table.name,
    source: "sql",
    ...(location ? { location } : {}),
    complete: true,
    open: false,
    columns: table.columns.map(declareColumn),
    primaryKey: table.primaryKey,
    foreignKeys: table.foreignKeys,
    uniques: table.uniques,
    indexes: table.indexes,
    checks: table.checks,
    strict: table.strict,
    withoutRowid: table.withoutRowid,
    sql: table.sql,
  };
}

function declareColumn(column: Column): DeclaredColumn {
  return {
    name: column.name,
    type: column.type,
    notNull: column.notNull,
    notNullConflict: column.notNullConflict,
    default: column.default,
    collation: column.collation,
    generated: column.generated,
  };
}
