import Database from "better-sqlite3";
import { DoctorError } from "../errors.ts";
import type { Snapshot } from "../schema/snapshot.ts";
import { introspect } from "./introspect.ts";
import { loadSchema } from "./load-schema.ts";
import type { OpenDatabase } from "./open.ts";
import { type DiagnosedDatabase, openTwin } from "./port.ts";
import { rehearse } from "./rehearse.ts";

/** Where a snapshot comes from. */
export interface SnapshotFile {
  /** The path as given. */
  readonly path: string;
  readonly bytes: number;
}

/** What a report says of the rows where there are none. */
const withoutRows =
  "A snapshot holds the schema and the statistics of a database, no rows: nothing is known of what is stored, and the repair is rehearsed without it. Analyse the database itself for that.";

/**
 * Opens the schema of a snapshot, made in memory, as a database without rows. Throws DoctorError when SQLite cannot read
 * a text of it as part of a schema.
 */
export function openSnapshot(
  snapshot: Snapshot,
  file: SnapshotFile,
  opened: () => void = () => undefined,
): DiagnosedDatabase {
  const connection = connectionTo(snapshot, file);
  try {
    opened();
    const schema = introspect(connection);
    const source = sourceOf(connection, snapshot, file);
    const unasked = { rows: 0, failed: "a snapshot holds no rows" };
    return {
      facts: source.facts,
      schema,
      withoutRows,
      probe: () => unasked,
      readRows: () => ({ ask: () => new Map(), list: () => [] }),
      openTwin: (steps) => openTwin(connection, steps, schema),
      rehearse: (plan, options) => rehearse(source, schema, plan, { ...options, level: "schema" }),
      close: source.close,
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}

function sourceOf(
  connection: Database.Database,
  { schemaHash }: Snapshot,
  { path, bytes }: SnapshotFile,
): OpenDatabase {
  const version = connection.prepare<[], string>("SELECT sqlite_version()").pluck().get();
  return {
    connection,
    facts: { path, bytes, sqliteVersion: version ?? "", schemaHash, journalMode: "rollback" },
    file: ":memory:",
    isPrivate: true,
    close: () => connection.close(),
  };
}

/** A database in memory with the schema and the statistics of a snapshot. Throws DoctorError as `openSnapshot` does. */
export function connectionTo(snapshot: Snapshot, { path }: SnapshotFile): Database.Database {
  try {
    const { objects, analysed, statistics, settings } = snapshot;
    const connection = loadSchema({ texts: objects, statistics: analysed, encoding: settings.encoding });
    if (statistics.length > 0) {
      const insert = connection.prepare("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)");
      for (const row of statistics) insert.run(...row);
      // https://www.sqlite.org/lang_analyze.html
      connection.exec("ANALYZE sqlite_schema");
    }
    return connection;
  } catch (error) {
    throw error instanceof Database.SqliteError ? unreadable(error, path) : error;
  }
}

function unreadable(error: Error, path: string): DoctorError {
  return new DoctorError(
    "snapshot-malformed",
    `The schema in the snapshot ${path} is none that SQLite can read: ${error.message}.`,
    "Write it anew from the database: doctor snapshot. If it comes from there, a newer SQLite wrote that database: update schema-drift-doctor.",
    { cause: error },
  );
}
