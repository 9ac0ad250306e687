import type { ts } from "ts-morph";
import { ColumnValue } from "./column-value.ts";
import { Name, Sql } from "./sql-value.ts";
import { AliasedTable, TableValue } from "./table-value.ts";
import { Plain, Unread, type Value } from "./values.ts";

/** What a query selects of a source, as the source's own name stands before it. */
export function seenAs(alias: string, value: Value, node: ts.Node): Value {
  if (value instanceof ColumnValue) return new ColumnValue({ name: alias }, value.config, value.node);
  if (value instanceof Sql)
    return value.alias === null
      ? new Unread("a field that is SQL without a name is not to be had from outside", node)
      : new Name(value.alias);
  if (value instanceof TableValue || value instanceof AliasedTable)
    return mapped(value.asPlain(), (each) => seenAs(alias, each, node));
  return value instanceof Plain ? mapped(value, (each) => seenAs(alias, each, node)) : value;
}

/** An object with each of its members changed. */
export function mapped(fields: Plain, change: (value: Value) => Value): Plain {
  const result = new Plain();
  for (const [key, { value, node }] of fields.members) result.set(key, change(value), node);
  result.unread.push(...fields.unread);
  return result;
}
