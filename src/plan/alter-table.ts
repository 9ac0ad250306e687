import type { Change, ChangeOf } from "../diff/change.ts";
import { affinityOf } from "../schema/affinity.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { quoteName } from "../sql/quote.ts";
import { canBeAdded, columnDefinition, comesWithColumn } from "./definition.ts";
import { draft, lossless, ofKind, type StepDraft } from "./draft.ts";
import { editTable } from "./edit.ts";
import { preconditionsOf } from "./preconditions.ts";
import { rebuildSql, type Value } from "./rebuild.ts";
import { type Shape, shapeAfter, shapeOf } from "./shape.ts";
import { rowIdentity, type Undo, valueBefore } from "./undo.ts";
import { validationsOf } from "./validations.ts";

/** A table to alter, its declaration and the changes, all in the names of today; `wanted` are the changes as the drift has them. */
export interface Alteration {
  readonly table: Table;
  readonly declared: DeclaredTable;
  readonly schema: Schema;
  readonly changes: readonly Change[];
  readonly wanted: readonly Change[];
  /** Gives a name for an undo log that no table of the database has. */
  readonly undoName: () => string;
}

/** The steps that alter one table: in place where SQLite can, else by a rebuild; what loses data in a step of its own. */
export function alterTable(alteration: Alteration): StepDraft[] {
  const { table, schema, changes, wanted } = alteration;
  const dropped = ofKind(changes, "drop-index").map(({ actual }) => actual.name);
  const shape = shapeOf(
    { ...table, indexes: table.indexes.filter(({ name }) => !dropped.includes(name)) },
    schema,
  );
  const structural = changes.filter(({ kind }) => kind !== "drop-column" && kind !== "drop-index");
  const steps: StepDraft[] = dropIndexes(changes, wanted);
  let current = shape;
  if (structural.length > 0) {
    const own = wanted.filter((_, i) => structural.includes(changes[i] as Change));
    const { step, after } = restructure({ ...alteration, changes: structural, wanted: own }, shape);
    steps.push(step);
    current = after;
  }
  const gone = ofKind(changes, "drop-column");
  if (gone.length > 0) {
    const own = wanted.filter((_, i) => changes[i]?.kind === "drop-column");
    steps.push(dropColumns({ ...alteration, changes: gone, wanted: own }, current, gone));
  }
  return steps;
}

function dropIndexes(changes: readonly Change[], wanted: readonly Change[]): StepDraft[] {
  return changes.flatMap((change, i) => {
    if (change.kind !== "drop-index") return [];
    return draft({
      comment: `Drop index ${change.actual.name} of ${change.table}, which the model does not declare.`,
      sql: [`DROP INDEX ${quoteName(change.actual.name)}`],
      rollback: lossless([change.actual.sql]),
      validations: validationsOf(change),
      changes: [wanted[i] ?? change],
    });
  });
}

/** One step for everything that changes the CREATE TABLE text and loses nothing. */
function restructure(alteration: Alteration, before: Shape): { step: StepDraft; after: Shape } {
  const { declared, changes, wanted, table } = alteration;
  const added = ofKind(changes, "add-column");
  const edits = changes.filter((change) => !comesWithColumn(change, added, declared));
  // Types come first, so that a key finds the type it needs; columns before the constraints that name them.
  const sql = byUrgency(edits).reduce((text, change) => editTable(text, change, declared), before.sql);
  const after = shapeAfter(sql, before.dependents);
  const preconditions = preconditionsOf(alteration);
  const validations = [...new Set(wanted.flatMap(validationsOf))];
  const shared = { preconditions, validations, changes: wanted };
  const inPlace = added.length === edits.length && added.every((change) => canAdd(change, declared));
  const undo = inPlace ? null : keptBeside(alteration, before, after);
  const rollback = takeBack(before, after, undo);
  if (inPlace) {
    const alter = added.map(
      ({ declared: column }) =>
        `ALTER TABLE ${quoteName(table.name)} ADD COLUMN ${columnDefinition(column, declared)}`,
    );
    return { step: draft({ ...shared, comment: addedText(added, table.name), sql: alter, rollback }), after };
  }
  const values = valuesOf(before, after, changes);
  const rebuilt = rebuildSql({
    from: before,
    to: after,
    values,
    undo: undo && isRecognised(undo) ? undo : null,
    reads: null,
  });
  const comment = `Rebuild ${table.name}: ${sentence(changes)}.`;
  return { step: draft({ ...shared, comment, sql: rebuilt, rollback, rebuilds: true }), after };
}

function addedText(added: readonly ChangeOf<"add-column">[], table: string): string {
  const names = added.map(({ column }) => column).join(", ");
  return `Add ${added.length === 1 ? "column" : "columns"} ${names} to ${table}.`;
}

function canAdd({ declared: column }: ChangeOf<"add-column">, table: DeclaredTable): boolean {
  return column.backfill === undefined && canBeAdded(columnDefinition(column, table));
}

const urgency: readonly Change["kind"][] = ["alter-type", "add-column", "alter-primary-key"];

function byUrgency(changes: readonly Change[]): Change[] {
  const rank = ({ kind }: Change): number =>
    urgency.includes(kind) ? urgency.indexOf(kind) : urgency.length;
  const drops = (change: Change): number => (change.kind.startsWith("drop-") ? 0 : 1);
  return [...changes].sort((a, b) => drops(a) - drops(b) || rank(a) - rank(b));
}

