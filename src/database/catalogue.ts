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

/** What a table-valued PRAGMA says of each table: a list of rows, as JSON until somebody asks for it. */
export class Listed<Row> {
  private readonly texts: ReadonlyMap<string, string>;

  constructor(texts: readonly (readonly [table: string, json: string])[]) {
    this.texts = new Map(texts);
  }

  /** Whether there is a row about a table. */
  has(table: string): boolean {
    return this.texts.has(table);
  }

  /** The rows about a table; none where it has none, or is not known. */
  of(table: string): readonly Row[] {
    const text = this.texts.get(table);
    return text === undefined ? [] : JSON.parse(text);
  }

  /** These lists with those of another about some tables. */
  with(other: Listed<Row>, tables: ReadonlySet<string>): Listed<Row> {
    return new Listed([...this.texts, ...[...other.texts].filter(([table]) => tables.has(table))]);
  }
}

/** All that SQLite tells of a schema without its DDL being read, in one read transaction. */
export interface Catalogue {
  readonly objects: readonly StoredObject[];
  /** What is written of each table: its own text, then names and texts of the indexes made by CREATE INDEX. */
  readonly written: ReadonlyMap<string, readonly string[]>;
  /** The tables of which all that is written was written in an earlier catalogue, too. */
  readonly standing: ReadonlySet<string>;
  readonly tables: ReadonlyMap<string, ListedTable>;
  readonly columns: Listed<ListedColumn>;
  readonly parts: Listed<ListedPart>;
  readonly references: Listed<ListedReference>;
  /** Modules of virtual tables known to the connection, in lower case. */
  readonly modules: ReadonlySet<string>;
}

/** One row a table: its name, and a JSON list of what a table-valued PRAGMA says of it. */
function perTable(fields: string, pragmas: string): string {
  // Virtual tables and views have no root page.
  return `SELECT s.name, (SELECT json_group_array(json_object(${fields})) FROM ${pragmas}) FROM sqlite_schema AS s
    WHERE s.type = 'table' AND s.rootpage <> 0 AND s.name NOT LIKE 'sqlite!_%' ESCAPE '!'
      AND (@asked IS NULL OR s.name IN (SELECT value FROM json_each(@asked)))`;
}

/**
 * The queries of an introspection, a handful for the whole database. The rows of the PRAGMAs come as JSON:
 * parsing it costs half of what taking them from the driver value by value does.
 */
const queries = {
  objects: "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema",
  tables: "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'",
  columns: perTable(
    `'name', x.name, 'type', x.type, 'notnull', x."notnull", 'dflt_value', x.dflt_value, 'pk', x.pk, 'hidden', x.hidden`,
    "pragma_table_xinfo(s.name, 'main') AS x",
  ),
  parts: perTable(
    `'index', l.name, 'unique', l."unique", 'origin', l.origin, 'partial', l.partial, 'column', x.name, 'desc', x."desc", 'coll', x.coll`,
    "pragma_index_list(s.name, 'main') AS l JOIN pragma_index_xinfo(l.name, 'main') AS x WHERE x.key = 1",
  ),
  references: perTable(
    `'id', x.id, 'table', x."table", 'from', x."from", 'to', x."to", 'on_update', x.on_update, 'on_delete', x.on_delete`,
    "pragma_foreign_key_list(s.name, 'main') AS x",
  ),
  modules: "SELECT lower(name) FROM pragma_module_list",
};

/**
 * Reads the catalogue. What the PRAGMAs tell of a table follows from what is written of it, DESC aside, so one that stands
 * as in an earlier catalogue is not asked about again. Throws what SQLite throws. https://www.sqlite.org/pragma.html#pragfunc
 */
export function readCatalogue(connection: Database, earlier?: Catalogue): Catalogue {
  const tables = connection.prepare<[], ListedTable>(queries.tables).all();
  const objects = connection.prepare<[], StoredObject>(queries.objects).all();
  const written = writtenOf(objects);
  const standing = earlier ? standingIn(earlier, written) : new Set<string>();
  const fresh = earlier ? [...written.keys()].filter((table) => !standing.has(table)) : null;
  const lists = <Row>(sql: string, known?: Listed<Row>): Listed<Row> => {
    const asked = listsOf<Row>(connection, sql, fresh);
    return known ? asked.with(known, standing) : asked;
  };
  return {
    objects,
    written,
    standing,
    tables: new Map(tables.map((table) => [table.name, table])),
    columns: lists(queries.columns, earlier?.columns),
    parts: lists(queries.parts, earlier?.parts),
    references: lists(queries.references, earlier?.references),
    modules: new Set(connection.prepare<[], string>(queries.modules).pluck().all()),
  };
}

function writtenOf(objects: readonly StoredObject[]): Map<string, readonly string[]> {
  const written = new Map<string, string[]>();
  for (const { type, name, sql } of objects) if (type === "table") written.set(name, [sql ?? ""]);
  for (const { type, name, tbl_name, sql } of objects)
    if (type === "index" && sql !== null) written.get(tbl_name)?.push(name, sql);
  return written;
}

function standingIn(earlier: Catalogue, written: Catalogue["written"]): Set<string> {
  const standing = new Set<string>();
  for (const [table, texts] of written) {
    const old = earlier.written.get(table);
    const isSame = old?.length === texts.length && texts.every((text, i) => text === old[i]);
    if (isSame && !texts.some((text) => descending.test(text))) standing.add(table);
  }
  return standing;
}

/** What a file of an old format has in its texts and SQLite does not heed. https://www.sqlite.org/fileformat2.html#schema_format_number */
const descending = /\bDESC\b/i;

/** The lists about some tables, or about all. */
function listsOf<Row>(connection: Database, sql: string, tables: readonly string[] | null): Listed<Row> {
  if (tables?.length === 0) return new Listed([]);
  const asked = tables && JSON.stringify(tables);
  const rows = connection.prepare<{ asked: string | null }, [string, string]>(sql).raw().all({ asked });
  return new Listed(rows.filter(([, json]) => json !== "[]"));
}
