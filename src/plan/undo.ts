import { foldName, sameName } from "../schema/names.ts";
import { quoteName, quoteNames } from "../sql/quote.ts";
import type { Shape } from "./shape.ts";

/** The values a step would lose, kept in the database under a reserved name until the step is taken back or forgotten. */
export interface Undo {
  readonly table: string;
  /** What the names of its own columns begin with, and no column of the table. */
  readonly mark: string;
  /** How a row of the rebuilt table is recognised: its name in the holding table, and its SQL in the table itself. */
  readonly identity: readonly { readonly held: string; readonly inTable: string }[];
  /** Old columns whose values are kept: those that go, and those that may be changed. */
  readonly before: readonly string[];
  /** Those of them that stay in the table with a value that may differ. */
  readonly changed: readonly string[];
  /** Whether the rowid is kept too: the new key puts another in its place, or none. */
  readonly rowid: boolean;
}

/** Whether there is an undo log with values in it; one that keeps only an AUTOINCREMENT counter has no table. */
export function keepsValues(undo: Undo | null): undo is Undo {
  return undo !== null && (undo.before.length > 0 || undo.rowid);
}

/** Whether a table made anew, with values for these columns, forgets the rowids its rows have today. */
export function losesRowid(from: Shape, to: Shape, filled: readonly string[]): boolean {
  if (from.rowid === null || from.alias !== null) return false;
  const { alias } = to;
  return alias === null ? to.rowid === null : filled.some((column) => sameName(column, alias));
}

/** What no column's name begins with, so that the names of our own columns beside them clash with none. */
export function markOf(columns: readonly { readonly name: string }[]): string {
  let mark = "_doctor_";
  while (columns.some(({ name }) => foldName(name).startsWith(mark))) mark += "_";
  return mark;
}

/** The column of the holding table that keeps the rowid. */
export const heldRowid = (mark: string): string => `${mark}rowid`;

/** The name under which the holding table keeps the value a column had before. */
export const heldBefore = (mark: string, column: string): string => `${mark}before_${column}`;

/** The name under which holding table and undo log keep the rowid of before. */
export const oldRowid = (mark: string): string => `${mark}old_rowid`;

/** The rowid a row had before, from the undo log; NULL for a row written since. */
export const rowidBefore = (undo: Undo): string =>
  `${quoteName(undo.table)}.${quoteName(oldRowid(undo.mark))}`;

const storedAs = (mark: string, column: string): string => `${mark}stored_${column}`;
const keyName = (mark: string, position: number): string => `${mark}key_${position + 1}`;

/** How the rows of a rebuilt table can be told apart; empty when nothing does. */
export function rowIdentity(from: Shape, to: Shape, filled: readonly string[]): Undo["identity"] {
  const { alias } = to;
  const isFilled = (column: string): boolean => filled.some((name) => sameName(name, column));
  if (alias !== null && (isFilled(alias) || from.rowid !== null)) {
    return [{ held: alias, inTable: quoteName(alias) }];
  }
  if (to.rowid !== null && from.rowid !== null)
    return [{ held: heldRowid(markOf([...from.columns, ...to.columns])), inTable: to.rowid }];
  return to.key.every(isFilled) ? to.key.map((column) => ({ held: column, inTable: quoteName(column) })) : [];
}

/** The log by its name and the column that holds the rowids of its rows; null where it knows them by a key. */
export function logOf(undo: Undo, { rowid, alias }: Shape): { table: string; rowid: string | null } {
  const [only, ...more] = undo.identity;
  const isRowid = more.length === 0 && (only?.held === alias || only?.inTable === rowid);
  return { table: undo.table, rowid: only && rowid !== null && isRowid ? keyName(undo.mark, 0) : null };
}

/** Fills the undo log before the values are mended: the rows for which a condition holds, as they are. */
export function noteBefore(undo: Undo, table: string, condition: string): string {
  const list = [
    ...undo.identity.map(({ inTable }) => inTable),
    ...undo.before.map(quoteName),
    ...undo.changed.map(() => "NULL"),
  ];
  return `INSERT INTO ${quoteName(undo.table)} SELECT ${list.join(", ")} FROM ${quoteName(table)} WHERE ${condition}`;
}

/** The condition of a row of the table that the undo log knows. */
export function isNoted({ table, mark, identity }: Undo): string {
  const own = identity.map(({ inTable }) => inTable).join(", ");
  const keys = quoteNames(identity.map((_, i) => keyName(mark, i)));
  return `${identity.length === 1 ? own : `(${own})`} IN (SELECT ${keys} FROM ${quoteName(table)})`;
}

/** Notes in the undo log what its rows hold by now. */
export function noteAfter(undo: Undo, table: string): string {
  const [log, own] = [quoteName(undo.table), quoteName(table)];
  const set = undo.changed.map(
    (column) => `${quoteName(storedAs(undo.mark, column))} = ${own}.${quoteName(column)}`,
  );
  return `UPDATE ${log} SET ${set.join(", ")} FROM ${own} WHERE ${sameRow(undo, table)}`;
}

