import type { DeclaredColumn, ValueType } from "./declared.ts";

/** The declared type a TypeScript type is created as. See docs/model.md. */
const createdAs: Readonly<Record<ValueType, string>> = {
  string: "TEXT",
  number: "INTEGER",
  bigint: "INTEGER",
  boolean: "INTEGER",
  date: "TEXT",
  bytes: "BLOB",
  json: "TEXT",
};

/** The declared type to create a column with; "" where the model leaves it open. */
export function createdType(column: DeclaredColumn): string {
  return column.type ?? (column.accepts ? createdAs[column.accepts] : "");
}
