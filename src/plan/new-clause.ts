import type { DeclaredTable } from "../schema/declared.ts";
import { foldName, sameName } from "../schema/names.ts";
import { canonicalTokens } from "../sql/canonical.ts";
import { clausesOf, clauseText, partNames, printParts } from "../sql/clauses.ts";
import { type Clause, type CreateTable, readCreateTable } from "../sql/create-table.ts";
import { columnText } from "../sql/edit-table.ts";
import { printCheck, printForeignKey, printUnique } from "../sql/print-table.ts";
import { quoteName } from "../sql/quote.ts";

/** A clause to write: for a column's definition, or for the table when `column` is null. */
export interface NewClause {
  readonly column: string | null;
  readonly text: string;
}

/** Whether two expressions are one but for their spelling. */
export function sameText(a: string, b: string): boolean {
  return canonicalTokens(a) === canonicalTokens(b);
}

/** Whether two keys are of the same columns. */
export function samePartNames(
  a: readonly { column: string | null }[],
  b: readonly { column: string | null }[],
): boolean {
  return JSON.stringify(partNames(a)) === JSON.stringify(partNames(b));
}

const builtIn = /^(?:BINARY|NOCASE|RTRIM)$/i;

/** A COLLATE clause, or none for the collation that goes without saying. */
export const collate = (name: string): string | null =>
  name === "BINARY" ? null : `COLLATE ${builtIn.test(name) ? name : quoteName(name)}`;

/** The clause of a complete declaration as its author wrote it, if there is one. */
export function authored<K extends Clause["kind"]>(
  declared: DeclaredTable,
  kind: K,
  fits: (clause: Extract<Clause, { kind: K }>, column: string | null) => boolean,
): NewClause | null {
  const table = declared.sql === undefined ? null : readCreateTable(declared.sql);
  const found = table && clausesOf(table, kind).find(({ clause, column }) => fits(clause, column));
  return found ? { column: found.column, text: clauseText(table, found.clause) } : null;
}

/** NOT NULL as the declaration writes it, or none. */
export function notNull(
  change: { column: string; notNull: boolean },
  declared: DeclaredTable,
): string | null {
  if (!change.notNull) return null;
  const own = authored(declared, "not-null", (_, column) => sameName(column ?? "", change.column));
  return own?.text ?? "NOT NULL";
}

/** A foreign key as the declaration writes it. */
export function foreignKeyClause(
  key: DeclaredTable["foreignKeys"][number],
  declared: DeclaredTable,
): NewClause {
  const own = authored(
    declared,
    "foreign-key",
    (clause) => sameColumns(clause.columns, key.columns) && sameName(clause.parent, key.parent),
  );
  return own ?? { column: null, text: printForeignKey(key) };
}

function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a.map(foldName).join("\0") === b.map(foldName).join("\0");
}

/** A UNIQUE as the declaration writes it. */
export function uniqueClause(unique: DeclaredTable["uniques"][number], declared: DeclaredTable): NewClause {
  const own = authored(declared, "unique", (clause) => samePartNames(clause.parts, unique.columns));
  return own ?? { column: null, text: printUnique(unique) };
}

/** A CHECK as the declaration writes it. */
export function checkClause(
  check: { name: string | null; expression: string },
  declared: DeclaredTable,
): NewClause {
  const own = authored(declared, "check", (clause) => sameText(clause.expression, check.expression));
  return own ?? { column: null, text: printCheck(check) };
}

/** A primary key, in the column where SQLite would make it a rowid alias, else for the table. */
export function printedKey(table: CreateTable, wanted: NonNullable<DeclaredTable["primaryKey"]>): NewClause {
  const [only, ...more] = wanted.columns;
  if (only !== undefined && more.length === 0 && columnText(table, only).type.toUpperCase() === "INTEGER") {
    return { column: only, text: `PRIMARY KEY${wanted.autoincrement ? " AUTOINCREMENT" : ""}` };
  }
  const parts = wanted.columns.map((column) => ({
    column,
    expression: null,
    collation: "BINARY",
    descending: wanted.descending?.includes(column) ?? false,
  }));
  return { column: null, text: `PRIMARY KEY (${printParts(parts)})` };
}
