import type { Change } from "../diff/change.ts";
import { affinityOf } from "../schema/affinity.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { clausesOf } from "../sql/clauses.ts";
import { readCreateTable } from "../sql/create-table.ts";
import { quoteName } from "../sql/quote.ts";
import type { Alteration } from "./alteration.ts";
import { defaultExpression } from "./definition.ts";
import { lossless, type StepDraft } from "./draft.ts";
import { type Leaving, restored } from "./leaving.ts";
import { type Mending, mended } from "./mend.ts";
import { rebuildSql, type Value } from "./rebuild.ts";
import type { Shape } from "./shape.ts";
import { keepsValues, losesRowid, markOf, rowIdentity, type Undo, valueBefore } from "./undo.ts";

/** What each column of the new table gets from the row of the old one; what is left out gets its default. */
export function valuesOf(
  before: Shape,
  after: Shape,
  changes: readonly Change[],
  mendings: readonly Mending[] = [],
): Value[] {
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
        return [{ column: name, expression: mended(name, expression, mendings) }];
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
export function keptBeside(
  { table, changes, undoName }: Alteration,
  mendings: readonly Mending[],
  before: Shape,
  after: Shape,
): Undo | null {
  const isMended = (name: string): boolean => mendings.some(({ column }) => sameName(column, name));
  const changed = table.columns
    .filter(
      ({ name, generated }) =>
        !generated && (changes.some((change) => loses(change, name, table)) || isMended(name)),
    )
    .map(({ name }) => name);
  const losesCounter = before.autoincrement && !after.autoincrement;
  const filled = valuesOf(before, after, changes).map(({ column }) => column);
  const rowid = losesRowid(before, after, filled);
  if (changed.length === 0 && !losesCounter && !rowid) return null;
  const identity = rowIdentity(before, after, filled);
  const mark = markOf([...before.columns, ...after.columns]);
  return { table: undoName(), mark, identity, before: changed, changed, rowid };
}

function loses(change: Change, column: string, table: Table): boolean {
  // ANY keeps everything in a STRICT table and is NUMERIC outside.
  if (change.kind === "alter-options")
    return table.strict && !change.strict && findNamed(table.columns, column)?.type.toUpperCase() === "ANY";
  if (!("column" in change) || !sameName(change.column, column)) return false;
  if (change.kind === "alter-nullability") return change.notNull && change.backfill !== null;
  if (change.kind !== "alter-type") return false;
  const from = table.strict && change.from.toUpperCase() === "ANY" ? "BLOB" : affinityOf(change.from);
  const to = affinityOf(change.to);
  // Under no affinity 5 and '5' lie side by side; text made REAL comes back as '5.0'.
  return (from === "BLOB" && to !== "BLOB") || (from === "TEXT" && to === "REAL");
}

/** The way back: the old CREATE TABLE text, byte for byte, with the rows of that moment. */
export function takeBack(
  before: Shape,
  after: Shape,
  kept: Undo | null,
  hold: string,
  leaving: Leaving | null = null,
): StepDraft["rollback"] {
  const undo = usable(kept);
  const values = before.columns
    .filter(({ generated }) => !generated)
    .flatMap(({ name }): Value[] => {
      if (undo?.before.includes(name))
        return [{ column: name, expression: valueBefore(undo, after.name, name, defaultOf(before, name)) }];
      const now = findNamed(after.columns, name);
      return now ? [{ column: name, expression: `${quoteName(after.name)}.${quoteName(now.name)}` }] : [];
    });
  const sql = rebuildSql({
    hold,
    from: after,
    to: before,
    values,
    undo: null,
    reads: undo,
    besides: restored(leaving, before),
  });
  if (kept === undo) return lossless(sql);
  const note = `The rows of ${after.name} have no key to be recognised by: the old values of ${kept?.before.join(", ")} are not put back.`;
  return { kind: "lossy", sql, note };
}

/** The undo log, if its rows can be found again in the table. */
export function usable(undo: Undo | null): Undo | null {
  return undo && (undo.identity.length > 0 || !keepsValues(undo)) ? undo : null;
}

/** The default of a column, as an expression; null without one. */
export function defaultOf({ sql }: Shape, column: string): string | null {
  const read = readCreateTable(sql);
  const found = read && clausesOf(read, "default").find((clause) => sameName(clause.column ?? "", column));
  return found ? defaultExpression(found.clause.text) : null;
}
