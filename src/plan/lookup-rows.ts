import type { ChangeOf } from "../diff/change.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { lookupColumn, requiredBeside } from "../schema/lookup.ts";
import { sameName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { aliasBeside } from "../sql/alias.ts";
import { literal, quoteName } from "../sql/quote.ts";
import { draft, lossless, type StepDraft } from "./draft.ts";

/** The INSERT that gives a new lookup table its rows; none when rows need more than the lookup column. */
export function seeds(table: DeclaredTable): string[] {
  const column = lookupColumn(table);
  if (column === null || requiredBeside(table).length > 0) return [];
  return [insert(table.name, column.name, column.values)];
}

/** Validations: one for each member, which returns a row while the member has none. */
export function lookupAbsent(table: DeclaredTable): string[] {
  const column = lookupColumn(table);
  return column === null ? [] : column.values.map((value) => absent(table.name, column.name, value));
}

/** Inserts the members that a lookup table lacks. Throws RangeError when rows need more than the lookup column. */
export function insertRows(
  change: ChangeOf<"insert-rows">,
  declared: DeclaredTable,
  schema: Schema,
): StepDraft {
  const { table, column, values } = change;
  const today = schema.tables.find(({ name }) => sameName(name, table)) ?? null;
  const required = requiredBeside(declared, today);
  if (required.length > 0)
    throw new RangeError(
      `A row of ${table} needs a value for ${required.join(", ")}, too: give the column a default, or insert the rows by hand.`,
    );
  return draft({
    comment: `Insert ${values.length === 1 ? "the row" : "the rows"} ${values.join(", ")} into ${table}.`,
    sql: [insert(table, column, values)],
    rollback: lossless([remove(change, schema)], "Rows that others point at by then stay."),
    validations: values.map((value) => absent(table, column, value)),
    arriving: {
      rows: values.length,
      which: `${quoteName(table)}.${quoteName(column)} IN (${values.map(literal).join(", ")})`,
    },
    changes: [change],
  });
}

function insert(table: string, column: string, values: readonly (string | number)[]): string {
  const rows = values.map((value) => `(${literal(value)})`).join(", ");
  return `INSERT INTO ${quoteName(table)} (${quoteName(column)}) VALUES ${rows}`;
}

function absent(table: string, column: string, value: string | number): string {
  const row = `SELECT 1 FROM ${quoteName(table)} WHERE ${quoteName(column)} IS ${literal(value)}`;
  return `SELECT ${literal(value)} WHERE NOT EXISTS (${row})`;
}

function remove({ table, column, values }: ChangeOf<"insert-rows">, { tables }: Schema): string {
  const own = quoteName(table);
  const key = tables.find(({ name }) => sameName(name, table))?.primaryKey?.columns ?? [];
  const used = tables.flatMap((child) =>
    child.foreignKeys
      .filter(({ parent }) => sameName(parent, table))
      .map(({ columns, parentColumns }) => {
        const alias = aliasBeside(table, "child");
        const pairs = columns.map(
          (name, i) => `${alias}.${quoteName(name)} = ${own}.${quoteName((parentColumns ?? key)[i] ?? "")}`,
        );
        return ` AND NOT EXISTS (SELECT 1 FROM ${quoteName(child.name)} AS ${alias} WHERE ${pairs.join(" AND ")})`;
      }),
  );
  return `DELETE FROM ${own} WHERE ${own}.${quoteName(column)} IN (${values.map(literal).join(", ")})${used.join("")}`;
}
