import type { MigratedObject, Migration, MigrationFolder } from "../schema/migrations.ts";
import { findNamed, foldName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { quoteName } from "../sql/quote.ts";
import type { Evidence, Listing } from "./evidence.ts";

/** A migration that has run, as a ledger has it. */
export interface LedgerRow {
  readonly hash: string;
  readonly when: number;
}

/** All rows of a ledger in one; null where the database has no such table. */
export function ledgerRows({ ledger }: MigrationFolder, actual: Schema): Listing | null {
  const table = findNamed(actual.tables, ledger);
  const has = (name: string): boolean => table !== undefined && findNamed(table.columns, name) !== undefined;
  if (!has("hash") || !has("created_at")) return null;
  return `SELECT json_group_array(json_array("hash", "created_at")) FROM ${quoteName(ledger)}`;
}

/** What a ledger says has run; null where it was not read. */
export function readLedger(folder: MigrationFolder, { actual, listings }: Evidence): LedgerRow[] | null {
  const listing = ledgerRows(folder, actual);
  const [row] = listing === null ? [] : (listings.get(listing) ?? []);
  const [text] = row ?? [];
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
