import type { Change, ChangeKind, ChangeOf } from "../diff/change.ts";
import { diffSchemas } from "../diff/diff.ts";
import { listed, shown, shownColumn, shownColumns, shownSql } from "../engine/wording.ts";
import type { IndexPart } from "../schema/constraint.ts";
import { declareTable } from "../schema/declare.ts";
import { type DeclaredSchema, nothingDeclared } from "../schema/declared.ts";
import type { Schema } from "../schema/schema.ts";

/**
 * What a schema has otherwise than the norm, a sentence each: the changes that would make it the norm. None for a schema
 * that differs in spelling alone.
 */
export function differencesFrom(norm: Schema, other: Schema): readonly string[] {
  const drift = diffSchemas(asDeclared(norm), other, { ignore: [], denied: { tables: [], columns: {} } });
  const suspected = drift.suspicions.flatMap(({ otherwise }) => otherwise);
  return [
    ...[...suspected, ...drift.changes].map(wordsFor),
    ...drift.unmanaged.map(({ kind, name }) => `has the ${kind} ${shown(name)}`),
    ...drift.notAnalysed.map(({ what }) => `has ${what} otherwise`),
  ];
}

/** Ledgers and what the doctor keeps follow what was done to a database, and are no part of what it is for. */
function asDeclared({ tables, virtualTables, views, triggers }: Schema): DeclaredSchema {
  const declared = tables
    .filter(({ role }) => role !== "ledger" && role !== "doctor")
    .map((table) => declareTable(table));
  return { ...nothingDeclared, tables: declared, virtualTables, views, triggers };
}

function wordsFor(change: Change): string {
  const say: (change: never) => string = words[change.kind];
  return say(change as never);
}

const none = (text: string | null): string => (text === null ? "none" : shownSql(text));

/** What a schema has for which a change would be needed. */
const words: { readonly [K in ChangeKind]: (change: ChangeOf<K>) => string } = {
  "create-table": ({ table }) => `lacks the table ${shown(table)}`,
  "rename-table": ({ table, from }) => `has the table ${shown(table)} as ${shown(from)}`,
  "drop-table": ({ table }) => `has the table ${shown(table)}`,
  "create-virtual-table": ({ table }) => `lacks the virtual table ${shown(table)}`,
  "create-view": ({ declared }) => `lacks the view ${shown(declared.name)}`,
  "replace-view": ({ declared }) => `has another view ${shown(declared.name)}`,
  "create-trigger": ({ declared }) => `lacks the trigger ${shown(declared.name)}`,
  "replace-trigger": ({ declared }) => `has another trigger ${shown(declared.name)}`,
  "create-trail": ({ table }) => `lacks the audit trail of ${shown(table)}`,
  "add-column": ({ table, column }) => `lacks the column ${shownColumn(table, column)}`,
  "rename-column": ({ table, column, from }) =>
    `has the column ${shownColumn(table, column)} as ${shown(from)}`,
  "drop-column": ({ table, column }) => `has the column ${shownColumn(table, column)}`,
  "alter-type": ({ table, column, from, to }) =>
    `has ${shownColumn(table, column)} as ${from || "no type"} instead of ${to || "no type"}`,
  "alter-nullability": ({ table, column, notNull }) =>
    `has ${shownColumn(table, column)} ${notNull ? "without NOT NULL" : "NOT NULL"}`,
  "alter-default": ({ table, column, from, to }) =>
    `has the default ${none(from)} of ${shownColumn(table, column)} instead of ${none(to)}`,
  "alter-collation": ({ table, column, from, to }) =>
    `compares ${shownColumn(table, column)} by ${from} instead of ${to}`,
  "alter-generated": ({ table, column, from, to }) =>
    `computes ${shownColumn(table, column)} from ${none(from?.expression ?? null)} instead of ${none(to?.expression ?? null)}`,
  "alter-primary-key": ({ table, from, to }) =>
    `has the primary key ${shownKey(from)} of ${shown(table)} instead of ${shownKey(to)}`,
  "add-foreign-key": ({ table, declared }) =>
    `lacks the foreign key ${shownColumns(declared.columns)} of ${shown(table)} to ${shown(declared.parent)}`,
  "drop-foreign-key": ({ table, actual }) =>
    `has the foreign key ${shownColumns(actual.columns)} of ${shown(table)} to ${shown(actual.parent)}`,
  "alter-foreign-key": ({ table, declared }) =>
    `has the foreign key ${shownColumns(declared.columns)} of ${shown(table)} with other actions or another parent`,
  "add-unique": ({ table, declared }) => `lacks UNIQUE ${shownParts(declared.columns)} of ${shown(table)}`,
  "drop-unique": ({ table, actual }) => `has UNIQUE ${shownParts(actual.columns)} of ${shown(table)}`,
  "add-check": ({ table, declared }) => `lacks CHECK (${shownSql(declared.expression)}) of ${shown(table)}`,
  "drop-check": ({ table, actual }) => `has CHECK (${shownSql(actual.expression)}) of ${shown(table)}`,
  "alter-options": ({ table, strict, withoutRowid, differs }) =>
    `has the table ${shown(table)} ${differs.map((option) => optionWords(option, option === "strict" ? strict : withoutRowid)).join(" and ")}`,
  "insert-rows": ({ table, values }) => `lacks rows of ${shown(table)}: ${listed(values.map(String))}`,
  "create-index": ({ table, declared }) => `lacks the index ${shownIndex(declared)} of ${shown(table)}`,
  "drop-index": ({ table, actual }) => `has the index ${shownIndex(actual)} of ${shown(table)}`,
  "rename-index": ({ name, actual }) => `has the index ${shown(name)} as ${shown(actual.name)}`,
  "replace-index": ({ table, actual }) => `has another index ${shownIndex(actual)} of ${shown(table)}`,
  "mend-values": ({ table, column }) => `has other values in ${shownColumn(table, column)}`,
  "mend-orphans": ({ table }) => `has rows without a parent in ${shown(table)}`,
  "raise-counter": ({ table }) => `has a counter behind the rows of ${shown(table)}`,
};

function shownKey(
  key: { readonly columns: readonly string[]; readonly autoincrement?: boolean } | null,
): string {
  if (key === null) return "none";
  return shownColumns(key.columns) + (key.autoincrement === true ? " AUTOINCREMENT" : "");
}

function shownParts(parts: readonly IndexPart[]): string {
  return `(${parts.map(({ column, expression }) => (column === null ? shownSql(expression ?? "") : shown(column))).join(", ")})`;
}

function shownIndex(index: {
  readonly name?: string;
  readonly unique: boolean;
  readonly parts: readonly IndexPart[];
}): string {
  const name = index.name === undefined ? "" : `${shown(index.name)} `;
  return `${name}${shownParts(index.parts)}${index.unique ? " UNIQUE" : ""}`;
}

function optionWords(option: "strict" | "withoutRowid", isWanted: boolean): string {
  const name = option === "strict" ? "STRICT" : "WITHOUT ROWID";
  return isWanted ? `not ${name}` : name;
}
