import type { DeclaredColumn, DeclaredTable } from "./declared.ts";
import { findNamed, sameName } from "./names.ts";
import type { Table } from "./schema.ts";

/** The column of a lookup table whose union members are its rows, or null where the table is none. */
export function lookupColumn(
  table: DeclaredTable,
): (DeclaredColumn & { values: readonly (string | number)[] }) | null {
  const column = table.lookup === undefined ? undefined : findNamed(table.columns, table.lookup);
  return column?.values ? { ...column, values: column.values } : null;
}

/**
 * The columns that a row must be given besides the lookup column: NOT NULL, without a default, not the rowid. What the
 * table has today counts more than what is declared.
 */
export function requiredBeside(table: DeclaredTable, today: Table | null = null): string[] {
  const key = today?.primaryKey ?? table.primaryKey;
  // Where no key is stated, a column called id becomes it.
  const [only, ...more] = key?.columns ?? (key === undefined ? ["id"] : []);
  const isRowid = (column: DeclaredColumn): boolean =>
    only !== undefined && more.length === 0 && sameName(only, column.name) && isInteger(column);
  const columns = table.columns.map((column) => findNamed(today?.columns ?? [], column.name) ?? column);
  return columns
    .filter((column) => !sameName(column.name, table.lookup ?? "") && !column.generated && !isRowid(column))
    .filter((column) => column.notNull && column.default == null && !isFilled(column))
    .map(({ name }) => name);
}

const isFilled = (column: DeclaredColumn): boolean => column.filledByDatabase === true;

function isInteger({ type, accepts }: DeclaredColumn): boolean {
  return type === undefined ? accepts === "number" || accepts === "bigint" : type.toUpperCase() === "INTEGER";
}
