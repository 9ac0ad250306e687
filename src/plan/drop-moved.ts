import type { ChangeOf } from "../diff/change.ts";
import { findNamed, sameName } from "../schema/names.ts";
import { identity } from "../sql/identity.ts";
import { quoteName } from "../sql/quote.ts";
import type { Alteration } from "./alteration.ts";
import { draft, type StepDraft } from "./draft.ts";
import { shapeWithout } from "./drop-columns.ts";
import { foundNone, joinTarget, type Link } from "./link.ts";
import { rebuildSql, type Value } from "./rebuild.ts";
import type { Shape } from "./shape.ts";
import { defaultOf, usable, valuesOf } from "./take-back.ts";
import { markOf, rowIdentity, type Undo, undoTable, valueElsewhere } from "./undo.ts";
import { validationsOf } from "./validations.ts";

/** A column that goes once its values have arrived, and where they are then. Names are those of today. */
export interface MovedColumn {
  readonly change: ChangeOf<"drop-column">;
  readonly column: string;
  /** The column of the link's target. */
  readonly to: string;
  readonly link: Link;
  /** "same" to the storage class, "converted" equal as number or text, "filled" wherever there was a value. */
  readonly how: "same" | "converted" | "filled";
  /** The condition under which the new column's type changes a value more than that; null when it never does. */
  readonly lost: string | null;
  /** Whether a row may have nothing there, because it had no value. */
  readonly mayLack: boolean;
}

/** The step that drops columns whose values stand elsewhere by then: it asks for each value first, and loses none. */
export function dropMoved(
  alteration: Alteration,
  before: Shape,
  moved: readonly MovedColumn[],
): { step: StepDraft; after: Shape } {
  const changes = moved.map(({ change }) => change);
  const after = shapeWithout(alteration.declared, before, changes);
  const values = valuesOf(before, after, []);
  const undo = keptOf(alteration, before, after, moved);
  const kept = usable(undo);
  const names = changes.map(({ column }) => column).join(", ");
  const rebuilt = rebuildSql({
    hold: alteration.hold,
    from: before,
    to: after,
    values,
    undo: null,
    reads: null,
  });
  const step = draft({
    comment: `Drop ${changes.length === 1 ? "column" : "columns"} ${names} of ${before.name}, whose values have arrived in ${targetsOf(moved).join(" and ")}.`,
    sql: [...(kept ? [undoTable(kept), keepDiffering(kept, before, moved)] : []), ...rebuilt],
    guards: linksOf(moved).map((link) => notArrived(alteration, link, moved)),
    rollback: bringBack(alteration, { before, after, moved, undo }),
    validations: changes.flatMap(validationsOf),
    safety: "data-dependent",
    rebuilds: true,
    changes,
  });
  return { step, after };
}

const targetsOf = (moved: readonly MovedColumn[]): string[] => linksOf(moved).map(({ target }) => target);

/** The links of these columns, one for each table. */
function linksOf(moved: readonly MovedColumn[]): Link[] {
  return [...new Map(moved.map(({ link }) => [link.target, link])).values()];
}

const ofLink = (moved: readonly MovedColumn[], { target }: Link): MovedColumn[] =>
  moved.filter(({ link }) => link.target === target);

/** Rows of which a value is not where it should be. */
function notArrived({ table }: Alteration, link: Link, moved: readonly MovedColumn[]): string {
  const own = quoteName(table.name);
  const id = identity(table);
  const list = id.startsWith('"') ? id.split(", ").map((name) => `${own}.${name}`) : [`${own}.${id}`];
  const lost = ofLink(moved, link).map((column) => {
    const [old, now] = [
      `${own}.${quoteName(column.column)}`,
      `${quoteName(link.target)}.${quoteName(column.to)}`,
    ];
    const changed = differs(old, now);
    if (column.how === "same") return changed;
    const gone = column.lost === null ? "" : ` OR ${column.lost}`;
    const missing = `${changed} AND NOT (${comesBack(old, now)})${gone}`;
    return column.how === "filled" ? `(${old} IS NOT NULL AND (${missing}))` : `(${missing})`;
  });
  const join = joinTarget({ ...link, firstBy: null });
  return `SELECT ${list.join(", ")} FROM ${own} ${join} WHERE ${lost.join(" OR ")}`;
}

