import type { DeclaredSchema } from "../schema/declared.ts";
import type { MigratedObject, Migration, MigrationFolder } from "../schema/migrations.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { quoteName } from "../sql/quote.ts";
import type { Evidence, Listing, RowReader } from "./evidence.ts";

/** A migration that has run, as a ledger has it. */
export interface LedgerRow {
  readonly hash: string;
  readonly when: number;
}

/** All rows of a ledger in one; null where the database has no such table. */
export function ledgerRows({ tool, ledger }: MigrationFolder, actual: Schema): Listing | null {
  const table = findNamed(actual.tables, ledger);
  const { columns, rows } = ledgers[tool];
  if (!table || !columns.every((name) => findNamed(table.columns, name))) return null;
  return rows(quoteName(ledger));
}

/** How each tool keeps its ledger: the columns that are asked for, and how. */
const ledgers: Readonly<
  Record<MigrationFolder["tool"], { columns: readonly string[]; rows: (ledger: string) => Listing }>
> = {
  drizzle: {
    columns: ["hash", "created_at"],
    rows: (ledger) => `SELECT json_group_array(json_array("hash", "created_at")) FROM ${ledger}`,
  },
  // The name begins with the time; a migration that failed, or was taken back, has not run.
  prisma: {
    columns: ["checksum", "migration_name", "finished_at", "rolled_back_at"],
    rows: (ledger) =>
      `SELECT json_group_array(json_array("checksum", CAST("migration_name" AS INTEGER))) FROM ${ledger} WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL`,
  },
};

/** What a ledger says has run; null where it was not read. */
export function readLedger(folder: MigrationFolder, { actual, listings }: Evidence): LedgerRow[] | null {
  const listing = ledgerRows(folder, actual);
  return listing === null ? null : rowsIn(listings.get(listing));
}

/** A folder of migrations, and what the ledger of the database says of them. */
export interface KeptLedger {
  readonly folder: MigrationFolder;
  /** Null where the database has no such ledger, or its rows are not read. */
  readonly rows: readonly LedgerRow[] | null;
  /** Whether the database has it. */
  readonly isThere: boolean;
}

/** What the ledgers of Drizzle say; into folders of Prisma no repair is written. */
export function keptLedgers(
  folders: readonly MigrationFolder[],
  actual: Schema,
  rows: RowReader | null,
): KeptLedger[] {
  const written = folders.filter(({ tool }) => tool === "drizzle");
  return written.map((folder) => {
    const listing = ledgerRows(folder, actual);
    const read = listing === null || rows === null ? null : rowsIn(rows.list(listing));
    return { folder, rows: read, isThere: listing !== null };
  });
}

function rowsIn(listed: ReturnType<RowReader["list"]> | undefined): LedgerRow[] | null {
  const [[text] = []] = listed ?? [];
  if (typeof text !== "string") return null;
  const rows: unknown = JSON.parse(text);
  return Array.isArray(rows)
    ? rows.map(([hash, when]) => ({ hash: String(hash), when: Number(when) }))
    : null;
}

/**
 * What the migrations that ran made and none takes away, each with the migration that made it. One that is not recorded
 * may have run all the same, or in part: what it takes away need not be there.
 */
export function standingAfter(
  migrations: readonly Migration[],
  hasRun: (migration: Migration) => boolean,
): Map<MigratedObject, Migration> {
  const standing = new Map<string, { object: MigratedObject; migration: Migration }>();
  const key = ({ kind, table, name }: MigratedObject): string => foldName(`${kind}\0${table}\0${name}`);
  for (const migration of migrations) {
    for (const object of migration.takes) standing.delete(key(object));
    if (!hasRun(migration)) continue;
    for (const object of migration.makes) standing.set(key(object), { object, migration });
  }
  return new Map([...standing.values()].map(({ object, migration }) => [object, migration]));
}

/** What a model declares and no migration makes, as names; none where it is not known what they make. */
export function notMigrated({ tables }: DeclaredSchema, { migrations, unlisted }: MigrationFolder): string[] {
  if (unlisted === "unreadable" || migrations.some(({ unknown }) => unknown)) return [];
  const made = [...standingAfter(migrations, () => true).keys()];
  const isMade = (kind: MigratedObject["kind"], table: string, name: string): boolean =>
    made.some(
      (object) => object.kind === kind && sameName(object.table, table) && sameName(object.name, name),
    );
  return tables.flatMap(({ name: table, columns, indexes }) => {
    if (!isMade("table", table, table)) return [table];
    const missing = columns.filter(({ name }) => !isMade("column", table, name));
    const unmade = indexes.flatMap(({ name }) =>
      name == null || isMade("index", table, name) ? [] : [name],
    );
    return [...missing.map(({ name }) => `${table}.${name}`), ...unmade];
  });
}

/** Whether the database has what a migration made. What belongs to a table that is missing is missing with it. */
export function isThere({ kind, name, table }: MigratedObject, actual: Schema): boolean {
  const own = findNamed(actual.tables, table);
  switch (kind) {
    case "table":
      return own !== undefined || findNamed(actual.virtualTables, name) !== undefined;
    case "column":
      return own === undefined || findNamed(own.columns, name) !== undefined;
    case "index":
      return own === undefined || findNamed(own.indexes, name) !== undefined;
    case "view":
      return findNamed(actual.views, name) !== undefined;
    case "trigger":
      return findNamed(actual.triggers, name) !== undefined;
  }
}
