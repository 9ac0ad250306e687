import { findNamed, foldName, sameName } from "../schema/names.ts";
import { canonicalDefault } from "../sql/default.ts";
import { rowidName } from "../sql/identity.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { quoteName, quoteNames } from "../sql/quote.ts";
import { defaultExpression } from "./definition.ts";
import { type Filled, heldValue, type Split } from "./split.ts";
import { markOf } from "./undo.ts";

/** INSERT of the rows of a new table, in the order of the rows they are made from. */
export function fillSql(split: Split): string {
  const columns = split.filled.map(({ column }) => column.name);
  return `INSERT OR ABORT INTO ${quoteName(split.table.name)} (${quoteNames(columns)}) ${rowsSql(split)}`;
}

/** The rows a new table gets, as a SELECT; `from` stands for the source where it must be seen as it will be. */
export function rowsSql(split: Split, from?: string): string {
  const { key } = split;
  const columns = quoteNames(split.filled.map(({ column }) => column.name));
  const { rows, order, mark } = allRows(split, from);
  const sorted = order.length === 0 ? "" : ` ORDER BY ${order.join(", ")}`;
  const present = key.map((name) => `${quoteName(name)} IS NOT NULL`).join(" AND ");
  if (key.length === 0) return `SELECT ${columns} FROM (${rows})${sorted}`;
  if (split.distinct) return `SELECT ${columns} FROM (${rows}) WHERE ${present}${sorted}`;
  const first = quoteName(`${mark}n`);
  const partition = `PARTITION BY ${key.map((name) => compared(split, name)).join(", ")}${sorted}`;
  return (
    `SELECT ${columns} FROM (SELECT *, row_number() OVER (${partition}) AS ${first} FROM (${rows}) WHERE ${present}) ` +
    `WHERE ${first} = 1${sorted}`
  );
}

/** The same split as far as a condition over the new rows needs to see them. */
export function narrowed(split: Split, condition: string): Split {
  const names = new Set([...split.key.map(foldName), ...mentionedNames(condition)]);
  const isNeeded = ({ name }: { name: string }): boolean => names.has(foldName(name));
  return {
    ...split,
    table: { ...split.table, columns: split.table.columns.filter(isNeeded) },
    filled: split.filled.filter(({ column }) => isNeeded(column)),
  };
}

/** The same with every value as the new table will hold it, the columns with nothing but a default included. */
export function heldRowsSql(split: Split, from?: string): string {
  const { table, filled } = split;
  const own = table.columns.flatMap((column) => {
    if (column.generated) return [];
    const name = quoteName(column.name);
    const found = filled.find((value) => value.column.name === column.name);
    if (found) return [`${heldValue(held(found, name), split)} AS ${name}`];
    return [`${defaultOf(column.default)} AS ${name}`];
  });
  return `SELECT ${own.join(", ")} FROM (${rowsSql(split, from)})`;
}

/** The same value where it is a column of a subquery. */
const held = (value: Filled, name: string): Filled => ({ ...value, expression: name });

function defaultOf(text: string | null | undefined): string {
  if (text === undefined || text === null || canonicalDefault(text, "BLOB") === null) return "NULL";
  return `(${defaultExpression(text)})`;
}

/** A column, or a value held against it, as the new table compares it. */
export function compared({ table }: Pick<Split, "table">, column: string, value = quoteName(column)): string {
  const collation = findNamed(table.columns, column)?.collation ?? "BINARY";
  return `${value} COLLATE ${quoteName(collation)}`;
}

/** A row for every row of the source, its key as the new table will hold it, with what it is sorted by. */
export function allRows(
  split: Split,
  from = quoteName(split.source.name),
): { rows: string; order: string[]; mark: string } {
  const { source, filled, key, table } = split;
  const mark = markOf(table.columns);
  const own = quoteName(source.name);
  const rowid = source.primaryKey?.rowidAlias ? null : rowidName(source);
  const sorted = rowid === null ? (source.primaryKey?.columns ?? []).map(quoteName) : [rowid];
  const order = sorted.map((_, i) => quoteName(`${mark}order_${i + 1}`));
  const list = [
    ...filled.map((value) => {
      const isKey = key.some((name) => sameName(name, value.column.name));
      return `${isKey ? heldValue(value, split) : value.expression} AS ${quoteName(value.column.name)}`;
    }),
    ...sorted.map((name, i) => `${own}.${name} AS ${order[i]}`),
  ];
  return { rows: `SELECT ${list.join(", ")} FROM ${from}`, order, mark };
}
