import { foldName } from "../schema/names.ts";
import { readCreateIndex } from "./create-index.ts";
import { readCreateTable } from "./create-table.ts";
import { quoteText } from "./quote.ts";
import { isOperator, isWord, nameOf, type Span, type Token, tokenize } from "./tokens.ts";

/**
 * A stored CREATE TABLE or CREATE INDEX text with the strings that stand in double quotes in single ones. An old SQLite
 * took "open" for a string where no column is called so; a newer one refuses the text, and would take it for the column
 * once there is one. https://www.sqlite.org/quirks.html#double_quoted_string_literals_are_accepted
 */
export function inSingleQuotes(sql: string, columns: readonly string[]): string {
  return requoted(sql, quotedStrings(sql, columns, expressionsOf));
}

/** The same for an expression over a table with these columns. */
export function expressionInSingleQuotes(sql: string, columns: readonly string[]): string {
  return requoted(
    sql,
    quotedStrings(sql, columns, () => [{ start: 0, end: sql.length }]),
  );
}

function requoted(sql: string, strings: readonly Token[]): string {
  let result = "";
  let at = 0;
  for (const token of strings) {
    result += sql.slice(at, token.start) + quoteText(nameOf(token));
    at = token.end;
  }
  return result + sql.slice(at);
}

/** The strings of a CREATE TABLE or CREATE INDEX text that stand in double quotes, folded as names are. */
export function stringsInDoubleQuotes(sql: string, columns: readonly string[]): string[] {
  return quotedStrings(sql, columns, expressionsOf).map((token) => foldName(nameOf(token)));
}

function quotedStrings(
  sql: string,
  columns: readonly string[],
  spansOf: (sql: string) => readonly Span[],
): Token[] {
  if (!sql.includes('"')) return [];
  const names = new Set([...columns.map(foldName), "rowid", "_rowid_", "oid"]);
  const tokens = tokenize(sql);
  const strings = tokens.filter(
    (token, i) =>
      token.kind === "quoted" &&
      token.text.startsWith('"') &&
      !names.has(foldName(nameOf(token))) &&
      !isOtherName(tokens[i - 1], tokens[i + 1]),
  );
  // Most texts have none, and need not be read for their expressions.
  if (strings.length === 0) return [];
  const spans = spansOf(sql);
  return strings.filter((token) => spans.some(({ start, end }) => token.start >= start && token.end <= end));
}

/** A table before a dot, a column behind one, a function, a collation, a type, the name of a constraint, a default. */
function isOtherName(before: Token | undefined, after: Token | undefined): boolean {
  return (
    isOperator(before, ".") ||
    isOperator(after, ".") ||
    isOperator(after, "(") ||
    isWord(before, "COLLATE", "AS", "CONSTRAINT", "DEFAULT")
  );
}

/** Where expressions stand: CHECK, DEFAULT and generated columns of a table, everything behind ON of an index. */
function expressionsOf(sql: string): Span[] {
  const index = readCreateIndex(sql);
  if (index) return [{ start: index.tableSpan.end, end: sql.length }];
  const table = readCreateTable(sql);
  const clauses = table ? [...table.columns.flatMap((column) => column.clauses), ...table.constraints] : [];
  return clauses
    .filter(({ kind }) => kind === "check" || kind === "default" || kind === "generated")
    .map(({ span }) => span);
}
