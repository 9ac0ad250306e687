import type Database from "better-sqlite3";
import { foldName } from "../schema/names.ts";
import {
  countedByAnalyze,
  type Snapshot,
  type SnapshotSettings,
  type Statistic,
} from "../schema/snapshot.ts";
import { inSnapshotOrder } from "../schema/snapshot-order.ts";
import type { StoredText } from "../schema/stored.ts";
import { storedTexts } from "./compare-schema.ts";
import { openDatabase } from "./open.ts";
import { isOwn } from "./schema-hash.ts";

/**
 * The schema and the statistics of a database, read as every analysis reads it: nothing is written to it or beside it.
 * Throws DoctorError when it cannot be opened.
 */
export function takeSnapshot(path: string): Snapshot {
  const { connection, facts, close } = openDatabase(path);
  try {
    return connection.transaction(() => snapshotOf(connection, facts))();
  } finally {
    close();
  }
}

/** The snapshot of an open database, read in whatever transaction is open. */
export function snapshotOf(
  connection: Database.Database,
  { sqliteVersion, schemaHash }: Pick<Snapshot, "sqliteVersion" | "schemaHash">,
): Snapshot {
  const shadows = new Set(
    connection
      .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'")
      .pluck()
      .all(),
  );
  const objects = storedTexts(connection).filter(
    ({ name, table }) => !isOwn(name) && !isOwn(table) && !shadows.has(name) && !shadows.has(table),
  );
  return {
    ...{ sqliteVersion, schemaHash, settings: settingsOf(connection) },
    objects: inSnapshotOrder(objects),
    analysed: analysedIn(connection),
    statistics: statisticsOf(connection, objects),
  };
}

const vacuums = ["none", "full", "incremental"] as const;

function settingsOf(connection: Database.Database): SnapshotSettings {
  const pragma = (name: string): unknown => connection.pragma(name, { simple: true });
  return {
    encoding: String(pragma("encoding")),
    userVersion: Number(pragma("user_version")),
    applicationId: Number(pragma("application_id")),
    autoVacuum: vacuums[Number(pragma("auto_vacuum"))] ?? "none",
  };
}

function analysedIn(connection: Database.Database): Snapshot["analysed"] {
  return connection
    .prepare<[], Snapshot["analysed"][number]>(
      "SELECT name FROM sqlite_schema WHERE name IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY name",
    )
    .pluck()
    .all();
}

/** What stands there besides is no statistic, and might be a value of a row. */
function statisticsOf(connection: Database.Database, objects: readonly StoredText[]): Statistic[] {
  if (!analysedIn(connection).includes("sqlite_stat1")) return [];
  const tables = new Set(objects.map(({ table }) => foldName(table)));
  const indexes = new Set(
    connection
      .prepare<[], string>("SELECT lower(name) FROM sqlite_schema WHERE type = 'index'")
      .pluck()
      .all(),
  );
  return connection
    .prepare<[], [unknown, unknown, unknown]>(
      "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx, stat",
    )
    .raw()
    .all()
    .filter((row): row is [string, string | null, string] => {
      const [table, index, stat] = row;
      const isKnown = typeof table === "string" && tables.has(foldName(table));
      const isIndex = index === null || (typeof index === "string" && isNameIn(index, indexes, tables));
      return isKnown && isIndex && typeof stat === "string" && countedByAnalyze.test(stat);
    });
}

/** The key of a WITHOUT ROWID table is counted under the table's name. */
function isNameIn(name: string, ...known: readonly ReadonlySet<string>[]): boolean {
  return known.some((names) => names.has(foldName(name)));
}