/** What each column of the new table gets from the row of the old one; what is left out gets its default. */
function valuesOf(before: Shape, after: Shape, changes: readonly Change[]): Value[] {
  const own = quoteName(before.name);
  return after.columns
    .filter(({ generated }) => !generated)
    .flatMap(({ name }): Value[] => {
      const old = findNamed(before.columns, name);
      const source = `${own}.${quoteName(old?.name ?? name)}`;
      const backfill = backfillOf(name, changes);
      if (old) {
        const expression =
          backfill === null ? source : `CASE WHEN ${source} IS NULL THEN (${backfill}) ELSE ${source} END`;
        return [{ column: name, expression }];
      }
      return backfill === null ? [] : [{ column: name, expression: `(${backfill})` }];
    });
}

function backfillOf(column: string, changes: readonly Change[]): string | null {
  for (const change of changes) {
    if (!("column" in change) || !sameName(change.column, column)) continue;
    if (change.kind === "add-column") return change.declared.backfill ?? null;
    if (change.kind === "alter-nullability" && change.notNull && change.backfill !== null)
      return change.backfill;
  }
  return null;
}

/** What the new table could not give back: NULLs that were filled, values whose storage class changes for good. */
function keptBeside({ table, changes, undoName }: Alteration, before: Shape, after: Shape): Undo | null {
  const changed = table.columns
    .filter(({ name, generated }) => !generated && changes.some((change) => loses(change, name, table)))
    .map(({ name }) => name);
  const losesCounter = before.autoincrement && !after.autoincrement;
  if (changed.length === 0 && !losesCounter) return null;
  const filled = valuesOf(before, after, changes).map(({ column }) => column);
  const identity = rowIdentity(before, after, filled);
  return { table: undoName(), identity, before: changed, changed };
}

function loses(change: Change, column: string, table: Table): boolean {
  if (!("column" in change) || !sameName(change.column, column)) return false;
  if (change.kind === "alter-nullability") return change.notNull && change.backfill !== null;
  if (change.kind !== "alter-type") return false;
  const from = table.strict && change.from.toUpperCase() === "ANY" ? "BLOB" : affinityOf(change.from);
  const to = affinityOf(change.to);
  // Under no affinity 5 and '5' lie side by side; text made REAL comes back as '5.0'.
  return (from === "BLOB" && to !== "BLOB") || (from === "TEXT" && to === "REAL");
}

/** The way back: the old CREATE TABLE text, byte for byte, with the rows of that moment. */
function takeBack(before: Shape, after: Shape, kept: Undo | null): StepDraft["rollback"] {
  const undo = kept && isRecognised(kept) ? kept : null;
  const values = before.columns
    .filter(({ generated }) => !generated)
    .flatMap(({ name }): Value[] => {
      if (undo?.before.includes(name))
        return [{ column: name, expression: valueBefore(undo, after.name, name) }];
      const now = findNamed(after.columns, name);
      return now ? [{ column: name, expression: `${quoteName(after.name)}.${quoteName(now.name)}` }] : [];
    });
  const sql = rebuildSql({ from: after, to: before, values, undo: null, reads: undo });
  if (kept === undo) return lossless(sql);
  const note = `The rows of ${after.name} have no key to be recognised by: the old values of ${kept?.before.join(", ")} are not put back.`;
  return { kind: "lossy", sql, note };
}

function dropColumns(
  alteration: Alteration,
  before: Shape,
  gone: readonly ChangeOf<"drop-column">[],
): StepDraft {
  const { declared, wanted } = alteration;
  const names = gone.map(({ column }) => column);
  const folded = names.map(foldName);
  const sql = gone.reduce((text, change) => editTable(text, change, declared), before.sql);
  // An index on a column that goes, goes with it; a trigger that reads it would fail and is caught by the proof.
  const indexes = before.dependents.filter((text) => /^\s*CREATE\s+(?:UNIQUE\s+)?INDEX/i.test(text));
  const stale = indexes.filter((text) => folded.some((name) => mentionedNames(text).has(name)));
  const after = shapeAfter(
    sql,
    before.dependents.filter((text) => !stale.includes(text)),
  );
  const values = valuesOf(before, after, []);
  const stored = before.columns.filter(
    ({ name, generated }) => !generated && folded.includes(foldName(name)),
  );
  const identity = rowIdentity(
    before,
    after,
    values.map(({ column }) => column),
  );
  const undo: Undo | null =
    stored.length === 0
      ? null
      : { table: alteration.undoName(), identity, before: stored.map(({ name }) => name), changed: [] };
  return draft({
    comment: `Drop ${names.length === 1 ? "column" : "columns"} ${names.join(", ")} of ${before.name} with all values.`,
    sql: rebuildSql({
      from: before,
      to: after,
      values,
      undo: undo && isRecognised(undo) ? undo : null,
      reads: null,
    }),
    rollback: takeBack(before, after, undo),
    validations: wanted.flatMap(validationsOf),
    safety: "destructive",
    rebuilds: true,
    changes: wanted,
  });
}

/** Whether the rows of an undo log can be found again in the table. */
function isRecognised(undo: Undo): boolean {
  return undo.identity.length > 0 || undo.before.length === 0;
}

/** What a rebuild is for, as a list in words. */
function sentence(changes: readonly Change[]): string {
  return [...new Set(changes.map(reason))].join(", ");
}

function reason(change: Change): string {
  const column = "column" in change ? change.column : "";
  switch (change.kind) {
    case "add-column":
      return `add column ${column}`;
    case "alter-type":
      return `${column} becomes ${change.to || "typeless"}`;
    case "alter-nullability":
      return `${column} ${change.notNull ? "becomes NOT NULL" : "may be NULL"}`;
    case "alter-default":
      return `new default of ${column}`;
    case "alter-collation":
      return `${column} is compared by ${change.to}`;
    case "alter-generated":
      return `${column} ${change.to ? "is computed anew" : "is no longer computed"}`;
    case "alter-primary-key":
      return "new primary key";
    case "alter-options":
      return "other table options";
    default:
      return change.kind.replaceAll("-", " ");
  }
}