/** Puts the values of one column back, in the rows that still hold what the log says they became. */
export function putBack(undo: Undo, table: string, column: string): string {
  const [log, name] = [quoteName(undo.table), quoteName(column)];
  const [was, became] = [`${log}.${name}`, `${log}.${quoteName(storedAs(undo.mark, column))}`];
  const now = `${quoteName(table)}.${name}`;
  return (
    `UPDATE OR ABORT ${quoteName(table)} SET ${name} = ${was} FROM ${log} WHERE ${sameRow(undo, table)} ` +
    `AND ${became} IS ${now} COLLATE BINARY AND typeof(${became}) = typeof(${now}) ` +
    `AND (${was} IS NOT ${became} COLLATE BINARY OR typeof(${was}) <> typeof(${became}))`
  );
}

const sameRow = (undo: Undo, table: string): string =>
  undo.identity
    .map(
      ({ inTable }, i) =>
        `${quoteName(table)}.${inTable} = ${quoteName(undo.table)}.${quoteName(keyName(undo.mark, i))}`,
    )
    .join(" AND ");

/** CREATE TABLE for an undo log; no column has a type, so that every value is kept as it is. */
export function undoTable(undo: Undo): string {
  const keys = quoteNames(undo.identity.map((_, i) => keyName(undo.mark, i)));
  const kept = [
    ...undo.before,
    ...(undo.rowid ? [oldRowid(undo.mark)] : []),
    ...undo.changed.map((column) => storedAs(undo.mark, column)),
  ].map((column) => `, ${quoteName(column)}`);
  return `CREATE TABLE ${quoteName(undo.table)} (${keys}${kept.join("")}, PRIMARY KEY (${keys}))`;
}

/** Fills the undo log: all rows when columns go, else those whose value is no longer the same. */
export function fillUndo(undo: Undo, table: string, hold: string): string {
  const list = [
    ...undo.identity.map(({ held }) => `held.${quoteName(held)}`),
    ...undo.before.map((column) => `held.${quoteName(heldBefore(undo.mark, column))}`),
    ...(undo.rowid ? [`held.${quoteName(oldRowid(undo.mark))}`] : []),
    ...undo.changed.map((column) => `made.${quoteName(column)}`),
  ];
  const join = undo.identity.map(({ held, inTable }) => `made.${inTable} = held.${quoteName(held)}`);
  const differs = undo.changed.map((column) => {
    const [old, now] = [`held.${quoteName(heldBefore(undo.mark, column))}`, `made.${quoteName(column)}`];
    return `${old} IS NOT ${now} COLLATE BINARY OR typeof(${old}) <> typeof(${now})`;
  });
  const all = undo.rowid || undo.before.length > undo.changed.length || differs.length === 0;
  return (
    `INSERT INTO ${quoteName(undo.table)} SELECT ${list.join(", ")} FROM ${quoteName(hold)} AS held ` +
    `JOIN ${quoteName(table)} AS made ON ${join.join(" AND ")}${all ? "" : ` WHERE ${differs.join(" OR ")}`}`
  );
}

/** The rows of a table each with what the undo log keeps of it; rows written since have nothing there. */
export function joinUndo(undo: Undo, table: string): string {
  const name = quoteName(table);
  const on = undo.identity.map(
    ({ inTable }, i) => `${quoteName(undo.table)}.${quoteName(keyName(undo.mark, i))} = ${name}.${inTable}`,
  );
  return `${name} LEFT JOIN ${quoteName(undo.table)} ON ${on.join(" AND ")}`;
}

/**
 * The value a column had before: from the undo log, unless the row's value was changed since. A row written since has
 * none in a column that went; it gets the column's default.
 */
export function valueBefore(undo: Undo, table: string, column: string, fallback: string | null): string {
  if (undo.changed.includes(column)) {
    const now = `${quoteName(table)}.${quoteName(column)}`;
    return valueElsewhere(undo, column, { now, fallback: now });
  }
  const kept = `${quoteName(undo.table)}.${quoteName(column)}`;
  return fallback === null ? kept : `CASE WHEN ${isKnown(undo)} THEN ${kept} ELSE (${fallback}) END`;
}

/** The value of before where what stands for it now is what it became; else the fallback. */
export function valueElsewhere(
  undo: Undo,
  column: string,
  { now, fallback }: { readonly now: string; readonly fallback: string },
): string {
  const stored = `${quoteName(undo.table)}.${quoteName(storedAs(undo.mark, column))}`;
  return (
    `CASE WHEN ${isKnown(undo)} AND ${stored} IS ${now} COLLATE BINARY AND typeof(${stored}) = typeof(${now}) ` +
    `THEN ${quoteName(undo.table)}.${quoteName(column)} ELSE ${fallback} END`
  );
}

const isKnown = (undo: Undo): string =>
  `${quoteName(undo.table)}.${quoteName(keyName(undo.mark, 0))} IS NOT NULL`;
