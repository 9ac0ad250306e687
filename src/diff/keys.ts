import type { ForeignKey } from "../schema/constraint.ts";
import type { DeclaredForeignKey, DeclaredPrimaryKey, DeclaredTable } from "../schema/declared.ts";
import { foldName, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import type { ConstraintChange } from "./change.ts";
import { conflict } from "./columns.ts";

/** Compares the primary key: columns and their order, direction, rowid alias, AUTOINCREMENT. */
export function diffPrimaryKey(declared: DeclaredTable, actual: Table): ConstraintChange[] {
  const wanted = declared.primaryKey;
  if (wanted === undefined) return [];
  // No key of a table WITHOUT ROWID is the rowid, and whether it has one may be left open.
  const isOpen = declared.withoutRowid === undefined && actual.withoutRowid;
  if (samePrimaryKey(wanted, actual.primaryKey, isOpen)) return [];
  return [{ kind: "alter-primary-key", table: declared.name, from: actual.primaryKey, to: wanted }];
}

function samePrimaryKey(
  wanted: DeclaredPrimaryKey | null,
  actual: Table["primaryKey"],
  isOpen: boolean,
): boolean {
  if (wanted === null || actual === null) return wanted === actual;
  const unless = <T>(stated: T | undefined, present: T): boolean =>
    stated === undefined || stated === present;
  return (
    sameNames(wanted.columns, actual.columns) &&
    unless(wanted.autoincrement, actual.autoincrement) &&
    (isOpen || unless(wanted.rowidAlias, actual.rowidAlias)) &&
    (wanted.descending === undefined || sameNames(wanted.descending, actual.descending)) &&
    (wanted.conflict === undefined || conflict(wanted.conflict) === conflict(actual.conflict))
  );
}

/** The primary-key columns of a table by its folded name, for `REFERENCES parent` without columns. */
export type KeyOf = (table: string) => readonly string[] | null;

/** Compares the foreign keys. Two are the same when they join the same columns; their actions may then differ. */
export function diffForeignKeys(declared: DeclaredTable, actual: Table, keyOf: KeyOf): ConstraintChange[] {
  const free = [...actual.foreignKeys];
  const changes: ConstraintChange[] = [];
  const missing: DeclaredForeignKey[] = [];
  for (const wanted of declared.foreignKeys) {
    const same = take(free, (key) => sameJoin(wanted, key, keyOf));
    if (!same) missing.push(wanted);
    else if (!sameActions(wanted, same)) {
      changes.push({ kind: "alter-foreign-key", table: declared.name, declared: wanted, actual: same });
    }
  }
  const equal = (wanted: DeclaredForeignKey, key: ForeignKey): boolean =>
    sameJoin(wanted, key, keyOf) && sameActions(wanted, key);
  for (const wanted of missing) {
    // Said twice, a foreign key does nothing more.
    if (actual.foreignKeys.some((key) => equal(wanted, key))) continue;
    const sameColumns = take(free, (key) => sameNames(wanted.columns, key.columns));
    changes.push(
      sameColumns
        ? { kind: "alter-foreign-key", table: declared.name, declared: wanted, actual: sameColumns }
        : { kind: "add-foreign-key", table: declared.name, declared: wanted },
    );
  }
  if (declared.complete) {
    const unexpected = free.filter((key) => !declared.foreignKeys.some((wanted) => equal(wanted, key)));
    changes.push(
      ...unexpected.map((key) => ({ kind: "drop-foreign-key", table: declared.name, actual: key }) as const),
    );
  }
  return changes;
}

function sameJoin(wanted: DeclaredForeignKey, actual: ForeignKey, keyOf: KeyOf): boolean {
  if (!sameName(wanted.parent, actual.parent)) return false;
  const joins = (key: DeclaredForeignKey): string[] => {
    const parents = key.parentColumns ?? keyOf(foldName(key.parent)) ?? [];
    return key.columns.map((column, i) => `${foldName(column)} ${foldName(parents[i] ?? "")}`).sort();
  };
  return joins(wanted).join() === joins(actual).join();
}

function sameActions(wanted: DeclaredForeignKey, actual: ForeignKey): boolean {
  return (
    (wanted.onDelete ?? actual.onDelete) === actual.onDelete &&
    (wanted.onUpdate ?? actual.onUpdate) === actual.onUpdate &&
    (wanted.deferred ?? actual.deferred) === actual.deferred
  );
}

/** Whether two lists name the same columns in the same order. */
export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => sameName(name, b[i] ?? ""));
}

/** Takes the first member that fits out of a list. */
export function take<T>(list: T[], fits: (item: T) => boolean): T | undefined {
  const at = list.findIndex(fits);
  return at < 0 ? undefined : list.splice(at, 1)[0];
}
