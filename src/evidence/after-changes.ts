import type { Change } from "../diff/change.ts";
import { afterRenames, confirmedRenames } from "../diff/renamed.ts";
import type { ForeignKey, IndexPart } from "../schema/constraint.ts";
import type { DeclaredForeignKey } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Role, Table } from "../schema/schema.ts";
import { byTable } from "./changes.ts";
import type { Evidence } from "./evidence.ts";

/** What foreign keys depend on, of a table as it is once the drift's changes are made. Names are the declared ones. */
export interface Joinable {
  readonly name: string;
  readonly role: Role;
  readonly foreignKeys: readonly (ForeignKey | DeclaredForeignKey)[];
  /** The primary key's columns; empty without one. */
  readonly primaryKey: readonly string[];
  /** The sets of columns that are unique, the primary key included. */
  readonly uniqueSets: readonly (readonly string[])[];
}

const known = new WeakMap<Evidence["drift"], Map<string, Joinable>>();

/** All tables as they are once the drift's changes are made, by folded name. */
export function joinablesAfter(evidence: Evidence): ReadonlyMap<string, Joinable> {
  const before = known.get(evidence.drift);
  if (before) return before;
  const { actual, declared, drift } = evidence;
  const changes = new Map(byTable(drift.changes).map(([table, own]) => [foldName(table), own]));
  const tables = new Map<string, Joinable>();
  for (const table of afterRenames(actual, confirmedRenames(declared, actual)).tables) {
    tables.set(foldName(table.name), altered(table, changes.get(foldName(table.name)) ?? []));
  }
  // A table that may be another one renamed is there either way.
  for (const change of [...drift.changes, ...drift.suspicions.flatMap(({ otherwise }) => otherwise)]) {
    if (change.kind === "create-table") tables.set(foldName(change.table), created(change));
  }
  known.set(drift, tables);
  return tables;
}

function altered(table: Table, changes: readonly Change[]): Joinable {
  const gone = new Set(changes.map((change) => ("actual" in change ? JSON.stringify(change.actual) : "")));
  const stays = (part: unknown): boolean => !gone.has(JSON.stringify(part));
  const key = changes.find((change) => change.kind === "alter-primary-key");
  const primaryKey = (key ? key.to : table.primaryKey)?.columns ?? [];
  return {
    name: table.name,
    role: table.role,
    primaryKey,
    foreignKeys: [
      ...table.foreignKeys.filter(stays),
      ...changes.flatMap((change) =>
        change.kind === "add-foreign-key" || change.kind === "alter-foreign-key" ? change.declared : [],
      ),
    ],
    uniqueSets: [
      primaryKey,
      ...table.uniques.filter(stays).flatMap(({ columns }) => plainSet(columns, table)),
      ...table.indexes
        .filter((index) => index.unique && index.where === null && stays(index))
        .flatMap(({ parts }) => plainSet(parts, table)),
      ...changes.flatMap((change) => addedSet(change, table)),
    ],
  };
}

function addedSet(change: Change, table: Table): string[][] {
  if (change.kind === "add-unique") return plainSet(change.declared.columns, table);
  if (change.kind !== "create-index" && change.kind !== "replace-index") return [];
  const { unique, where, parts } = change.declared;
  return unique && where === null ? plainSet(parts, table) : [];
}

/**
 * The columns of a uniqueness that a foreign key can refer to: columns only, each under its own collation.
 * https://www.sqlite.org/foreignkeys.html#fk_indexes
 */
function plainSet(parts: readonly IndexPart[], table: Pick<Table, "columns"> | null): string[][] {
  const columns = parts.flatMap(({ column, collation }) => {
    if (column === null) return [];
    const own = findNamed(table?.columns ?? [], column)?.collation;
    return own === undefined || collation === "BINARY" || sameName(own, collation) ? [column] : [];
  });
  return columns.length === parts.length ? [columns] : [];
}

function created({ declared }: Extract<Change, { kind: "create-table" }>): Joinable {
  const stated = declared.primaryKey?.columns;
  const id = declared.primaryKey === undefined ? findNamed(declared.columns, "id")?.name : undefined;
  const primaryKey = stated ?? (id === undefined ? [] : [id]);
  const plain = declared.indexes.filter(({ unique, where }) => unique && where === null);
  return {
    name: declared.name,
    role: "application",
    foreignKeys: declared.foreignKeys,
    primaryKey,
    uniqueSets: [
      primaryKey,
      ...declared.uniques.flatMap(({ columns }) => plainSet(columns, null)),
      ...plain.flatMap(({ parts }) => plainSet(parts, null)),
    ],
  };
}
