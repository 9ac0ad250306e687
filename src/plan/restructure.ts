import type { Change, ChangeOf } from "../diff/change.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { foldName } from "../schema/names.ts";
import { quoteName } from "../sql/quote.ts";
import type { Alteration } from "./alteration.ts";
import { canBeAdded, columnDefinition, comesWithColumn } from "./definition.ts";
import { draft, ofKind, type StepDraft } from "./draft.ts";
import { editTable } from "./edit.ts";
import type { Leaving } from "./leaving.ts";
import { leavingRows, mendingsOf } from "./mend.ts";
import { mendingQuestions } from "./mend-questions.ts";
import { preconditionsOf } from "./preconditions.ts";
import { rebuildSql } from "./rebuild.ts";
import { type Shape, shapeAfter } from "./shape.ts";
import { standingPreconditions } from "./standing.ts";
import { keptBeside, takeBack, usable, valuesOf } from "./take-back.ts";
import { keepsValues, logOf } from "./undo.ts";
import { validationsOf } from "./validations.ts";

/** One step for everything that changes the CREATE TABLE text and loses nothing. */
export function restructure(alteration: Alteration, before: Shape): { step: StepDraft; after: Shape } {
  const { declared, changes, wanted, table } = alteration;
  const added = ofKind(changes, "add-column");
  const edits = changes.filter((change) => !comesWithColumn(change, added, declared));
  // Types come first, so that a key finds the type it needs; columns before the constraints that name them.
  const sql = byUrgency(edits).reduce((text, change) => editTable(text, change, declared), before.sql);
  const after = shapeAfter(sql, before);
  // A string in double quotes would become the column that is called so.
  const strings = alteration.oldStrings;
  const inPlace = isInPlace(alteration);
  const standing = inPlace ? [] : [...standingPreconditions(alteration), ...mendingQuestions(alteration)];
  const preconditions = [...new Set([...preconditionsOf(alteration), ...standing])];
  const validations = [...new Set(wanted.flatMap(validationsOf))];
  const shared = { preconditions, validations, changes: wanted };
  const mendings = mendingsOf(alteration);
  const leaving = leavingOf(alteration);
  const undo = inPlace ? null : keptBeside(alteration, mendings, before, after);
  const rollback = takeBack(before, after, undo, alteration.hold, leaving);
  if (inPlace) {
    const alter = added.map(
      ({ declared: column }) =>
        `ALTER TABLE ${quoteName(table.name)} ADD COLUMN ${columnDefinition(column, declared)}`,
    );
    return { step: draft({ ...shared, comment: addedText(added, table.name), sql: alter, rollback }), after };
  }
  const values = valuesOf(before, after, changes, mendings);
  const known = usable(undo);
  const log = keepsValues(known) ? logOf(known, after) : null;
  const rebuilt = rebuildSql({
    hold: alteration.hold,
    from: before,
    to: after,
    values,
    undo: known,
    reads: null,
    leaving,
  });
  const comment = `Rebuild ${table.name}: ${sentence(changes)}.${leavingText(leaving)}${strings.length > 0 ? requoted : ""}`;
  const step = draft({
    ...{ ...shared, comment, sql: rebuilt, rollback, rebuilds: true },
    ...(leaving?.choice === "delete" ? { safety: "destructive" } : {}),
    ...(mendings.length > 0 ? { mends: mendings.map(({ column, when }) => ({ column, when })) } : {}),
    ...(log ? { log } : {}),
    ...(leaving ? { leaving: { table: table.name, condition: leaving.condition, kept: leaving.kept } } : {}),
  });
  return { step, after };
}

/** Whether SQLite adds all that is to be added without the table being made anew. */
export function isInPlace({ declared, changes, oldStrings }: Alteration): boolean {
  const added = ofKind(changes, "add-column");
  const edits = changes.filter((change) => !comesWithColumn(change, added, declared));
  return (
    added.length === edits.length &&
    added.every((change) => canAdd(change, declared) && !oldStrings.includes(foldName(change.column)))
  );
}

/** The rows without a parent that leave, with the name of the table that keeps them. */
function leavingOf(alteration: Alteration): Leaving | null {
  const rows = leavingRows(alteration);
  return rows && { ...rows, kept: alteration.keptName(rows.choice) };
}

function leavingText(leaving: Leaving | null): string {
  if (leaving === null) return "";
  const gone = leaving.choice === "delete" ? "are deleted" : "are put aside";
  return ` Rows without a parent ${gone} and kept in ${leaving.kept}.`;
}

const requoted = " Its strings in double quotes are written in single quotes, forth and back.";

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
    case "mend-values":
      return `mend values of ${column}`;
    case "mend-orphans":
      return `empty ${change.key.columns.join(", ")} without a parent`;
    default:
      return change.kind.replaceAll("-", " ");
  }
}
