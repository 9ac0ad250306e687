import type { ts } from "ts-morph";
import type { Casing } from "./casing.ts";
import { ColumnValue } from "./column-value.ts";
import { Query } from "./query.ts";
import { type Chunk, Name, Sql } from "./sql-value.ts";
import { Subquery } from "./subquery.ts";
import { AliasedTable, TableValue } from "./table-value.ts";
import { Plain, Thing, toData, Unread, type Value } from "./values.ts";
import { ViewValue } from "./view-value.ts";

/** How columns are written in SQL. */
export interface Writing {
  readonly casing: Casing;
  /** Whether the name of their table stands before them. */
  readonly qualified: boolean;
}

/**
 * The text of a piece of SQL as drizzle-kit writes it. Values that Drizzle would pass as parameters, which the
 * statements of a schema cannot have, stand in it as literals.
 */
export function printSql(sql: Sql, writing: Writing): string | Unread {
  let text = "";
  for (const chunk of sql.chunks) {
    const part = typeof chunk === "string" ? chunk : printValue(encoded(chunk), writing, chunk.node);
    if (part instanceof Unread) return part;
    text += part;
  }
  return text;
}

function encoded(chunk: Exclude<Chunk, string>): Value {
  return chunk.as ? chunk.as(chunk.value) : chunk.value;
}

function printValue(value: Value, writing: Writing, node: ts.Node): string | Unread {
  if (value instanceof Unread) return value;
  if (value instanceof Sql) {
    return value.alias === null ? printSql(value, writing) : quoted(value.alias);
  }
  if (value instanceof ColumnValue) {
    const column = quoted(value.named(writing.casing));
    return writing.qualified ? `${quoted(value.table.name)}.${column}` : column;
  }
  if (value instanceof Query || value instanceof Subquery) return printQuery(value, writing);
  if (isNamed(value)) return quoted(value.name);
  if (Array.isArray(value)) {
    const items = value.map((item) => printValue(item, writing, node));
    return items.find((item) => item instanceof Unread) ?? `(${items.join(", ")})`;
  }
  if (value instanceof Thing) return new Unread("it is no part of SQL that is known", node);
  return value === undefined ? "" : literal(value, node);
}

function isNamed(value: Value): value is TableValue | AliasedTable | ViewValue | Name {
  return (
    value instanceof TableValue ||
    value instanceof AliasedTable ||
    value instanceof ViewValue ||
    value instanceof Name
  );
}

/** A query inside SQL: in parentheses, with its name behind it if it has one; a query of WITH by its name alone. */
function printQuery(query: Query | Subquery, writing: Writing): string | Unread {
  if (query instanceof Subquery && query.isWith) return quoted(query.alias);
  const sql = query instanceof Subquery ? query.sql : query.toSql();
  const text = sql instanceof Unread ? sql : printSql(sql, writing);
  if (text instanceof Unread) return text;
  return query instanceof Subquery ? `(${text}) ${quoted(query.alias)}` : `(${text})`;
}

/** A value as SQL writes it. */
function literal(value: Value, node: ts.Node): string | Unread {
  if (value === null) return "null";
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return String(value);
  if (typeof value === "string") return quotedText(value);
  if (value instanceof Date) return quotedText(value.toISOString());
  const data = value instanceof Plain ? toData(value, node) : new Unread("it is no plain value", node);
  return data instanceof Unread ? data : quotedText(JSON.stringify(data));
}

/** A text in quotes. */
export function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
