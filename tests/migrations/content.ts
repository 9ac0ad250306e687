import Database from "better-sqlite3";
import { canonicalTokens } from "../../src/sql/canonical.ts";

/** Everything a database holds, the ledgers of the tools aside: values to the bit, rowids, counters, texts. */
export interface Content {
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly counters: readonly string[];
  /** The stored texts by type and name. */
  readonly texts: Readonly<Record<string, string>>;
}

const isLedger =
  "name GLOB 'knex_migrations*' OR name GLOB 'kysely_migration*' OR name GLOB '__drizzle_migrations*'";

/** Reads what a database holds. */
export function contentOf(path: string): Content {
  const db = new Database(path, { readonly: true });
  try {
    db.pragma("cache_size = -20000");
    const tables = db
      .prepare<[], { name: string; wr: number }>(
        `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')
         AND name NOT GLOB 'sqlite_*' AND NOT (${isLedger}) ORDER BY name`,
      )
      .all();
    const hasCounters = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").get();
    const texts = db
      .prepare<[], { key: string; sql: string }>(
        `SELECT type || ' ' || lower(name) AS key, sql FROM sqlite_schema
         WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND NOT (${isLedger}) ORDER BY key`,
      )
      .all();
    return {
      rows: Object.fromEntries(
        tables.map(({ name, wr }) => [name.toLowerCase(), rowsOf(db, name, wr === 1)]),
      ),
      counters: hasCounters
        ? db
            .prepare<[], string>(
              `SELECT name || ' ' || seq FROM sqlite_sequence WHERE NOT (${isLedger}) ORDER BY name`,
            )
            .pluck()
            .all()
        : [],
      texts: Object.fromEntries(texts.map(({ key, sql }) => [key, canonicalTokens(sql)])),
    };
  } finally {
    db.close();
  }
}

function rowsOf(db: Database.Database, table: string, withoutRowid: boolean): string[] {
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  const columns = db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_xinfo('${table.replaceAll("'", "''")}') ORDER BY lower(name)`,
    )
    .pluck()
    .all();
  const values = columns.map(
    (name) =>
      `lower('${name.replaceAll("'", "''")}') || '=' || typeof(${quoted(name)}) || ':' || coalesce(CASE typeof(${quoted(name)}) ` +
      `WHEN 'real' THEN printf('%!.17g', ${quoted(name)}) WHEN 'integer' THEN ${quoted(name)} ELSE hex(${quoted(name)}) END, '')`,
  );
  const rowid = withoutRowid || columns.some((name) => name.toLowerCase() === "rowid") ? [] : ["rowid"];
  const list = [...rowid, ...values].join(" || ' ' || ");
  const rows = db
    .prepare<[], string>(`SELECT ${list} FROM ${quoted(table)}`)
    .pluck()
    .all();
  return rows.map((row) => row.replace(/=text:((?:[0-9A-F]{2}){19,24})(?= |$)/g, momentless)).sort();
}

/** What says when it was written is not the same twice. */
function momentless(value: string, hex: string): string {
  const moment = Date.parse(`${Buffer.from(hex, "hex").toString()}Z`.replace(" ", "T").replace("ZZ", "Z"));
  return Math.abs(Date.now() - moment) < 3_600_000 ? "=text:now" : value;
}
