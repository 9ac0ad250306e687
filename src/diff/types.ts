import { affinityOf } from "../schema/affinity.ts";
import type { Column } from "../schema/column.ts";
import { createdType } from "../schema/created-type.ts";
import type { DeclaredColumn, ValueType } from "../schema/declared.ts";

/** How an actual declared type stands to what the declaration wants. */
export type TypeVerdict = "same" | "spelling" | "differs";

/**
 * Compares a column's type. One affinity is one type, except in a STRICT table, where the name counts.
 * https://www.sqlite.org/datatype3.html#determination_of_column_affinity
 */
export function compareType(declared: DeclaredColumn, actual: Column, strict: boolean): TypeVerdict {
  if (declared.type !== undefined) return compareDeclaredType(declared.type, actual.type, strict);
  if (declared.accepts === undefined) return "same";
  return acceptsType(declared.accepts, actual.type) ? "same" : "differs";
}

function compareDeclaredType(declared: string, actual: string, strict: boolean): TypeVerdict {
  if (declared === actual || spelled(declared) === spelled(actual)) return "same";
  if (strict || affinityOf(declared) !== affinityOf(actual)) return "differs";
  return "spelling";
}

function spelled(type: string): string {
  return type
    .toUpperCase()
    .replace(/\s+/g, " ")
    .replace(/ ?([(),]) ?/g, "$1")
    .trim();
}

/** Whether a TypeScript type's values fit a column of that declared type; the table stands in docs/model.md. */
function acceptsType(accepts: ValueType, type: string): boolean {
  const affinity = affinityOf(type);
  // A column without a type, and ANY, take every value as it is.
  if (type === "" || type.toUpperCase() === "ANY") return true;
  switch (accepts) {
    case "string":
      return affinity === "TEXT" || (affinity === "NUMERIC" && /DATE|TIME|DECIMAL/i.test(type));
    case "number":
      return affinity === "INTEGER" || affinity === "REAL" || affinity === "NUMERIC";
    case "bigint":
    case "boolean":
      return affinity === "INTEGER" || affinity === "NUMERIC";
    case "date":
      return affinity !== "BLOB";
    case "bytes":
      return affinity === "BLOB";
    case "json":
      return affinity === "TEXT" || /^JSONB?$/i.test(type);
  }
}

/** The declared type that the repair gives a column of another type. */
export function wantedType(declared: DeclaredColumn, strict: boolean): string {
  return createdType(declared) || (strict ? "ANY" : "");
}
