import { sameName } from "../../schema/names.ts";
import type { Named } from "./catalogue.ts";
import { anyNull, anything, type Given, given, type Returned } from "./given.ts";
import { type Binding, bind, type Field, fieldGives } from "./scope.ts";
import type { Expr, Query, StatementTree } from "./tree.ts";

type Writing = Exclude<StatementTree, { kind: "select" }>;

/** What is known of the row that a statement writes. */
export interface Row {
  /** The row as it was, under the name that RETURNING knows it by. */
  readonly before: Binding;
  readonly columns: readonly Named[];
  /** What an expression gives over the row as it was. */
  readonly gives: (expr: Expr) => Given;
  /** What an expression of the table's declaration gives: over a row, or by itself as a default. */
  readonly declared: (expression: string, over: readonly Binding[]) => Given;
  /** What an INSERT writes, in the order of its columns; null for DEFAULT VALUES. */
  readonly source: readonly Returned[] | null;
}

/**
 * The row that RETURNING sees. What is written decides whether a column may be NULL; a value that is bound may be
 * whatever the column allows. https://www.sqlite.org/lang_returning.html
 */
export function rowWritten(tree: Writing, row: Row): Binding {
  const { before, columns } = row;
  if (tree.kind === "delete") return before;
  const silent = before.silent.map(({ name, own }) => ({ name, value: own }));
  const bound = (fields: readonly Named[]): Binding =>
    bind(before.alias, fields, { open: before.open, silent });
  const plain = before.fields.map((field) => ({
    name: field.name,
    value: { ...fieldGives(field, null), nullable: nullableAfter(tree, row, field) },
  }));
  const over = [bound(plain)];
  return bound(
    plain.map(({ name, value }) => {
      const expression = columns.find((column) => sameName(column.name, name))?.expression;
      if (expression === undefined || value.nullable === false) return { name, value };
      return { name, value: { ...value, nullable: row.declared(expression, over).nullable } };
    }),
  );
}

function nullableAfter(tree: Writing, row: Row, field: Field): boolean | null {
  const column = row.columns.find(({ name }) => sameName(name, field.name));
  if (field.own.nullable === false || !column) return field.own.nullable;
  const set = setTo(tree, row, field.name);
  if (tree.kind === "update") return (set ?? fieldGives(field, null)).nullable;
  const inserted = insertedInto(tree, row, column);
  // Of a row that was there already nothing is known but what is set.
  return tree.set.length === 0 ? inserted.nullable : anyNull([inserted, set ?? anything]);
}

/** What SET puts into a column, if it does. */
function setTo({ set }: Writing, { gives }: Row, name: string): Given | undefined {
  const last = set.findLast(({ columns }) => columns.some((column) => sameName(column, name)));
  if (!last) return undefined;
  const place = last.columns.findIndex((column) => sameName(column, name));
  const item = last.value.kind === "row" ? last.value.items[place] : last.value;
  if (!item || (last.columns.length > 1 && last.value.kind !== "row")) return anything;
  return item.kind === "parameter" ? given(true) : gives(item);
}

/** What INSERT puts into a column: a value, or else its default, or NULL. */
function insertedInto(tree: Writing, { columns, source, declared }: Row, column: Named): Given {
  const listed =
    tree.columns.length > 0
      ? tree.columns
      : columns.flatMap(({ name, expression }) => (expression === undefined ? [name] : []));
  const place = source === null ? -1 : listed.findIndex((name) => sameName(name, column.name));
  if (place < 0) return column.otherwise === undefined ? given(true) : declared(column.otherwise, []);
  return tree.source && isBound(tree.source, place) ? given(true) : (source?.[place]?.value ?? anything);
}

function isBound({ first }: Query, place: number): boolean {
  if (first.values) return first.values.some((row) => row[place]?.kind === "parameter");
  const output = first.outputs.some(({ kind }) => kind === "all") ? undefined : first.outputs[place];
  return output?.kind === "expression" && output.value.kind === "parameter";
}
