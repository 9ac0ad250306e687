import type { Change, ChangeOf } from "../diff/change.ts";
import { affinityOf } from "../schema/affinity.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { fromBooleanWord, isBooleanWord } from "../sql/boolean-words.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { anyRow, lostBy, orphanCondition, strictRefuses } from "../sql/probes.ts";
import { qualified } from "../sql/qualify.ts";
import { quoteName } from "../sql/quote.ts";
import { ofKind } from "./draft.ts";

/**
 * What becomes of a value that the declaration does not allow: where `when` holds, the column gets `becomes`. Both are
 * expressions over the row of today, its columns qualified by the table's name of today.
 */
export interface Mending {
  readonly column: string;
  readonly when: string;
  readonly becomes: string;
  /** Whether it comes from a backfill, which must not make NULL of a value unless it says so. */
  readonly isBackfill?: true;
  /** Whether it mends what breaks a declaration that stands, rather than what a change forbids. */
  readonly isStanding?: true;
}

/** What mendings and leaving rows are found in; the changes in the names of today. */
export interface Mended {
  /** Whether rows may be deleted; not when absent. */
  readonly allowDestructive?: boolean;
  readonly table: Table;
  readonly declared: DeclaredTable;
  readonly schema: Schema;
  readonly changes: readonly Change[];
}

/** The values that a backfill, a known spelling of a boolean or a choice about orphans replaces while the table is made anew. */
export function mendingsOf(mended: Mended): Mending[] {
  const { changes } = mended;
  return [
    ...ofKind(changes, "alter-type").flatMap((change) => retyped(change, mended)),
    ...ofKind(changes, "add-check").flatMap((change) => forbidden(change, mended)),
    ...ofKind(changes, "add-foreign-key", "alter-foreign-key").flatMap(({ declared }) =>
      emptied(declared, mended),
    ),
    ...standingMendings(mended),
  ];
}

/** The values that are mended though nothing about their column changes. */
export function standingMendings(mended: Pick<Mended, "table" | "schema" | "changes">): Mending[] {
  const { changes, table } = mended;
  const values = ofKind(changes, "mend-values").map(
    ({ column, when, becomes, isBackfill }): Mending => ({
      column: findNamed(table.columns, column)?.name ?? column,
      when: qualified(when, table),
      becomes: qualified(becomes, table),
      ...(isBackfill ? { isBackfill } : {}),
    }),
  );
  const keys = ofKind(changes, "mend-orphans").flatMap(({ key, orphans }) =>
    emptied({ ...key, orphans }, mended),
  );
  return [...values, ...keys].map((mending) => ({ ...mending, isStanding: true }));
}

/** The value with what replaces it where the declaration does not allow it. */
export function mended(column: string, value: string, mendings: readonly Mending[]): string {
  return mendings
    .filter((mending) => sameName(mending.column, column))
    .reduce((inner, { when, becomes }) => `CASE WHEN ${when} THEN ${becomes} ELSE ${inner} END`, value);
}

/** Rows whose value a backfill would turn into NULL: unixepoch('yesterday') is NULL, and NULL passes most questions. */
export function vanishing(table: Table, mendings: readonly Mending[]): string[] {
  return mendings
    .filter(({ isBackfill, becomes }) => isBackfill && !/^\s*NULL\s*$/i.test(becomes))
    .map(({ when, becomes }) => `${anyRow(table)} WHERE (${when}) AND ${becomes} IS NULL`);
}

/** Values that do not convert by themselves. */
function retyped({ column: name, from, to }: ChangeOf<"alter-type">, { table, declared }: Mended): Mending[] {
  const value = `${quoteName(table.name)}.${quoteName(name)}`;
  const column = findNamed(declared.columns, name);
  const strict = declared.strict ?? table.strict;
  if (!strict && affinityOf(from) === affinityOf(to)) return [];
  const lost = (strict ? strictRefuses(value, to) : null) ?? lostBy(value, to, strict);
  if (lost === null) return [];
  if (column?.backfill !== undefined)
    return [{ column: name, when: lost, becomes: qualified(column.backfill, table), isBackfill: true }];
  if (column?.accepts !== "boolean") return [];
  return [{ column: name, when: isBooleanWord(value), becomes: fromBooleanWord(value) }];
}

/** Values outside a set, where a CHECK speaks of one column only and that column has a backfill. */
function forbidden({ declared: check }: ChangeOf<"add-check">, { table, declared }: Mended): Mending[] {
  const named = mentionedNames(check.expression);
  const columns = table.columns.filter(({ name }) => named.has(foldName(name)));
  const [only, ...others] = columns;
  const backfill = only && findNamed(declared.columns, only.name)?.backfill;
  if (!only || others.length > 0 || backfill === undefined) return [];
  const when = `NOT (${qualified(check.expression, table)})`;
  return [{ column: only.name, when, becomes: qualified(backfill, table), isBackfill: true }];
}

/** Keys without a parent, where the config says that they become NULL. */
function emptied(key: ChosenKey, mended: Pick<Mended, "table" | "schema">): Mending[] {
  const when = key.orphans === "set-null" ? orphanedRows(key, mended) : null;
  return when === null ? [] : key.columns.map((column) => ({ column, when, becomes: "NULL" }));
}

/** The rows that leave the table for want of a parent, as a condition; null when none may. */
export function leavingRows(mended: Mended): { condition: string; choice: "delete" | "quarantine" } | null {
  const keys = ofKind(mended.changes, "add-foreign-key", "alter-foreign-key").map(({ declared }) => declared);
  const chosen = keys.flatMap((key) => {
    const condition = orphanedRows(key, mended);
    const { orphans } = key;
    return condition !== null && (orphans === "delete" || orphans === "quarantine")
      ? [{ condition, orphans }]
      : [];
  });
  if (chosen.length === 0) return null;
  const choice = chosen.some(({ orphans }) => orphans === "delete") ? "delete" : "quarantine";
  // Without leave they block the foreign key, as with no choice at all.
  if (choice === "delete" && !mended.allowDestructive) return null;
  return { condition: chosen.map(({ condition }) => `(${condition})`).join(" OR "), choice };
}

type ChosenKey = Pick<
  ChangeOf<"add-foreign-key">["declared"],
  "columns" | "parent" | "parentColumns" | "orphans"
>;

/** The condition of a row without a parent; null where columns or parent are only about to come. */
export function orphanedRows(
  key: ChosenKey,
  { table, schema }: Pick<Mended, "table" | "schema">,
): string | null {
  const parent = findNamed(schema.tables, key.parent);
  if (!parent || !key.columns.every((name) => findNamed(table.columns, name))) return null;
  const parentColumns = key.parentColumns ?? parent.primaryKey?.columns ?? [];
  const known = parentColumns.every((name) => findNamed(parent.columns, name));
  if (!known || parentColumns.length !== key.columns.length) return null;
  return orphanCondition(table, { columns: key.columns, parent: parent.name, parentColumns });
}
