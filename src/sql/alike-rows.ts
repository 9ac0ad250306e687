import type { IndexPart } from "../schema/constraint.ts";
import { quoteName } from "./quote.ts";

/** Sets of rows that a UNIQUE would refuse if NULL were a value: alike in all its columns, with NULL in one that may be so. */
export function alikeButForNull(
  table: string,
  parts: readonly IndexPart[],
  nullable: readonly string[],
): string {
  const keys = parts.map(
    ({ column, collation }) =>
      `${quoteName(column ?? "")}${collation === "BINARY" ? "" : ` COLLATE ${quoteName(collation)}`}`,
  );
  const isNull = nullable.map((column) => `${quoteName(column)} IS NULL`);
  // Rows with NULL in all of it say nothing that could be said twice.
  const says = parts.map(({ column }) => `${quoteName(column ?? "")} IS NOT NULL`);
  return (
    `SELECT ${keys.join(", ")}, count(*) FROM ${quoteName(table)} WHERE (${isNull.join(" OR ")}) AND ` +
    `(${says.join(" OR ")}) GROUP BY ${keys.join(", ")} HAVING count(*) > 1`
  );
}
