import type { Table } from "../schema/schema.ts";
import { expressionInSingleQuotes, inSingleQuotes, stringsInDoubleQuotes } from "../sql/double-quoted.ts";

/**
 * A table as a new text may say it: the strings that an old SQLite took in double quotes stand in single ones, in its
 * own text and in those of its indexes.
 */
export function withoutOldStrings(table: Table, strings = oldStringsOf(table)): Table {
  if (strings.length === 0) return table;
  const columns = table.columns.map(({ name }) => name);
  const text = (expression: string): string => expressionInSingleQuotes(expression, columns);
  return {
    ...table,
    sql: inSingleQuotes(table.sql, columns),
    columns: table.columns.map((column) => ({
      ...column,
      generated: column.generated && { ...column.generated, expression: text(column.generated.expression) },
    })),
    checks: table.checks.map((check) => ({ ...check, expression: text(check.expression) })),
    indexes: table.indexes.map((index) => ({
      ...index,
      sql: inSingleQuotes(index.sql, columns),
      where: index.where === null ? null : text(index.where),
      parts: index.parts.map((part) => ({
        ...part,
        expression: part.expression === null ? null : text(part.expression),
      })),
    })),
  };
}

/** The strings in double quotes in a table's text and in those of its indexes, folded as names are. */
export function oldStringsOf({ columns, sql, indexes }: Table): string[] {
  const names = columns.map(({ name }) => name);
  return [sql, ...indexes.map((index) => index.sql)].flatMap((text) => stringsInDoubleQuotes(text, names));
}
