import type { Database } from "better-sqlite3";
import type { NotAnalysed } from "../schema/location.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { readTriggers, readViews } from "./breakage.ts";
import { type Catalogue, readCatalogue, type StoredObject } from "./catalogue.ts";
import { readVirtualTables } from "./read-virtual.ts";
import { withRoles } from "./role.ts";
import { readingBefore, TableReadings } from "./table-readings.ts";
import { findUnknowns } from "./unknown.ts";

/**
 * Reads the whole schema of a database's main part, in one read transaction. What cannot be read is a
 * notAnalysed entry. A table that is written as in `earlier`, a schema introspected before, is taken from there; without
 * one, from the schema that was introspected last. Throws what SQLite throws when the schema cannot be read at all.
 */
export function introspect(connection: Database, earlier?: Schema): Schema {
  if (connection.inTransaction) return read(connection, earlier);
  connection.exec("BEGIN");
  try {
    return read(connection, earlier);
  } finally {
    connection.exec("COMMIT");
  }
}

function read(connection: Database, earlier: Schema | undefined): Schema {
  const before = readingBefore(earlier);
  const catalogue = readCatalogue(connection, before?.catalogue);
  const notAnalysed: NotAnalysed[] = [];
  const virtualTables = readVirtualTables(catalogue, notAnalysed);
  const shadows = new Set(virtualTables.flatMap((table) => table.shadowTables));
  const readings = new TableReadings(catalogue, before);
  const tables = readTables(catalogue, shadows, (object, indexes) => {
    const { table, notAnalysed: left } = readings.of(object, indexes);
    notAnalysed.push(...left);
    return table;
  });
  findUnknowns(connection, tables, notAnalysed);
  return readings.remembered({
    tables,
    virtualTables,
    views: readViews(connection, catalogue, notAnalysed),
    triggers: readTriggers(connection, catalogue, notAnalysed),
    statistics: catalogue.objects.map(({ name }) => name).filter((name) => /^sqlite_stat[14]$/.test(name)),
    notAnalysed,
  });
}

function readTables(
  catalogue: Catalogue,
  shadows: ReadonlySet<string>,
  readTable: (object: StoredObject, indexes: readonly StoredObject[]) => Table,
): Table[] {
  const indexes = indexesByTable(catalogue.objects);
  const tables = catalogue.objects
    .filter((object) => isOrdinary(object, catalogue) && !shadows.has(object.name))
    .map((object) => readTable(object, indexes.get(object.name) ?? []));
  return withRoles(tables);
}

/** Internal tables, virtual tables and shadow tables are none. */
function isOrdinary(object: StoredObject, catalogue: Catalogue): boolean {
  return (
    object.type === "table" &&
    catalogue.columns.has(object.name) &&
    catalogue.tables.get(object.name)?.type === "table"
  );
}

function indexesByTable(objects: readonly StoredObject[]): Map<string, StoredObject[]> {
  const indexes = new Map<string, StoredObject[]>();
  for (const object of objects) {
    if (object.type !== "index" || object.sql === null) continue;
    const group = indexes.get(object.tbl_name);
    if (group) group.push(object);
    else indexes.set(object.tbl_name, [object]);
  }
  return indexes;
}
