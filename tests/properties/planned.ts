import type Database from "better-sqlite3";
import { introspect } from "../../src/database/introspect.ts";
import { diffSchemas } from "../../src/diff/diff.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { makePlan } from "../../src/plan/planner.ts";
import { declareTable } from "../../src/schema/declare.ts";
import type { DeclaredSchema } from "../../src/schema/declared.ts";
import { open } from "./content.ts";

function declaredBy(content: Buffer): DeclaredSchema {
  const { tables, virtualTables, views, triggers } = introspect(plain(content));
  const none = { sources: [], unparsable: [], notAnalysed: [] };
  return { ...none, tables: tables.map((table) => declareTable(table)), virtualTables, views, triggers };
}

/** Introspection takes numbers, not integers of any size. */
const plain = (content: Buffer): Database.Database => {
  const connection = open(content);
  connection.defaultSafeIntegers(false);
  return connection;
};

/** The plan from one database to the schema of another. */
export function planFor(content: Buffer, target: Buffer, allowDestructive: boolean): Plan {
  const actual = introspect(plain(content));
  const declared = declaredBy(target);
  const denied = { tables: [], columns: { users: ["a", "b c", "rowid", "Order", "new", "New 2"] } };
  const { changes } = diffSchemas(declared, actual, { ignore: [], denied });
  return makePlan({ changes, declared, actual }, { allowDestructive });
}

/** Runs statements; what SQLite refuses comes back as its message. */
export function run(connection: Database.Database, statements: readonly string[]): string | null {
  try {
    connection.exec("BEGIN");
    for (const statement of statements) connection.exec(statement);
    connection.exec("COMMIT");
    return null;
  } catch (error) {
    return String(error);
  }
}
