import Database from "better-sqlite3";
import { connectTo } from "../driver.ts";
import { foldName } from "../schema/names.ts";
import { inSingleQuotes } from "../sql/double-quoted.ts";
import { prepareForSteps } from "./shadow.ts";

/** An in-memory database with the schema of another and no rows. Close its connection. */
export interface Twin {
  readonly connection: Database.Database;
  /**
   * The objects whose text this SQLite takes only with its strings in single quotes, by name. In a stored schema it takes
   * them as they are, so statements fare alike. https://www.sqlite.org/quirks.html#dblquote
   */
  readonly requoted: ReadonlyMap<string, { readonly stored: string; readonly taken: string }>;
  /** Why SQLite refused the text of an object, by its folded name: it needs what only the application has. */
  readonly leftOut: ReadonlyMap<string, string>;
}

interface Stored {
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/** Makes the schema anew, or the part of it that is about some tables. What SQLite no longer takes is told, not thrown. */
export function makeTwin(source: Database.Database, concerned: ReadonlySet<string> | null): Twin {
  const connection = prepareForSteps(connectTo(":memory:"));
  const requoted = new Map<string, { stored: string; taken: string }>();
  const leftOut = new Map<string, string>();
  connection.exec("BEGIN");
  for (const stored of storedTexts(source, concerned)) {
    const complaint = complaintOf(connection, stored.sql);
    if (complaint === null) continue;
    const taken = inSingleQuotes(stored.sql, columnsOf(source, stored.table));
    if (taken !== stored.sql && complaintOf(connection, taken) === null)
      requoted.set(stored.name, { stored: stored.sql, taken });
    else leftOut.set(foldName(stored.name), complaint);
  }
  const analysed = source.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").get();
  if (analysed) complaintOf(connection, "ANALYZE");
  connection.exec("COMMIT");
  return { connection, requoted, leftOut };
}

function storedTexts(source: Database.Database, concerned: ReadonlySet<string> | null): Stored[] {
  return source
    .prepare<{ concerned: string | null }, Stored>(
      'SELECT name, tbl_name AS "table", sql FROM sqlite_schema ' +
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' " +
        "AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') " +
        "AND (@concerned IS NULL OR tbl_name COLLATE NOCASE IN (SELECT value FROM json_each(@concerned))) " +
        "ORDER BY type = 'trigger', type = 'view', type = 'index', rowid",
    )
    .all({ concerned: concerned === null ? null : JSON.stringify([...concerned]) });
}

/** SQLite's message where it does not take a statement, which then has no effect; else null. */
function complaintOf(connection: Database.Database, sql: string): string | null {
  try {
    connection.exec(sql);
    return null;
  } catch (error) {
    if (error instanceof Database.SqliteError) return error.message;
    throw error;
  }
}

/** None of a table that SQLite cannot open without a module. */
function columnsOf(source: Database.Database, table: string): string[] {
  try {
    return source.prepare<[string], string>("SELECT name FROM pragma_table_xinfo(?)").pluck().all(table);
  } catch (error) {
    if (error instanceof Database.SqliteError) return [];
    throw error;
  }
}
