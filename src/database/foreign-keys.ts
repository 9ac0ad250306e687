import Database from "better-sqlite3";
import { foldName } from "../schema/names.ts";
import { quoteName } from "../sql/quote.ts";

/**
 * How many rows of a table break its foreign keys, by folded parent; "mismatch" where SQLite cannot even check.
 * Asked table by table, because one bad foreign key hides all the others. https://www.sqlite.org/pragma.html#pragma_foreign_key_check
 */
export function violations(connection: Database.Database, table: string): Map<string, number> {
  const found = new Map<string, number>();
  try {
    const query = connection.prepare<[], { parent: string }>(
      `PRAGMA main.foreign_key_check(${quoteName(table)})`,
    );
    for (const { parent } of query.iterate())
      found.set(foldName(parent), (found.get(foldName(parent)) ?? 0) + 1);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    found.set("mismatch", 1);
  }
  return found;
}
