import type { Change, ChangeOf } from "../diff/change.ts";
import { afterRenames, confirmedRenames } from "../diff/renamed.ts";
import { type Affinity, affinityOf } from "../schema/affinity.ts";
import type { ForeignKey, Index, IndexPart, Unique } from "../schema/constraint.ts";
import { createdType } from "../schema/created-type.ts";
import type { DeclaredColumn, DeclaredForeignKey, DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { auditLog } from "../schema/trail.ts";
import { clausesOf } from "../sql/clauses.ts";
import { readCreateTable } from "../sql/create-table.ts";
import { createdKey, printTable } from "../sql/print-table.ts";
import { byTable } from "./changes.ts";
import type { Evidence } from "./evidence.ts";

/** A column as conventions judge it. */
export interface HouseColumn {
  readonly name: string;
  readonly type: string;
  readonly affinity: Affinity;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly generated: boolean;
  /** What it is called today; null while the repair is still to make it. */
  readonly today: string | null;
  /** Whether the model does not know it: it goes as soon as somebody allows the loss. */
  readonly unexpected: boolean;
}

/** A foreign key as conventions judge it. */
export interface HouseKey {
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[] | null;
  /** The actions that are written out. */
  readonly written: { readonly onDelete: boolean; readonly onUpdate: boolean };
  /** The key itself where the drift leaves it as it is. */
  readonly standing: ForeignKey | null;
}

/** A table as conventions judge it: as the repair of the drift leaves it, in the names that it has then. */
export interface HouseTable {
  readonly name: string;
  /** null where no model names it. */
  readonly declared: DeclaredTable | null;
  /** As the database has it, in the names of today; null while the repair is still to make it. */
  readonly today: Table | null;
  readonly columns: readonly HouseColumn[];
  readonly key: readonly string[];
  /** The column that is the rowid under another name. */
  readonly alias: string | null;
  readonly withoutRowid: boolean;
  readonly foreignKeys: readonly HouseKey[];
  readonly uniques: readonly { readonly columns: readonly IndexPart[]; readonly standing: Unique | null }[];
  readonly indexes: readonly {
    readonly unique: boolean;
    readonly parts: readonly IndexPart[];
    readonly where: string | null;
    /** As it is today, where the drift leaves it and its columns alone. */
    readonly standing: Index | null;
  }[];
}

const known = new WeakMap<Evidence["drift"], readonly HouseTable[]>();

/** The tables of the application for which a convention is asked, those first that are there. */
export function houseTables(evidence: Evidence, convention: string): HouseTable[] {
  const { conventions, drift } = evidence;
  if (!conventions.has(convention)) return [];
  const tables = known.get(drift) ?? allTables(evidence);
  known.set(drift, tables);
  const isLog = ({ name }: HouseTable): boolean => sameName(name, auditLog) && conventions.has("auditTrail");
  return tables.filter((table) => conventions.has(convention, table.name) && !isLog(table));
}

function allTables({ actual, declared, drift }: Evidence): HouseTable[] {
  const renamed = afterRenames(actual, confirmedRenames(declared, actual)).tables;
  const changes = new Map(byTable(drift.changes).map(([table, own]) => [foldName(table), own]));
  const paired = new Map(drift.pairs.map((pair) => [foldName(pair.declared.name), pair.declared]));
  const suspected = new Set(
    drift.suspicions.flatMap(({ kind, from }) => (kind === "table" ? [foldName(from)] : [])),
  );
  const unmanaged = new Set(
    drift.unmanaged.flatMap(({ kind, name }) => (kind === "table" ? [foldName(name)] : [])),
  );
  const there = renamed.flatMap((table, i): HouseTable[] => {
    const name = foldName(table.name);
    const today = actual.tables[i];
    const model = paired.get(name) ?? null;
    const isJudged = model !== null || (unmanaged.has(name) && !suspected.has(name));
    if (!today || !isJudged || table.role !== "application") return [];
    return [altered(table, today, model, changes.get(name) ?? [])];
  });
  const created = drift.changes.filter((change) => change.kind === "create-table");
  return [...there, ...created.map((change) => toBe(change.declared))];
}

/** A table that the repair makes. */
function toBe(declared: DeclaredTable): HouseTable {
  const key = createdKey(declared)?.columns ?? [];
  const only = key.length === 1 ? findNamed(declared.columns, key[0] ?? "") : undefined;
  const withoutRowid = declared.withoutRowid ?? false;
  const isAlias = only !== undefined && createdType(only).toUpperCase() === "INTEGER" && !withoutRowid;
  const written = writtenActions(printTable(declared));
  return {
    name: declared.name,
    declared,
    today: null,
    columns: declared.columns.map((column) => added(column, key)),
    key,
    alias: isAlias && declared.primaryKey?.rowidAlias !== false ? only.name : null,
    withoutRowid,
    foreignKeys: declared.foreignKeys.map((own) => ({
      ...own,
      written: written.find(({ columns }) => columns.join() === own.columns.join()) ?? writtenOf(own),
      standing: null,
    })),
    uniques: declared.uniques.map(({ columns }) => ({ columns, standing: null })),
    indexes: declared.indexes.map((index) => ({ ...index, standing: null })),
  };
}

function added(column: DeclaredColumn, key: readonly string[] = []): HouseColumn {
  const type = createdType(column);
  return {
    name: column.name,
    type,
    affinity: affinityOf(type),
    notNull: column.notNull ?? key.some((name) => sameName(name, column.name)),
    default: column.default ?? null,
    generated: !!column.generated,
    today: null,
    unexpected: false,
  };
}

/** A table that is there, with what the drift makes of it. */
function altered(
  table: Table,
  today: Table,
  declared: DeclaredTable | null,
  changes: readonly Change[],
): HouseTable {
  const of = <K extends Change["kind"]>(...kinds: readonly K[]): ChangeOf<K>[] =>
    changes.filter((change): change is ChangeOf<K> => (kinds as readonly string[]).includes(change.kind));
  // What moves elsewhere goes; what nobody declares stays until somebody allows the loss.
  const gone = new Set(of("drop-column").flatMap(({ column, movedTo }) => (movedTo ? foldName(column) : [])));
  const stays = ({ column }: IndexPart): boolean => column === null || !gone.has(foldName(column));
  const goes = (part: object): boolean =>
    changes.some((change) => "actual" in change && JSON.stringify(change.actual) === JSON.stringify(part));
  const [key] = of("alter-primary-key");
  const alias = table.primaryKey?.rowidAlias ? (table.primaryKey.columns[0] ?? null) : null;
  return {
    name: table.name,
    declared,
    today,
    columns: [
      ...table.columns.flatMap((column, i) =>
        gone.has(foldName(column.name)) ? [] : changed(column, today.columns[i]?.name ?? null, changes),
      ),
      ...of("add-column").map((change) => added(change.declared)),
    ],
    key: key ? (key.to?.columns ?? []) : (table.primaryKey?.columns ?? []),
    alias: key ? aliasOf(key, changes) : alias,
    withoutRowid: of("alter-options")[0]?.withoutRowid ?? table.withoutRowid,
    foreignKeys: [
      ...keysOf(table, today).filter(({ standing }) => standing === null || !goes(standing)),
      ...of("add-foreign-key", "alter-foreign-key").map(({ declared: own }) => ({
        ...own,
        written: writtenOf(own),
        standing: null,
      })),
    ].filter(({ columns }) => !columns.some((name) => gone.has(foldName(name)))),
    uniques: [
      ...table.uniques.filter((unique) => !goes(unique)).map((standing) => ({ ...standing, standing })),
      ...of("add-unique").map((change) => ({ columns: change.declared.columns, standing: null })),
    ].filter(({ columns }) => columns.every(stays)),
    indexes: [
      ...table.indexes.flatMap((index, i) =>
        goes(index) ? [] : [{ ...index, standing: today.indexes[i] ?? null }],
      ),
      ...of("create-index", "replace-index").map((change) => ({ ...change.declared, standing: null })),
    ].filter(({ parts }) => parts.every(stays)),
  };
}

function changed(
  column: Table["columns"][number],
  today: string | null,
  changes: readonly Change[],
): HouseColumn {
  let { type, notNull, default: value } = column;
  for (const change of changes) {
    if (!("column" in change) || !sameName(change.column, column.name)) continue;
    if (change.kind === "alter-type") type = change.to;
    if (change.kind === "alter-nullability") notNull = change.notNull;
    if (change.kind === "alter-default") value = change.to;
  }
  const generated = column.generated !== null;
  const unexpected = changes.some(
    (change) => change.kind === "drop-column" && sameName(change.column, column.name),
  );
  return {
    ...{ name: column.name, type, affinity: affinityOf(type), notNull, default: value },
    ...{ generated, today, unexpected },
  };
}

/** SQLite makes the rowid of a single key column of the type INTEGER, whatever else is declared. */
function aliasOf({ to }: ChangeOf<"alter-primary-key">, changes: readonly Change[]): string | null {
  const [only, ...more] = to?.columns ?? [];
  const withoutRowid = changes.some((change) => change.kind === "alter-options" && change.withoutRowid);
  return only !== undefined && more.length === 0 && to?.rowidAlias === true && !withoutRowid ? only : null;
}

/** The keys as they will be called, each with the actions that its clause writes out. */
function keysOf(table: Table, today: Table): HouseKey[] {
  const written = writtenActions(today.sql);
  return table.foreignKeys.map((standing, i) => ({
    ...standing,
    written: written[i] ?? { onDelete: true, onUpdate: true },
    standing,
  }));
}

function writtenActions(sql: string): readonly (HouseKey["written"] & { columns: readonly string[] })[] {
  const table = readCreateTable(sql);
  return table
    ? clausesOf(table, "foreign-key").map(({ clause }) => ({ ...clause.written, columns: clause.columns }))
    : [];
}

/** What is printed of a key that is declared. */
function writtenOf({ onDelete, onUpdate, spelledOut }: DeclaredForeignKey): HouseKey["written"] {
  const isWritten = (action: string | undefined): boolean =>
    action !== undefined && (spelledOut === true || action !== "NO ACTION");
  return { onDelete: isWritten(onDelete), onUpdate: isWritten(onUpdate) };
}
