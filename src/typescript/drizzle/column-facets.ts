import type { Casing } from "./casing.ts";
import type { ColumnConfig } from "./column-value.ts";
import { printSql, quotedText } from "./print-sql.ts";
import { Sql } from "./sql-value.ts";
import { Closure, Plain, type Reader, toData, Unread } from "./values.ts";

/**
 * The default of a column as drizzle-kit writes it into CREATE TABLE: objects, lists, Dates and null as JSON text
 * whatever the column's mode, so that a default of `new Date(0)` is the text "1970-01-01T00:00:00.000Z" in double quotes.
 */
export function defaultOf({ default: given }: ColumnConfig, casing: Casing): string | null | Unread {
  if (!given) return null;
  const { value, node } = given;
  if (value instanceof Unread) return value;
  if (value instanceof Sql) return printSql(value, { casing, qualified: true });
  if (typeof value === "string") return quotedText(value);
  if (typeof value !== "object") return String(value);
  const isData = value === null || Array.isArray(value) || value instanceof Plain || value instanceof Date;
  const data = isData ? toData(value, node) : new Unread("it is no plain value", node);
  return data instanceof Unread ? data : quotedText(JSON.stringify(data));
}

/** The expression of a generated column: a text, SQL, or a function that returns one of them. */
export function generatedOf(
  { generated }: ColumnConfig,
  reader: Reader,
  casing: Casing,
): { readonly expression: string; readonly stored: boolean } | null | Unread {
  if (!generated) return null;
  const { value, node, stored } = generated;
  if (stored instanceof Unread) return stored;
  const made = value instanceof Closure ? reader.call(value, [], node) : value;
  if (made instanceof Unread) return made;
  const expression = made instanceof Sql ? printSql(made, { casing, qualified: false }) : made;
  if (expression instanceof Unread) return expression;
  return typeof expression === "string"
    ? { expression, stored }
    : new Unread("it is no SQL that is known", node);
}
