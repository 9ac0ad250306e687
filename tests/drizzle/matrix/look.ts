import Database from "better-sqlite3";
import { canonicalTokens } from "../../../src/sql/canonical.ts";

type Row = Readonly<Record<string, unknown>>;

/** Asks a database, read-only. */
function asked<T>(path: string, question: (all: (sql: string, ...values: unknown[]) => Row[]) => T): T {
  const connection = new Database(path, { readonly: true });
  try {
    return question((sql, ...values) => connection.prepare<unknown[], Row>(sql).all(...values));
  } finally {
    connection.close();
  }
}

const quoted = (name: unknown): string => `"${String(name).replaceAll('"', '""')}"`;

const own = "name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE '!_doctor!_%' ESCAPE '!'";

/** The values of each column of each table, as "table.column": rowid, storage class and bytes. */
export function cellsOf(path: string): Map<string, string[]> {
  return asked(path, (all) => {
    const tables = all(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') AND ${own}`,
    );
    const cells = new Map<string, string[]>();
    for (const { name: table, wr } of tables) {
      for (const { name: column } of all("SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1", table)) {
        const key = wr === 1 ? "" : "rowid || ' ' || ";
        const value = `${key} typeof(${quoted(column)}) || ' ' || coalesce(hex(${quoted(column)}), '')`;
        const values = all(`SELECT ${value} AS value FROM ${quoted(table)}`).map((row) => String(row.value));
        cells.set(`${table}.${column}`, values.sort());
      }
    }
    return cells;
  });
}

/** The AUTOINCREMENT counters. */
export function countersOf(path: string): Row {
  return asked(path, (all) =>
    Object.fromEntries(
      all("SELECT name, seq FROM sqlite_sequence WHERE name NOT LIKE '!_doctor!_%' ESCAPE '!'").map(
        ({ name, seq }) => [name, seq],
      ),
    ),
  );
}

/** The stored texts of all that is no table and no index of the model, token for token. */
export function othersOf(path: string, tables: ReadonlySet<string>): Map<string, string> {
  return asked(path, (all) => {
    const objects = all(
      `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND ${own}`,
    );
    return new Map(
      objects
        .filter(({ type, tbl_name }) => type === "trigger" || !tables.has(String(tbl_name)))
        .map(({ type, name, sql }) => [`${type} ${name}`, canonicalTokens(String(sql))]),
    );
  });
}

/**
 * What is wrong with a database as a whole: broken pages, rows without a parent, a text index that has lost track. Where
 * rows were moved on purpose nobody told the index.
 */
export function faultsOf(path: string, moved: readonly string[]): unknown[] {
  const connection = new Database(path);
  try {
    const texts = connection
      .prepare("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
      .pluck()
      .all();
    for (const name of texts)
      connection.exec(
        `INSERT INTO ${name} (${name}, rank) VALUES ('integrity-check', ${moved.length > 0 ? 0 : 1})`,
      );
    const integrity = connection.pragma("integrity_check", { simple: true });
    const orphans = connection.pragma("foreign_key_check") as unknown[];
    return [...(integrity === "ok" ? [] : [integrity]), ...orphans];
  } finally {
    connection.close();
  }
}

/** What SQLite itself says of the tables and views of a model: columns, keys, indexes, checks; orders and places aside. */
export function shapeOf(path: string, tables: ReadonlySet<string>): string[] {
  return asked(path, (all) => {
    const objects = all(
      `SELECT type, name, sql FROM sqlite_schema WHERE type IN ('table', 'view') AND ${own}`,
    );
    return objects
      .filter(({ name }) => tables.has(String(name)))
      .flatMap(({ type, name, sql }) =>
        type === "view"
          ? [`view ${name}: ${canonicalTokens(String(sql))}`]
          : tableShape(all, String(name), String(sql)),
      )
      .sort();
  });
}

function tableShape(all: (sql: string, ...values: unknown[]) => Row[], table: string, sql: string): string[] {
  const [list] = all("SELECT strict, wr FROM pragma_table_list WHERE name = ?", table);
  const columns = all("SELECT * FROM pragma_table_xinfo(?)", table).map(
    ({ cid: _, ...column }) => `${table} column ${Object.values(column).join("|").toLowerCase()}`,
  );
  const keys = all(
    `SELECT "table", group_concat("from") AS f, group_concat("to") AS t, on_update, on_delete FROM pragma_foreign_key_list(?) GROUP BY id`,
    table,
  ).map((key) => `${table} key ${Object.values(key).join("|").toLowerCase()}`);
  const indexes = all('SELECT name, "unique" AS u, origin, partial FROM pragma_index_list(?)', table).map(
    (index) => {
      const parts = all("SELECT name, desc, coll FROM pragma_index_xinfo(?) WHERE key = 1", index.name);
      const [stored] = all("SELECT sql FROM sqlite_schema WHERE name = ?", index.name);
      const text = stored?.sql == null ? "" : canonicalTokens(String(stored.sql));
      return `${table} index ${index.u}${index.origin}${index.partial} ${JSON.stringify(parts)} ${text}`;
    },
  );
  const words = canonicalTokens(sql).toLowerCase().split(" ");
  const expressions = words.flatMap((word, i) =>
    ["check", "as"].includes(word) ? [`${table} ${word} ${inBrackets(words.slice(i + 1))}`] : [],
  );
  const rest = [
    `${table} words`,
    ...(list?.strict === 1 ? ["strict"] : []),
    ...(list?.wr === 1 ? ["without rowid"] : []),
    ...words.filter((word) => ["autoincrement", "collate", "deferrable"].includes(word)),
  ].join(" ");
  return [...columns, ...keys, ...indexes, ...expressions, rest];
}

/** The words up to the bracket that closes the first one. */
function inBrackets(words: readonly string[]): string {
  let depth = 0;
  const end = words.findIndex((word) => {
    depth += word === "(" ? 1 : word === ")" ? -1 : 0;
    return depth === 0;
  });
  return words.slice(0, end + 1).join(" ");
}