/** Whether a value that was converted prints as it did, or is the same number. */
function comesBack(old: string, now: string): string {
  const text = `CAST(${now} AS TEXT)`;
  const printed = `CAST(CAST(${text} AS NUMERIC) AS TEXT)`;
  return (
    `typeof(${old}) = 'text' AND (${text} IS ${old} COLLATE BINARY OR ${printed} IS ${old} COLLATE BINARY) ` +
    `OR typeof(${old}) IN ('integer', 'real') AND CAST(${now} AS NUMERIC) IS ${old}`
  );
}

const differs = (one: string, other: string): string =>
  `(${one} IS NOT ${other} COLLATE BINARY OR typeof(${one}) <> typeof(${other}))`;

/** The undo log of the values that the other table holds in another form; null where that cannot be. */
function keptOf(
  { undoName }: Alteration,
  before: Shape,
  after: Shape,
  moved: readonly MovedColumn[],
): Undo | null {
  // The default must not come back where there was NULL.
  const wouldGetDefault = ({ mayLack, column, change }: MovedColumn): boolean =>
    mayLack && !change.actual.notNull && defaultOf(before, column) !== null;
  const altered = moved
    .filter((column) => column.how !== "same" || wouldGetDefault(column))
    .map(({ column }) => column);
  if (altered.length === 0) return null;
  const filled = valuesOf(before, after, []).map(({ column }) => column);
  const identified = rowIdentity(before, after, filled);
  const mark = markOf(before.columns);
  return { table: undoName(), mark, identity: identified, before: altered, changed: altered, rowid: false };
}

/** Fills that log with the rows of which a value is not the same to the storage class. */
function keepDiffering(undo: Undo, before: Shape, moved: readonly MovedColumn[]): string {
  const own = quoteName(before.name);
  const kept = undo.before.flatMap((name) => moved.find(({ column }) => column === name) ?? []);
  const nowOf = ({ link, to }: MovedColumn): string => `${quoteName(link.target)}.${quoteName(to)}`;
  const list = [
    ...undo.identity.map(({ inTable }) => `${own}.${inTable}`),
    ...kept.map(({ column }) => `${own}.${quoteName(column)}`),
    ...kept.map(nowOf),
  ];
  const joins = linksOf(kept).map((link) => joinTarget(link));
  const where = kept.flatMap((column) => [
    differs(`${own}.${quoteName(column.column)}`, nowOf(column)),
    ...(column.mayLack ? [foundNone(column.link)] : []),
  ]);
  return `INSERT INTO ${quoteName(undo.table)} SELECT ${list.join(", ")} FROM ${own} ${joins.join(" ")} WHERE ${[...new Set(where)].join(" OR ")}`;
}

/** The way back: the columns get what the other table holds on that day. */
function bringBack(
  { hold }: Alteration,
  {
    before,
    after,
    moved,
    undo,
  }: { before: Shape; after: Shape; moved: readonly MovedColumn[]; undo: Undo | null },
): StepDraft["rollback"] {
  const kept = usable(undo);
  const values = before.columns
    .filter(({ generated }) => !generated)
    .flatMap(({ name }): Value[] => {
      const gone = moved.find(({ column }) => sameName(column, name));
      if (gone) return [{ column: name, expression: valueBack(gone, before, kept) }];
      const now = findNamed(after.columns, name);
      return now ? [{ column: name, expression: `${quoteName(after.name)}.${quoteName(now.name)}` }] : [];
    });
  const joins = linksOf(moved).map(joinTarget);
  const sql = rebuildSql({ hold, from: after, to: before, values, undo: null, reads: kept, joins });
  if (kept === undo) return { kind: "lossless", sql, note: "" };
  const note = `The rows of ${after.name} have no key to be recognised by: values that were converted or filled come back as they are now.`;
  return { kind: "lossy", sql, note };
}

function valueBack({ column, to, link }: MovedColumn, before: Shape, undo: Undo | null): string {
  const now = `${quoteName(link.target)}.${quoteName(to)}`;
  const fallback = defaultOf(before, column);
  const found = fallback === null ? now : `CASE WHEN ${foundNone(link)} THEN (${fallback}) ELSE ${now} END`;
  return undo?.before.includes(column) ? valueElsewhere(undo, column, { now, fallback: found }) : found;
}
