import type { Change } from "../diff/change.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import { canonicalTokens } from "../sql/canonical.ts";
import { clausesOf, clauseText, partNames, printParts, sameReference } from "../sql/clauses.ts";
import { type Clause, type CreateTable, readCreateTable } from "../sql/create-table.ts";
import {
  columnText,
  withAppendedClause,
  withColumn,
  withColumnClause,
  withConstraint,
  withOptions,
  withoutClause,
  withoutColumn,
  withType,
} from "../sql/edit-table.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { printCheck, printForeignKey, printGenerated, printUnique } from "../sql/print-table.ts";
import { quoteName } from "../sql/quote.ts";
import { columnDefinition } from "./definition.ts";

/** A clause to write: for a column's definition, or for the table when `column` is null. */
interface NewClause {
  readonly column: string | null;
  readonly text: string;
}

/**
 * The CREATE TABLE text after one change of its table; every byte the change does not concern stays.
 * Throws RangeError for text that cannot be read.
 */
export function editTable(sql: string, change: Change, declared: DeclaredTable): string {
  const table = readCreateTable(sql);
  if (!table) throw new RangeError("the stored CREATE TABLE text cannot be read");
  switch (change.kind) {
    case "add-column":
      return withColumn(table, columnDefinition(change.declared, declared));
    case "drop-column":
      return dropColumn(table, change.column);
    case "alter-type":
      return withType(table, change.column, change.to);
    case "alter-nullability":
      return withColumnClause(table, change.column, ["not-null", "null"], notNull(change, declared));
    case "alter-default":
      return withColumnClause(
        table,
        change.column,
        ["default"],
        change.to === null ? null : `DEFAULT ${change.to}`,
      );
    case "alter-collation":
      return withColumnClause(table, change.column, ["collate"], collate(change.to));
    case "alter-generated":
      return withColumnClause(
        table,
        change.column,
        change.to === null ? ["generated"] : ["generated", "default"],
        change.to === null ? null : printGenerated(change.to),
      );
    case "alter-primary-key":
      return withPrimaryKey(table, change.to, declared);
    case "alter-options":
      return withOptions(table, change);
    default:
      return editConstraint(table, change, declared);
  }
}

function editConstraint(table: CreateTable, change: Change, declared: DeclaredTable): string {
  switch (change.kind) {
    case "add-foreign-key":
      return write(table, foreignKeyClause(change.declared, declared));
    case "drop-foreign-key":
      return erase(table, "foreign-key", (clause) => sameReference(clause, change.actual));
    case "alter-foreign-key": {
      const without = erase(table, "foreign-key", (clause) => sameReference(clause, change.actual));
      return write(reread(without), foreignKeyClause(change.declared, declared));
    }
    case "add-unique":
      return write(table, uniqueClause(change.declared, declared));
    case "drop-unique":
      return erase(table, "unique", (clause) => samePartNames(clause.parts, change.actual.columns));
    case "add-check":
      return write(table, checkClause(change.declared, declared));
    case "drop-check":
      return erase(table, "check", (clause) => sameText(clause.expression, change.actual.expression));
    default:
      throw new RangeError(`${change.kind} does not change a CREATE TABLE text`);
  }
}

function reread(sql: string): CreateTable {
  const table = readCreateTable(sql);
  if (!table) throw new RangeError("the edited CREATE TABLE text cannot be read");
  return table;
}

function write(table: CreateTable, { column, text }: NewClause): string {
  return column === null ? withConstraint(table, text) : withAppendedClause(table, column, text);
}

function erase<K extends Clause["kind"]>(
  table: CreateTable,
  kind: K,
  fits: (clause: Extract<Clause, { kind: K }>) => boolean,
): string {
  const found = clausesOf(table, kind).find(({ clause }) => fits(clause));
  if (!found) throw new RangeError(`no such ${kind} clause in ${table.name}`);
  return withoutClause(table, found.clause);
}

function sameText(a: string, b: string): boolean {
  return canonicalTokens(a) === canonicalTokens(b);
}

function samePartNames(
  a: readonly { column: string | null }[],
  b: readonly { column: string | null }[],
): boolean {
  return JSON.stringify(partNames(a)) === JSON.stringify(partNames(b));
}

const collate = (name: string): string | null => (name === "BINARY" ? null : `COLLATE ${quoteName(name)}`);

/** The clause of a complete declaration as its author wrote it, if there is one. */
function authored<K extends Clause["kind"]>(
  declared: DeclaredTable,
  kind: K,
  fits: (clause: Extract<Clause, { kind: K }>, column: string | null) => boolean,
): NewClause | null {
  const table = declared.sql === undefined ? null : readCreateTable(declared.sql);
  const found = table && clausesOf(table, kind).find(({ clause, column }) => fits(clause, column));
  return found ? { column: found.column, text: clauseText(table, found.clause) } : null;
}

function notNull(change: { column: string; notNull: boolean }, declared: DeclaredTable): string | null {
  if (!change.notNull) return null;
  const own = authored(declared, "not-null", (_, column) => sameName(column ?? "", change.column));
  return own?.text ?? "NOT NULL";
}

function foreignKeyClause(key: DeclaredTable["foreignKeys"][number], declared: DeclaredTable): NewClause {
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

function uniqueClause(unique: DeclaredTable["uniques"][number], declared: DeclaredTable): NewClause {
  const own = authored(declared, "unique", (clause) => samePartNames(clause.parts, unique.columns));
  return own ?? { column: null, text: printUnique(unique) };
}

function checkClause(check: { name: string | null; expression: string }, declared: DeclaredTable): NewClause {
  const own = authored(declared, "check", (clause) => sameText(clause.expression, check.expression));
  return own ?? { column: null, text: printCheck(check) };
}

/** Takes a column out with the constraints of the table that name it. */
function dropColumn(table: CreateTable, column: string): string {
  let current = table;
  for (;;) {
    const names = (clause: Clause): boolean =>
      mentionedNames(clauseText(current, clause)).has(foldName(column)) && namesOwnColumn(clause, column);
    const stale = current.constraints.find(names);
    if (!stale) return withoutColumn(current, column);
    current = reread(withoutClause(current, stale));
  }
}

/** A foreign key may name a column of its parent that is called alike. */
function namesOwnColumn(clause: Clause, column: string): boolean {
  return clause.kind !== "foreign-key" || clause.columns.some((name) => sameName(name, column));
}

/** Replaces the primary key. Only the type INTEGER makes a rowid alias, so the declared type comes with it. */
function withPrimaryKey(
  table: CreateTable,
  wanted: DeclaredTable["primaryKey"],
  declared: DeclaredTable,
): string {
  const [old] = clausesOf(table, "primary-key");
  const bare = old ? reread(withoutClause(table, old.clause)) : table;
  if (!wanted) return bare.sql;
  const [only, ...more] = wanted.columns;
  const single = more.length === 0 ? only : undefined;
  const type = single === undefined ? undefined : findNamed(declared.columns, single)?.type;
  const typed = single !== undefined && type !== undefined ? reread(withType(bare, single, type)) : bare;
  const own = authored(declared, "primary-key", () => true);
  return write(typed, own ?? printedKey(typed, wanted));
}

function printedKey(table: CreateTable, wanted: NonNullable<DeclaredTable["primaryKey"]>): NewClause {
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
