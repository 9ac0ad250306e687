import type Database from "better-sqlite3";
import type { StoredText } from "../schema/stored.ts";
import { loadSchema } from "./load-schema.ts";
import { prepareForSteps } from "./shadow.ts";

/**
 * An in-memory database with the schema of another, or the part of it that is about some tables, and no rows: for steps to
 * run on. Its texts are the stored ones, so that what the connection lacks (functions, collations, modules) fails where it
 * would there, and nowhere else. Throws what SQLite throws for a schema it cannot read.
 */
export function copySchema(
  source: Database.Database,
  concerned: ReadonlySet<string> | null,
): Database.Database {
  const texts = source
    .prepare<{ concerned: string | null }, StoredText>(
      'SELECT type, name, tbl_name AS "table", sql FROM sqlite_schema ' +
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' " +
        "AND name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow') " +
        "AND (@concerned IS NULL OR tbl_name COLLATE NOCASE IN (SELECT value FROM json_each(@concerned))) " +
        "ORDER BY rowid",
    )
    .all({ concerned: concerned === null ? null : JSON.stringify([...concerned]) });
  const statistics = source
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE name IN ('sqlite_stat1', 'sqlite_stat4')")
    .pluck()
    .all();
  return prepareForSteps(loadSchema({ texts, statistics }));
}
