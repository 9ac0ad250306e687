import type { Change, ChangeOf } from "../diff/change.ts";
import type { DeclaredIndex, DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { indexName, printIndex, printTable } from "../sql/print-table.ts";
import { quoteName } from "../sql/quote.ts";
import { draft, lossless, ofKind, type StepDraft } from "./draft.ts";
import { lookupAbsent, seeds } from "./lookup-rows.ts";
import { parentsFirst } from "./order.ts";
import { indexAbsent, validationsOf } from "./validations.ts";

/** Creates missing tables with their indexes, parents first. */
export function createTables(
  changes: readonly ChangeOf<"create-table">[],
  taken: ReadonlySet<string>,
): StepDraft[] {
  const names = new Set(taken);
  return parentsFirst(changes).map((change) => {
    const { declared } = change;
    const indexes = declared.indexes.map((index) => {
      const name = freeName(indexName(declared.name, index), names);
      return { name, sql: printIndex(declared.name, index, name) };
    });
    return draft({
      comment: `Create table ${declared.name}${indexes.length > 0 ? ` with ${indexes.length} index${indexes.length === 1 ? "" : "es"}` : ""}.`,
      sql: [printTable(declared), ...indexes.map(({ sql }) => sql), ...seeds(declared)],
      rollback: lossless([`DROP TABLE ${quoteName(declared.name)}`], "Rows written to it since go with it."),
      validations: [
        ...validationsOf(change),
        ...indexes.map(({ name }) => indexAbsent(name)),
        ...(seeds(declared).length > 0 ? lookupAbsent(declared) : []),
      ],
      changes: [change],
    });
  });
}

/** An index's name is spelling: where something has it that stays, the index gets another one. */
function freeName(wanted: string, names: Set<string>): string {
  let name = wanted;
  for (let n = 2; names.has(foldName(name)); n++) name = `${wanted}_${n}`;
  names.add(foldName(name));
  return name;
}

/** Creates a missing index, or one in place of an index of the same name, which has gone already if a column of it has. */
export function createIndex(
  change: ChangeOf<"create-index"> | ChangeOf<"replace-index">,
  preconditions: readonly string[],
  taken: Set<string>,
  goneColumns: ReadonlySet<string>,
): StepDraft {
  const { declared, table } = change;
  const old = change.kind === "replace-index" ? change.actual : null;
  const name = old ? old.name : freeName(indexName(table, declared), taken);
  const drop = `DROP INDEX ${quoteName(name)}`;
  const stays = old && [...mentionedNames(old.sql)].some((word) => goneColumns.has(word)) ? null : old;
  const purpose = declared.unique ? "unique index" : "index";
  return draft({
    comment: `${old ? "Make" : "Create"} ${purpose} ${name} on ${table}${old ? " anew as the model declares it" : ""}.`,
    sql: [...(stays ? [drop] : []), printIndex(table, declared, name)],
    rollback: lossless([drop, ...(stays ? [stays.sql] : [])]),
    preconditions,
    validations: [indexAbsent(name)],
    changes: [change],
  });
}

/** Makes an index anew under another name, before any table gets one: all else of its text stays. */
export function renameIndex(change: ChangeOf<"rename-index">): StepDraft {
  const { actual, name, table } = change;
  const declared = { unique: actual.unique, parts: actual.parts, where: actual.where, sql: actual.sql };
  return draft({
    comment: `Call index ${actual.name} of ${table} ${name}.`,
    sql: [`DROP INDEX ${quoteName(actual.name)}`, printIndex(table, declared, name)],
    rollback: lossless([`DROP INDEX ${quoteName(name)}`, actual.sql]),
    validations: validationsOf(change),
    changes: [change],
  });
}

/** Creates the virtual tables, views and triggers of a complete declaration, in this order. */
export function createObjects(changes: readonly Change[]): StepDraft[] {
  const order = ["create-virtual-table", "create-view", "create-trigger"] as const;
  return order.flatMap((kind) => ofKind(changes, kind).flatMap((change) => createObject(change) ?? []));
}

function createObject(change: Change): StepDraft | null {
  switch (change.kind) {
    case "create-virtual-table":
      return made(change, `Create virtual table ${change.table}.`, `DROP TABLE ${quoteName(change.table)}`);
    case "create-view":
      return made(change, `Create view ${change.table}.`, `DROP VIEW ${quoteName(change.table)}`);
    case "create-trigger":
      return made(change, `Create trigger ${change.table}.`, `DROP TRIGGER ${quoteName(change.table)}`);
    default:
      return null;
  }
}

function made(
  change: ChangeOf<"create-virtual-table" | "create-view" | "create-trigger">,
  comment: string,
  drop: string,
): StepDraft {
  const validations = validationsOf(change);
  return draft({
    comment,
    sql: [change.declared.sql],
    rollback: lossless([drop]),
    validations,
    changes: [change],
  });
}

/** The names no new index may take: those of everything that is there and stays. */
export function takenNames(schema: Schema, changes: readonly Change[]): Set<string> {
  const dropped = ofKind(changes, "drop-index").map(({ actual }) => actual);
  const indexes = schema.tables.flatMap((table) => table.indexes);
  return new Set(
    [
      ...indexes.filter(({ name }) => !findNamed(dropped, name)),
      ...schema.tables,
      ...schema.views,
      ...schema.virtualTables,
      ...ofKind(changes, "rename-index"),
    ].map(({ name }) => foldName(name)),
  );
}

/** A uniqueness that a model states without saying in which form needs no rebuild: an index does it. */
export function asIndex(change: Change, declared: DeclaredTable): Change {
  if (change.kind !== "add-unique" || declared.complete) return change;
  const { name, columns } = change.declared;
  const index: DeclaredIndex = { ...(name ? { name } : {}), unique: true, parts: columns, where: null };
  return { kind: "create-index", table: change.table, declared: index };
}
