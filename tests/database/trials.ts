import Database from "better-sqlite3";
import { tryIndexes } from "../../src/database/index-trials.ts";
import { introspect } from "../../src/database/introspect.ts";
import type { IndexTrial } from "../../src/evidence/code.ts";

/** The trials of these statements on a database with this schema; a list is one statement with the texts it may be. */
export function trialsOf(
  schema: string,
  statements: readonly (string | readonly string[] | null)[],
  isLeftAlone?: (table: string) => boolean,
): IndexTrial[] {
  const twin = new Database(":memory:");
  twin.pragma("foreign_keys = OFF");
  twin.exec(schema);
  const trials = tryIndexes(
    twin,
    introspect(twin),
    statements.map((texts) => {
      if (texts === null) return null;
      const [sql = "", ...alternatives] = typeof texts === "string" ? [texts] : texts;
      return { sql, alternatives };
    }),
    isLeftAlone,
  );
  twin.close();
  return trials;
}

/** The indexes that statements want, as `table (column, column DESC)`. */
export function wanted(schema: string, ...statements: readonly string[]): string[] {
  return trialsOf(schema, statements).map(shownTrial).sort();
}

export function shownTrial({ table, columns }: IndexTrial): string {
  return `${table} (${columns.map(({ name, descending }) => `${name}${descending ? " DESC" : ""}`).join(", ")})`;
}
