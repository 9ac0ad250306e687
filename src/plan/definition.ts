import type { Change, ChangeOf } from "../diff/change.ts";
import type { DeclaredColumn, DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import { clausesOf, sameReference } from "../sql/clauses.ts";
import { type ColumnText, readCreateTable } from "../sql/create-table.ts";
import { canonicalDefault } from "../sql/default.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { printCheck, printColumn } from "../sql/print-table.ts";
import { tokenize } from "../sql/tokens.ts";

/** The definition a new column gets: the author's own text in a complete declaration, else written from its facets. */
export function columnDefinition(column: DeclaredColumn, table: DeclaredTable): string {
  const own = authoredColumn(column.name, table);
  if (own) return own.sql.slice(own.text.span.start, own.text.span.end);
  const references = table.foreignKeys.find((key) => isOwn(key.columns, column.name)) ?? null;
  const printed = printColumn(column, { strict: table.strict ?? false, references });
  const checks = table.checks.filter((check) => concernsOnly(check.expression, column.name, table));
  return [printed, ...checks.map(printCheck)].join(" ");
}

function authoredColumn(name: string, table: DeclaredTable): { sql: string; text: ColumnText } | null {
  const read = table.sql === undefined ? null : readCreateTable(table.sql);
  const text = read && findNamed(read.columns, name);
  return read && text ? { sql: read.sql, text } : null;
}

const isOwn = (columns: readonly string[], column: string): boolean =>
  columns.length === 1 && columns.every((name) => sameName(name, column));

/** Whether of all columns of the table an expression names just this one. */
function concernsOnly(expression: string, column: string, table: DeclaredTable): boolean {
  const names = mentionedNames(expression);
  return (
    table.columns
      .filter(({ name }) => names.has(foldName(name)))
      .every(({ name }) => sameName(name, column)) && names.has(foldName(column))
  );
}

/** Whether the definition of a column that is added already holds what another change wants. */
export function comesWithColumn(
  change: Change,
  added: readonly ChangeOf<"add-column">[],
  table: DeclaredTable,
): boolean {
  return added.some(({ column }) => {
    const own = authoredColumn(column, table);
    if (own)
      return own.text.clauses.some((clause) => {
        if (change.kind === "add-foreign-key")
          return clause.kind === "foreign-key" && isOwn(change.declared.columns, column);
        if (change.kind === "add-unique")
          return (
            clause.kind === "unique" &&
            isOwn(
              change.declared.columns.map((part) => part.column ?? ""),
              column,
            )
          );
        if (change.kind === "add-check")
          return clause.kind === "check" && clause.expression === change.declared.expression;
        return false;
      });
    if (change.kind === "add-foreign-key") {
      const brought = table.foreignKeys.find((key) => isOwn(key.columns, column));
      return brought !== undefined && sameReference(brought, change.declared);
    }
    return change.kind === "add-check" && concernsOnly(change.declared.expression, column, table);
  });
}

/** Whether ALTER TABLE ADD COLUMN takes this definition whatever rows there are. https://www.sqlite.org/lang_altertable.html#altertabaddcol */
export function canBeAdded(definition: string): boolean {
  const read = readCreateTable(`CREATE TABLE t (${definition})`);
  if (!read) return false;
  const has = (kind: Parameters<typeof clausesOf>[1]): boolean => clausesOf(read, kind).length > 0;
  if (has("primary-key") || has("unique")) return false;
  if (has("generated"))
    return (
      !has("not-null") && !has("check") && clausesOf(read, "generated").every(({ clause }) => !clause.stored)
    );
  const [value] = clausesOf(read, "default");
  return !value || isConstant(value.clause.text);
}

/** Whether ADD COLUMN takes a default: a literal, with or without sign and parentheses, and no arithmetic. */
export function isConstant(text: string): boolean {
  const words = tokenize(text).filter(
    ({ kind, text: word }) => kind !== "operator" || !/^[-+()]$/.test(word),
  );
  const canonical = canonicalDefault(text, "BLOB");
  const literal = /^(?:'(?:[^']|'')*'|-?[0-9.][0-9.e+-]*|x'[0-9a-f]*')$/is;
  return canonical === null || (words.length === 1 && literal.test(canonical));
}

/** Whether an expression is a literal: as ADD COLUMN takes it, but that a name by itself is a column and no string. */
export function isLiteral(expression: string): boolean {
  const isName = tokenize(expression).some(
    ({ kind, upper }) =>
      kind === "quoted" || (kind === "word" && upper !== "NULL" && upper !== "TRUE" && upper !== "FALSE"),
  );
  return !isName && isConstant(expression);
}

/** A default as an expression that can stand anywhere: `DEFAULT word` is a string only there. */
export function defaultExpression(text: string): string {
  return isConstant(text) ? (canonicalDefault(text, "BLOB") ?? "NULL") : text;
}
