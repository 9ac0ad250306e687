import Database from "better-sqlite3";
import { quoteName } from "../sql/quote.ts";
import { isUnknown } from "./complaint.ts";

/** What SQLite finds wrong in a database. */
export interface Integrity {
  readonly complaints: readonly string[];
  /** Tables that it could not look at: they need what only the application has. */
  readonly unasked: readonly string[];
}

/**
 * Asks integrity_check of a whole database, or of some of its tables. One table with a function of the application's in a
 * CHECK or an index stops the whole: then it is asked table by table. https://www.sqlite.org/pragma.html#pragma_integrity_check
 */
export function askIntegrity(
  connection: Database.Database,
  {
    schema = "main",
    tables = null,
  }: { readonly schema?: string; readonly tables?: readonly string[] | null } = {},
): Integrity {
  const whole = tables === null ? ask(connection, schema, "100000") : null;
  if (whole !== null) return { complaints: whole, unasked: [] };
  const asked = (tables ?? tablesIn(connection, schema)).map((table) => ({
    table,
    lines: ask(connection, schema, quoteName(table)),
  }));
  return {
    complaints: asked.flatMap(({ lines }) => lines ?? []),
    unasked: asked.filter(({ lines }) => lines === null).map(({ table }) => table),
  };
}

/** Null where the connection lacks what the check needs. */
function ask(connection: Database.Database, schema: string, argument: string): string[] | null {
  try {
    const lines = connection
      .prepare<[], string>(`PRAGMA ${schema}.integrity_check(${argument})`)
      .pluck()
      .all();
    return lines.filter((line) => line !== "ok");
  } catch (error) {
    if (error instanceof Database.SqliteError && isUnknown(error.message)) return null;
    throw error;
  }
}

function tablesIn(connection: Database.Database, schema: string): string[] {
  return connection
    .prepare<[], string>(
      `SELECT name FROM ${schema}.sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name`,
    )
    .pluck()
    .all();
}
