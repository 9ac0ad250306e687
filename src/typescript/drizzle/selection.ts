import type { ts } from "ts-morph";
import { ColumnValue } from "./column-value.ts";
import { mapped } from "./seen-as.ts";
import { type Chunk, Name, Sql } from "./sql-value.ts";
import { Subquery } from "./subquery.ts";
import { AliasedTable, TableValue } from "./table-value.ts";
import { Plain, Unread, type Value } from "./values.ts";

/** The fields as a function given to `where` or `orderBy` sees them: SQL by its name, or as itself. */
export function fieldsFor(fields: Plain, named: boolean): Plain {
  return mapped(fields, (value) => {
    if (value instanceof Plain) return fieldsFor(value, named);
    if (!(value instanceof Sql) || value.alias === null) return value;
    return named ? new Name(value.alias) : new Sql(value.chunks);
  });
}

/** A selection between SELECT and FROM. Of one source alone the columns stand without its name, and never in `casing`. */
export function selectionOf(fields: Plain, isSingle: boolean): Chunk[] | Unread {
  const chunks: Chunk[] = [];
  for (const { value, node } of flat(fields)) {
    const field = selected(value, isSingle, node);
    if (field instanceof Unread) return field;
    chunks.push(...(chunks.length > 0 ? [", "] : []), ...field);
  }
  return chunks;
}

interface Field {
  readonly value: Value;
  readonly node: ts.Node;
}

/** The fields one by one: those of a table, or of an object in the object, in its place. */
function* flat(fields: Plain): Generator<Field> {
  for (const { value, node } of fields.members.values()) {
    if (value instanceof Plain) yield* flat(value);
    else if (value instanceof TableValue || value instanceof AliasedTable) yield* flat(value.asPlain());
    else yield { value, node };
  }
  for (const unread of fields.unread) yield { value: unread, node: unread.node };
}

function selected(value: Value, isSingle: boolean, node: ts.Node): Chunk[] | Unread {
  if (value instanceof Unread) return value;
  if (value instanceof Name || value instanceof Subquery) return [{ value, node }];
  if (value instanceof ColumnValue) return selectedColumn(value, isSingle, node);
  if (!(value instanceof Sql)) return new Unread("what is selected there is not followed", node);
  const chunks = isSingle ? value.chunks.map(bare) : value.chunks;
  return [...chunks, ...(value.alias === null ? [] : [" as ", { value: new Name(value.alias), node }])];
}

function selectedColumn({ config, table }: ColumnValue, isSingle: boolean, node: ts.Node): Chunk[] {
  const name: Chunk = { value: new Name(config.name), node };
  const column = isSingle ? [name] : [{ value: new Name(table.name), node }, ".", name];
  return config.kind === "numeric-bigint" ? ["cast(", ...column, " as text)"] : column;
}

/** A column without its table before it. */
export function bare(chunk: Chunk): Chunk {
  return typeof chunk !== "string" && chunk.value instanceof ColumnValue
    ? { value: new Name(chunk.value.config.name), node: chunk.node }
    : chunk;
}
