import { sameName } from "../schema/names.ts";
import { quoteName, quoteNames, quoteText } from "../sql/quote.ts";
import { keep, type Leaving } from "./leaving.ts";
import type { Shape } from "./shape.ts";
import {
  fillUndo,
  heldBefore,
  heldRowid,
  joinUndo,
  keepsValues,
  markOf,
  oldRowid,
  rowidBefore,
  type Undo,
  undoTable,
} from "./undo.ts";

/** What a column of the new table is filled with: an expression over the row of the old one. */
export interface Value {
  readonly column: string;
  readonly expression: string;
}

/** A table made anew with its rows. */
export interface Rebuild {
  /** The name of the table in which the rows wait. */
  readonly hold: string;
  readonly from: Shape;
  readonly to: Shape;
  /** The columns that get a value; the others get their default. */
  readonly values: readonly Value[];
  /** What the rebuild would lose and keeps beside. */
  readonly undo: Undo | null;
  /** An undo log of an earlier rebuild that `values` read from. */
  readonly reads: Undo | null;
  /** LEFT JOINs of other tables that `values` read from, none of which has two rows for one. */
  readonly joins?: readonly string[];
  /** The rows that do not go along. */
  readonly leaving?: Leaving | null;
  /** Statements for the table once it has its rows, and before its triggers. */
  readonly besides?: readonly string[];
}

/**
 * The statements that make a table anew under its own name. The rows wait in a holding table whose columns have
 * no type, so that nothing is converted on the way; nothing is ever renamed, so that no view, trigger or foreign
 * key of another table is rewritten or gets in the way. Needs foreign_keys off: DROP TABLE deletes the rows first.
 * https://www.sqlite.org/lang_altertable.html#otheralter
 */
export function rebuildSql(rebuild: Rebuild): string[] {
  const { hold, from, to, values, undo, reads, joins = [], leaving = null, besides = [] } = rebuild;
  const mark = markOf([...from.columns, ...to.columns]);
  const rows = withIdentity({ from, to, values, reads }, heldRowid(mark));
  const beside = (undo?.before ?? []).map((column) => rawValue(from, column, mark));
  const rowid = undo?.rowid ? [{ column: oldRowid(mark), expression: rowidOf(from) }] : [];
  const held = [...rows, ...beside, ...rowid];
  const own = keepsValues(reads) ? joinUndo(reads, from.name) : quoteName(from.name);
  const source = [own, ...joins, ...(leaving ? [`WHERE (${leaving.condition}) IS NOT TRUE`] : [])].join(" ");
  const { written, read } = insertion(to, rows, heldRowid(mark));
  return [
    ...keep(leaving, from),
    `CREATE TABLE ${quoteName(hold)} (${quoteNames(held.map(({ column }) => column))})`,
    `INSERT INTO ${quoteName(hold)} SELECT ${held.map(({ expression }) => expression).join(", ")} FROM ${source}`,
    ...holdCounter(from, to, hold, undo),
    ...renameStatistics(from, from.name, hold),
    `DROP TABLE ${quoteName(from.name)}`,
    to.sql,
    `INSERT OR ABORT INTO ${quoteName(to.name)} (${written}) SELECT ${read} FROM ${quoteName(hold)}${reads?.rowid ? ` ORDER BY ${quoteName(heldRowid(mark))} IS NULL` : ""}`,
    ...(keepsValues(undo) ? [undoTable(undo), fillUndo(undo, to.name, hold)] : []),
    ...restoreCounter(from, to, hold, reads),
    ...renameStatistics(to, hold, to.name),
    `DROP TABLE ${quoteName(hold)}`,
    ...(keepsValues(reads) ? [`DROP TABLE ${quoteName(reads.table)}`] : []),
    ...besides,
    ...to.dependents,
  ];
}

function rawValue(from: Shape, column: string, mark: string): Value {
  return { column: heldBefore(mark, column), expression: `${quoteName(from.name)}.${quoteName(column)}` };
}

const rowidOf = ({ name, rowid }: Shape): string => `${quoteName(name)}.${rowid}`;

/** Rows keep their rowid wherever both tables have one to reach, or get back the one of before. */
function withIdentity(
  { from, to, values, reads }: Pick<Rebuild, "from" | "to" | "values" | "reads">,
  held: string,
): readonly Value[] {
  if (reads?.rowid) return [...values, { column: held, expression: rowidBefore(reads) }];
  if (from.rowid === null) return values;
  const { alias } = to;
  if (alias !== null) {
    const filled = values.some(({ column }) => sameName(column, alias));
    return filled ? values : [...values, { column: alias, expression: rowidOf(from) }];
  }
  return to.rowid === null ? values : [...values, { column: held, expression: rowidOf(from) }];
}

function insertion(to: Shape, rows: readonly Value[], held: string): { written: string; read: string } {
  const target = ({ column }: Value): string =>
    column === held && to.rowid !== null ? to.rowid : quoteName(column);
  return { written: rows.map(target).join(", "), read: quoteNames(rows.map(({ column }) => column)) };
}

/** DROP TABLE forgets the AUTOINCREMENT counter, so it waits under another name. https://www.sqlite.org/autoinc.html */
function holdCounter(from: Shape, to: Shape, hold: string, undo: Undo | null): string[] {
  const keeper = to.autoincrement ? hold : undo?.table;
  if (!from.autoincrement || keeper === undefined) return [];
  return [renameCounter(from.name, keeper)];
}

function restoreCounter(from: Shape, to: Shape, hold: string, reads: Undo | null): string[] {
  const keeper = from.autoincrement ? hold : reads?.table;
  if (!to.autoincrement || keeper === undefined) return [];
  return [`DELETE FROM sqlite_sequence WHERE name = ${quoteText(to.name)}`, renameCounter(keeper, to.name)];
}

/** DROP TABLE forgets what ANALYZE found, so it waits under another name, too. https://www.sqlite.org/lang_analyze.html */
function renameStatistics({ statistics }: Shape, from: string, to: string): string[] {
  return statistics.map(
    (table) => `UPDATE ${table} SET tbl = ${quoteText(to)} WHERE tbl = ${quoteText(from)}`,
  );
}

/** An AUTOINCREMENT counter under another table's name. */
export function renameCounter(from: string, to: string): string {
  return `UPDATE sqlite_sequence SET name = ${quoteText(to)} WHERE name = ${quoteText(from)}`;
}
