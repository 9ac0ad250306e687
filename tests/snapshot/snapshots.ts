import Database from "better-sqlite3";
import { introspect } from "../../src/database/introspect.ts";
import { connectionTo } from "../../src/database/open-snapshot.ts";
import { hashSchema } from "../../src/database/schema-hash.ts";
import { snapshotOf } from "../../src/database/take-snapshot.ts";
import type { Schema } from "../../src/schema/schema.ts";
import type { Snapshot } from "../../src/schema/snapshot.ts";
import { readSnapshot } from "../../src/snapshot/read.ts";
import { writeSnapshot } from "../../src/snapshot/write.ts";

/** The snapshot of an open database. */
export function snapshot(connection: Database.Database): Snapshot {
  const sqliteVersion = connection.prepare<[], string>("SELECT sqlite_version()").pluck().get() ?? "";
  return snapshotOf(connection, { sqliteVersion, schemaHash: hashSchema(connection) });
}

/** The text of the snapshot of a database built from SQL text. */
export function textFor(sql: string): string {
  const connection = new Database(":memory:");
  try {
    connection.exec(sql);
    return writeSnapshot(snapshot(connection));
  } finally {
    connection.close();
  }
}

/** What is read of a database, and of its snapshot once it was written and read. */
export interface BothWays {
  readonly original: { readonly schema: Schema; readonly stored: readonly unknown[]; readonly hash: string };
  readonly returned: { readonly schema: Schema; readonly stored: readonly unknown[]; readonly hash: string };
}

/** Takes a snapshot of an open database through its text, whatever a checkout does to that text. */
export function bothWays(
  connection: Database.Database,
  checkout: (text: string) => string = (text) => text,
): BothWays {
  const text = checkout(writeSnapshot(snapshot(connection)));
  const returned = connectionTo(readSnapshot(text, "doctor-snapshot.sql"), { path: "", bytes: 0 });
  try {
    return { original: read(connection), returned: read(returned) };
  } finally {
    returned.close();
  }
}

function read(connection: Database.Database): BothWays["original"] {
  const schema = introspect(connection);
  const shadows = new Set(schema.virtualTables.flatMap(({ shadowTables }) => shadowTables));
  const stored = connection
    .prepare<[], { name: string; tbl_name: string; rootpage: number }>(
      "SELECT type, name, tbl_name, sql, rootpage > 0 AS rootpage FROM sqlite_schema ORDER BY type, name",
    )
    .all()
    .filter(({ name, tbl_name }) => !shadows.has(name) && !shadows.has(tbl_name));
  return { schema: sorted(schema), stored, hash: hashSchema(connection) };
}

/** A snapshot has its own order. */
function sorted(schema: Schema): Schema {
  const byName = <T extends { readonly name: string }>(list: readonly T[]): T[] =>
    [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...schema,
    tables: byName(schema.tables).map((table) => ({ ...table, indexes: byName(table.indexes) })),
    virtualTables: byName(schema.virtualTables).map((table) => ({
      ...table,
      shadowTables: [...table.shadowTables].sort(),
    })),
    views: byName(schema.views),
    triggers: byName(schema.triggers),
    statistics: [...(schema.statistics ?? [])].sort(),
    notAnalysed: [...schema.notAnalysed].sort((a, b) => (a.what < b.what ? -1 : 1)),
  };
}
