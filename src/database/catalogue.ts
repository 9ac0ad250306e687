import type { Database } from "better-sqlite3";

/** An object as `sqlite_schema` stores it. https://www.sqlite.org/schematab.html */
export interface StoredObject {
  readonly type: "table" | "index" | "view" | "trigger";
  readonly name: string;
  readonly tbl_name: string;
  readonly rootpage: number;
  readonly sql: string | null;
}

/** A row of `pragma_table_list`. https://www.sqlite.org/pragma.html#pragma_table_list */
export interface ListedTable {
  readonly name: string;
  readonly type: "table" | "view" | "shadow" | "virtual";
  readonly wr: number;
  readonly strict: number;
}

/** A row of `pragma_table_xinfo`. https://www.sqlite.org/pragma.html#pragma_table_xinfo */
export interface ListedColumn {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
  /** 2 for a virtual generated column, 3 for a stored one. */
  readonly hidden: number;
}

/** A key column of `pragma_index_xinfo` with its row of `pragma_index_list`. https://www.sqlite.org/pragma.html#pragma_index_xinfo */
export interface ListedPart {
  readonly index: string;
  readonly unique: number;
  /** "c" for CREATE INDEX, "u" for UNIQUE, "pk" for PRIMARY KEY. */
  readonly origin: "c" | "u" | "pk";
  readonly partial: number;
  readonly column: string | null;
  readonly desc: number;
  readonly coll: string;
}

/** A column of a foreign key. https://www.sqlite.org/pragma.html#pragma_foreign_key_list */
export interface ListedReference {
  readonly id: number;
  readonly table: string;
  readonly from: string;
  readonly to: string | null;
  readonly on_update: string;
  readonly on_delete: string;
}

/** All that SQLite tells of a schema without its DDL being read, in one read transaction. */
export interface Catalogue {
  readonly objects: readonly StoredObject[];
  readonly tables: ReadonlyMap<string, ListedTable>;
  readonly columns: ReadonlyMap<string, readonly ListedColumn[]>;
  readonly parts: ReadonlyMap<string, readonly ListedPart[]>;
  readonly references: ReadonlyMap<string, readonly ListedReference[]>;
  /** Modules of virtual tables known to the connection, in lower case. */
  readonly modules: ReadonlySet<string>;
}

/** Ordinary tables of the application: virtual tables and views have no root page. */
const ofTables = "FROM sqlite_schema AS s";
const areTables = "s.type = 'table' AND s.rootpage <> 0 AND s.name NOT LIKE 'sqlite!_%' ESCAPE '!'";

/** The queries of an introspection, a handful for the whole database. */
export const catalogueQueries = {
  objects: "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema",
  tables: "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'",
  columns: `SELECT s.name AS "of", x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden
    ${ofTables} JOIN pragma_table_xinfo(s.name, 'main') AS x WHERE ${areTables}`,
  parts: `SELECT s.name AS "of", l.name AS "index", l."unique", l.origin, l.partial, x.name AS "column", x."desc", x.coll
    ${ofTables} JOIN pragma_index_list(s.name, 'main') AS l JOIN pragma_index_xinfo(l.name, 'main') AS x
    WHERE ${areTables} AND x.key = 1`,
  references: `SELECT s.name AS "of", x.id, x."table", x."from", x."to", x.on_update, x.on_delete
    ${ofTables} JOIN pragma_foreign_key_list(s.name, 'main') AS x WHERE ${areTables}`,
  modules: "SELECT lower(name) FROM pragma_module_list",
} as const;

/** Reads the catalogue. Throws what SQLite throws. https://www.sqlite.org/pragma.html#pragfunc */
export function readCatalogue(connection: Database): Catalogue {
  const { objects, tables, columns, parts, references, modules } = catalogueQueries;
  return {
    objects: connection.prepare<[], StoredObject>(objects).all(),
    tables: new Map(
      connection
        .prepare<[], ListedTable>(tables)
        .all()
        .map((table) => [table.name, table]),
    ),
    columns: byTable(rowsOf<ColumnRow>(connection, columns), columnOf),
    parts: byTable(rowsOf<PartRow>(connection, parts), partOf),
    references: byTable(rowsOf<ReferenceRow>(connection, references), referenceOf),
    modules: new Set(connection.prepare<[], string>(modules).pluck().all()),
  };
}

// Rows come as arrays: made into objects here they cost a third less than those of the driver.
type ColumnRow = [string, string, string, number, string | null, number, number];
type PartRow = [string, string, number, ListedPart["origin"], number, string | null, number, string];
type ReferenceRow = [string, number, string, string, string | null, string, string];

function rowsOf<Row extends [string, ...unknown[]]>(connection: Database, sql: string): Row[] {
  return connection.prepare<[], Row>(sql).raw().all();
}

function columnOf([, name, type, notnull, dflt_value, pk, hidden]: ColumnRow): ListedColumn {
  return { name, type, notnull, dflt_value, pk, hidden };
}

function partOf([, index, unique, origin, partial, column, desc, coll]: PartRow): ListedPart {
  return { index, unique, origin, partial, column, desc, coll };
}

function referenceOf([, id, table, from, to, on_update, on_delete]: ReferenceRow): ListedReference {
  return { id, table, from, to, on_update, on_delete };
}

/** Groups rows by the table that stands first in them; those of one table follow each other. */
function byTable<Row extends [string, ...unknown[]], Item>(
  rows: readonly Row[],
  make: (row: Row) => Item,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  let group: Item[] = [];
  let current: string | null = null;
  for (const row of rows) {
    const [table] = row;
    if (table !== current) {
      current = table;
      group = [];
      groups.set(table, group);
    }
    group.push(make(row));
  }
  return groups;
}
