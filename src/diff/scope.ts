import type { DeclaredTable } from "../schema/declared.ts";
import { findNamed } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { identifier, type Scope } from "../sql/expression.ts";

/** What names mean in the expressions of a table that both sides have. */
export function scopeOf(declared: DeclaredTable, actual: Table): Scope {
  const added = declared.columns.filter(({ name }) => !findNamed(actual.columns, name));
  const columns = [...actual.columns, ...added];
  const binary = columns.filter(({ name, collation = "BINARY" }) => {
    const stated = findNamed(declared.columns, name)?.collation ?? "BINARY";
    return collation.toUpperCase() === "BINARY" && stated.toUpperCase() === "BINARY";
  });
  return {
    table: declared.name,
    columns: columns.map(({ name }) => name),
    binary: new Set(binary.map(({ name }) => identifier(name))),
  };
}
