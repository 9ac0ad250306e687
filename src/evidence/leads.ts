import type { IndexPart } from "../schema/constraint.ts";
import { findNamed, sameName } from "../schema/names.ts";
import { canonicalExpression } from "../sql/canonical.ts";

/** A column of an index under its own collation, which stands in no CREATE INDEX. */
export function plainPart(column: string): IndexPart {
  return { column, expression: null, collation: "BINARY", descending: false };
}

/**
 * Whether an index leads to the rows with given values in these columns: it begins with them, in any order, and leaves
 * none out but those with NULL. `own` are the table's columns with their collations. https://www.sqlite.org/foreignkeys.html#fk_indexes
 */
export function leads(
  { parts, where }: { readonly parts: readonly IndexPart[]; readonly where: string | null },
  columns: readonly string[],
  own: readonly { readonly name: string; readonly collation?: string }[] = [],
): boolean {
  const first = parts.slice(0, columns.length);
  const begins = columns.every((name) =>
    first.some((part) => {
      const collation = findNamed(own, name)?.collation;
      const isOwn = collation === undefined || sameName(collation, part.collation);
      return part.column !== null && sameName(part.column, name) && isOwn;
    }),
  );
  return begins && (where === null || columns.some((name) => leavesOutNull(where, name)));
}

function leavesOutNull(where: string, column: string): boolean {
  const scope = { columns: [column] };
  return canonicalExpression(where, scope) === canonicalExpression(`${column} IS NOT NULL`, scope);
}
