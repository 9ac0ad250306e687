import { sameName } from "../schema/names.ts";
import type { Clause, ColumnText, CreateTable } from "./create-table.ts";
import { quoteName } from "./quote.ts";
import { type Span, tokenize } from "./tokens.ts";

interface Edit extends Span {
  readonly text: string;
}

/** Replaces stretches of a text, given in any order; everything between them stays byte for byte. */
function applyEdits(sql: string, edits: readonly Edit[]): string {
  let result = sql;
  for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}

/** Takes a stretch out with the blank before it, leaving a blank where two words would run together. */
function removal(sql: string, span: Span): Edit {
  const start = sql.charAt(span.start - 1) === " " ? span.start - 1 : span.start;
  const apart = /^(?:[\s,)]|$)/.test(sql.slice(span.end, span.end + 1));
  return { start, end: span.end, text: apart ? "" : " " };
}

/** Puts a text in the place of another, leaving a blank where it would run into the next word. */
function replacement(sql: string, span: Span, text: string): Edit {
  const apart = /^(?:[\s,)]|$)/.test(sql.slice(span.end, span.end + 1));
  return { start: span.start, end: span.end, text: apart ? text : `${text} ` };
}

/** The column definition of that name. Throws RangeError when the statement has none. */
export function columnText(table: CreateTable, column: string): ColumnText {
  const found = table.columns.find((candidate) => sameName(candidate.name, column));
  if (!found) throw new RangeError(`no column ${column} in ${table.name}`);
  return found;
}

/** The statement with another table name. */
export function withName(table: CreateTable, name: string): string {
  return applyEdits(table.sql, [{ ...table.nameSpan, text: quoteName(name) }]);
}

/** The statement with another declared type of a column; "" for none. */
export function withType(table: CreateTable, column: string, type: string): string {
  const { nameSpan, typeSpan } = columnText(table, column);
  if (typeSpan && type === "") return applyEdits(table.sql, [removal(table.sql, typeSpan)]);
  const edit = typeSpan
    ? replacement(table.sql, typeSpan, type)
    : { start: nameSpan.end, end: nameSpan.end, text: ` ${type}` };
  return applyEdits(table.sql, [edit]);
}

/** The statement with a column's clauses of these kinds replaced by one, or taken out. */
export function withColumnClause(
  table: CreateTable,
  column: string,
  kinds: readonly Clause["kind"][],
  clause: string | null,
): string {
  const text = columnText(table, column);
  const [first, ...others] = text.clauses.filter((old) => kinds.includes(old.kind)).map((old) => old.span);
  const edits = others.map((span) => removal(table.sql, span));
  const { end } = text.typeSpan ?? text.nameSpan;
  if (clause === null) edits.push(...(first ? [removal(table.sql, first)] : []));
  else edits.push(first ? replacement(table.sql, first, clause) : { start: end, end, text: ` ${clause}` });
  return applyEdits(table.sql, edits);
}

/** The statement with a clause more at the end of a column's definition. */
export function withAppendedClause(table: CreateTable, column: string, clause: string): string {
  const { end } = columnText(table, column).span;
  return applyEdits(table.sql, [{ start: end, end, text: ` ${clause}` }]);
}

/** The statement with a column more, behind the last one. */
export function withColumn(table: CreateTable, definition: string): string {
  const end = table.columns.at(-1)?.span.end ?? table.bodyEnd - 1;
  return applyEdits(table.sql, [{ start: end, end, text: `, ${definition}` }]);
}

/** The statement with a table constraint more, behind the last one. */
export function withConstraint(table: CreateTable, constraint: string): string {
  const end = Math.max(...[...table.columns, ...table.constraints].map((item) => item.span.end));
  return applyEdits(table.sql, [{ start: end, end, text: `, ${constraint}` }]);
}

/** The statement without a column. Table constraints that name it stay. */
export function withoutColumn(table: CreateTable, column: string): string {
  return withoutItem(table, columnText(table, column).span);
}

/** The statement without a clause, of a column or of the table. */
export function withoutClause(table: CreateTable, clause: Clause): string {
  if (table.constraints.includes(clause)) return withoutItem(table, clause.span);
  return applyEdits(table.sql, [removal(table.sql, clause.span)]);
}

/** Takes an item out with one comma beside it; table constraints may stand without commas between them. */
function withoutItem(table: CreateTable, item: Span): string {
  const spans = [...table.columns, ...table.constraints].map(({ span }) => span);
  const before = spans.filter((span) => span.end <= item.start).at(-1);
  const after = spans.find((span) => span.start >= item.end);
  const comma =
    table.commas.find((c) => before && c.start >= before.end && c.end <= item.start) ??
    table.commas.find((c) => c.start >= item.end && c.end <= (after?.start ?? table.bodyEnd));
  const edits = [removal(table.sql, item)];
  // Of the first item the comma behind it goes, with the blank that set the next one apart.
  const blank = comma && comma.start >= item.end && table.sql.charAt(comma.end) === " " ? 1 : 0;
  if (comma) edits.push({ start: comma.start, end: comma.end + blank, text: "" });
  return applyEdits(table.sql, edits);
}

/** The statement with these table options and no others. */
export function withOptions(table: CreateTable, options: { strict: boolean; withoutRowid: boolean }): string {
  const words = [...(options.strict ? ["STRICT"] : []), ...(options.withoutRowid ? ["WITHOUT ROWID"] : [])];
  const text = words.join(", ");
  // Word by word: comments between the options stay.
  const [first, ...others] = tokenize(table.sql).filter(({ start }) => start >= table.bodyEnd);
  const edits = others.map((token) => removal(table.sql, token));
  if (first)
    edits.push(text === "" ? removal(table.sql, first) : { start: first.start, end: first.end, text });
  else if (text !== "") edits.push({ start: table.bodyEnd, end: table.bodyEnd, text: ` ${text}` });
  return applyEdits(table.sql, edits);
}
