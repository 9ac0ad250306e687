import type { Change } from "../diff/change.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import { clausesOf, clauseText, partNames, sameReference } from "../sql/clauses.ts";
import { type Clause, type CreateTable, readCreateTable } from "../sql/create-table.ts";
import { expressionInSingleQuotes } from "../sql/double-quoted.ts";
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
import { printGenerated } from "../sql/print-table.ts";
import { columnDefinition } from "./definition.ts";
import {
  authored,
  checkClause,
  collate,
  foreignKeyClause,
  type NewClause,
  notNull,
  printedKey,
  samePartNames,
  sameText,
  uniqueClause,
} from "./new-clause.ts";

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
    case "mend-values":
    case "mend-orphans":
      return sql;
    case "alter-options":
      return keysStayNotNull(table, reread(withOptions(table, change)), declared);
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
      return erase(table, "check", (clause) => sameText(clause.expression, spelledNow(change.actual, table)));
    default:
      throw new RangeError(`${change.kind} does not change a CREATE TABLE text`);
  }
}

/** Without STRICT and WITHOUT ROWID a key lets NULL in unless it says otherwise. https://www.sqlite.org/quirks.html#primary_keys_can_sometimes_contain_nulls */
function keysStayNotNull(before: CreateTable, after: CreateTable, declared: DeclaredTable): string {
  const refuses = ({ strict, withoutRowid }: CreateTable): boolean => strict || withoutRowid;
  if (!refuses(before) || refuses(after)) return after.sql;
  const [key] = clausesOf(after, "primary-key");
  const columns = key?.column
    ? [key.column]
    : partNames(key?.clause.parts ?? []).flatMap((name) => name ?? []);
  return columns
    .filter((name) => findNamed(declared.columns, name)?.notNull !== false)
    .filter((name) => !columnText(after, name).clauses.some(({ kind }) => kind === "not-null"))
    .reduce((table, name) => reread(withColumnClause(table, name, ["null"], "NOT NULL")), after).sql;
}

/** The text as the table spells it by now: without strings in double quotes. */
function spelledNow({ expression }: { expression: string }, { columns }: CreateTable): string {
  const names = columns.map(({ name }) => name);
  return expressionInSingleQuotes(expression, names);
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

/** Takes out the old key, and the one that a new column has brought in its definition. */
function keyless(table: CreateTable): CreateTable {
  const [old] = clausesOf(table, "primary-key");
  return old ? keyless(reread(withoutClause(table, old.clause))) : table;
}

/** Replaces the primary key. Only the type INTEGER makes a rowid alias, so the declared type comes with it. */
function withPrimaryKey(
  table: CreateTable,
  wanted: DeclaredTable["primaryKey"],
  declared: DeclaredTable,
): string {
  const bare = keyless(table);
  if (!wanted) return bare.sql;
  const [only, ...more] = wanted.columns;
  const single = more.length === 0 ? only : undefined;
  const type = single === undefined ? undefined : findNamed(declared.columns, single)?.type;
  const typed = single !== undefined && type !== undefined ? reread(withType(bare, single, type)) : bare;
  const own = authored(declared, "primary-key", () => true);
  return write(typed, own ?? printedKey(typed, wanted));
}
