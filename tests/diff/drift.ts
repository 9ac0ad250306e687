import Database from "better-sqlite3";
import { introspect } from "../../src/database/introspect.ts";
import { diffSchemas } from "../../src/diff/diff.ts";
import type { Drift } from "../../src/diff/drift.ts";
import type { Denied } from "../../src/diff/suspicion.ts";
import { declareTable } from "../../src/schema/declare.ts";
import type { DeclaredSchema } from "../../src/schema/declared.ts";
import type { Schema } from "../../src/schema/schema.ts";

/** The schema that SQL text makes. */
export function schemaOf(sql: string): Schema {
  const connection = new Database(":memory:");
  connection.exec(sql);
  return introspect(connection);
}

/** The complete declaration that SQL text makes. */
export function declaredBy(sql: string): DeclaredSchema {
  const { tables, virtualTables, views, triggers } = schemaOf(sql);
  return {
    sources: [],
    tables: tables.map((table) => declareTable(table)),
    virtualTables,
    views,
    triggers,
    unparsable: [],
    notAnalysed: [],
  };
}

/** The drift between a database and a complete declaration, both as SQL. */
export function driftOf(
  actual: string,
  declared: string,
  denied: Denied = { tables: [], columns: {} },
): Drift {
  return diffSchemas(declaredBy(declared), schemaOf(actual), { ignore: [], denied });
}
