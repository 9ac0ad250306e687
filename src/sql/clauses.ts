import { foldName } from "../schema/names.ts";
import type { Clause, CreateTable } from "./create-table.ts";
import { quoteName } from "./quote.ts";

/** Every clause of a kind, of columns and of the table, with the column it stands in (null for the table's own). */
export function clausesOf<K extends Clause["kind"]>(
  table: CreateTable,
  kind: K,
): { readonly clause: Extract<Clause, { kind: K }>; readonly column: string | null }[] {
  const isKind = (clause: Clause): clause is Extract<Clause, { kind: K }> => clause.kind === kind;
  return [
    ...table.columns.flatMap(({ name, clauses }) =>
      clauses.filter(isKind).map((clause) => ({ clause, column: name })),
    ),
    ...table.constraints.filter(isKind).map((clause) => ({ clause, column: null })),
  ];
}

/** A clause's text as written. */
export function clauseText(table: CreateTable, clause: Clause): string {
  return table.sql.slice(clause.span.start, clause.span.end);
}

/** Whether two foreign keys join the same columns. */
export function sameReference(
  a: { columns: readonly string[]; parent: string; parentColumns: readonly string[] | null },
  b: { columns: readonly string[]; parent: string; parentColumns: readonly string[] | null },
): boolean {
  return referenceKey(a) === referenceKey(b);
}

function referenceKey(key: {
  columns: readonly string[];
  parent: string;
  parentColumns: readonly string[] | null;
}) {
  return JSON.stringify([
    key.columns.map(foldName),
    foldName(key.parent),
    key.parentColumns?.map(foldName) ?? null,
  ]);
}

/** The names of the columns of a key or index, folded; null in place of an expression. */
export function partNames(parts: readonly { readonly column: string | null }[]): (string | null)[] {
  return parts.map(({ column }) => (column === null ? null : foldName(column)));
}

/** A list of key columns as SQL text. */
export function printParts(
  parts: readonly {
    column: string | null;
    expression: string | null;
    collation: string;
    descending: boolean;
  }[],
): string {
  return parts
    .map(({ column, expression, collation, descending }) => {
      const subject = column === null ? (expression ?? "") : quoteName(column);
      const collate = collation === "BINARY" ? "" : ` COLLATE ${quoteName(collation)}`;
      return `${subject}${collate}${descending ? " DESC" : ""}`;
    })
    .join(", ");
}
