import Database from "better-sqlite3";
import { introspect } from "../../src/database/introspect.ts";
import { findNamed } from "../../src/schema/names.ts";
import type { Schema, Table } from "../../src/schema/schema.ts";

/** The schema of a database in memory built from SQL text. */
export function schemaOf(sql: string): Schema {
  const connection = new Database(":memory:");
  try {
    connection.exec(sql);
    return introspect(connection);
  } finally {
    connection.close();
  }
}

/** The table of that name in a database built from SQL text. Throws when there is none. */
export function tableOf(sql: string, name: string): Table {
  const table = findNamed(schemaOf(sql).tables, name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
}
