import type { ForeignKey } from "../schema/constraint.ts";
import type { NotAnalysed } from "../schema/location.ts";
import { foldName, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { type Clause, type ColumnText, type CreateTable, readCreateTable } from "../sql/create-table.ts";
import { collationName } from "../sql/index-part.ts";
import type { Catalogue, ListedColumn, ListedPart, StoredObject } from "./catalogue.ts";
import { readColumn } from "./read-column.ts";
import { keywordsOf, nothingWritten, type ReadText, readFew, untold } from "./read-few.ts";
import { agreesOnForeignKeys, readForeignKeys, withClauses } from "./read-foreign-key.ts";
import { readIndex } from "./read-index.ts";
import { type Kept, readPrimaryKey, readUniques } from "./read-key.ts";

/**
 * Reads an ordinary table: the PRAGMAs' rows first, what they do not tell from the stored DDL. `created` are
 * its indexes made by CREATE INDEX. The role depends on the other tables and is decided by the caller.
 */
export function readTable(
  stored: StoredObject,
  catalogue: Catalogue,
  created: readonly StoredObject[],
  notAnalysed: NotAnalysed[],
): Table {
  const rows = catalogue.columns.of(stored.name);
  const listed = catalogue.tables.get(stored.name);
  const foreignKeys = readForeignKeys(catalogue.references.of(stored.name));
  const parts = byIndex(catalogue.parts.of(stored.name));
  const keywords = keywordsOf(stored.sql ?? "");
  // Reading DDL costs more than all PRAGMAs together: most tables do without.
  const text = untold.test(keywords)
    ? (readFew(stored, keywords, rows, foreignKeys) ?? readText(stored, rows, foreignKeys, notAnalysed))
    : null;
  const written = text ?? nothingWritten;
  const autoincrement = mayCountUp.test(keywords) && countsUp.test(keywords);
  const keys = [...parts.values()].filter(([part]) => part?.origin !== "c").sort(byNumber);
  const primaryKey = readPrimaryKey(
    rows,
    keys.find(([part]) => part?.origin === "pk"),
    written,
    autoincrement,
  );
  const strict = listed?.strict === 1;
  const usual = { strict, rowidAlias: false };
  const keyed = { strict, rowidAlias: primaryKey?.rowidAlias === true };
  return {
    name: stored.name,
    role: "application",
    columns: rows.map((row, i) => readColumn(row, written.columns[i], row.pk > 0 ? keyed : usual)),
    primaryKey,
    foreignKeys: withClauses(foreignKeys, written.clauses),
    uniques: readUniques(
      keys.filter(([part]) => part?.origin === "u"),
      written,
    ),
    indexes: created.map((index) => readIndex(index, parts.get(index.name) ?? [], notAnalysed)),
    checks: written.clauses.flatMap((clause) =>
      clause.kind === "check" ? [{ name: clause.name, expression: clause.expression }] : [],
    ),
    strict,
    withoutRowid: listed?.wr === 1,
    sql: stored.sql ?? "",
  };
}

/** A reserved word, so it is no name; `$` and letters beyond ASCII belong to names. */
const countsUp = /(?<![\w$\u0080-\uFFFF])AUTOINCREMENT(?![\w$\u0080-\uFFFF])/i;
// Where there is no such word, which is nearly everywhere, this tells sooner.
const mayCountUp = /AUTOINCREMENT/i;

/** The stored DDL as read, or null with a notAnalysed entry when it is of a form the reader does not know or gets wrong. */
function readText(
  stored: StoredObject,
  rows: readonly ListedColumn[],
  foreignKeys: readonly ForeignKey[],
  notAnalysed: NotAnalysed[],
): ReadText | null {
  const text = readCreateTable(stored.sql ?? "");
  if (text) {
    // SQLite takes constraints only behind the columns, so this is the order of the text.
    const clauses = [...text.columns.flatMap((column) => column.clauses), ...text.constraints];
    if (agrees(text, clauses, rows, foreignKeys)) {
      return { columns: text.columns, clauses, collations: collationsOf(text) };
    }
  }
  notAnalysed.push({
    what: `table ${stored.name}`,
    location: null,
    why: "its stored CREATE TABLE text has a form the doctor does not read: its checks, collations, conflict clauses, constraint names and generated expressions are not known",
  });
  return null;
}

/** Whether the text says what the PRAGMAs say, as far as they say it. */
function agrees(
  text: CreateTable,
  clauses: readonly Clause[],
  rows: readonly ListedColumn[],
  foreignKeys: readonly ForeignKey[],
): boolean {
  return (
    text.columns.length === rows.length &&
    rows.every((row, i) => agreesOnColumn(text.columns[i], row)) &&
    agreesOnForeignKeys(foreignKeys, clauses)
  );
}

function agreesOnColumn(column: ColumnText | undefined, row: ListedColumn): boolean {
  if (!column || !sameName(column.name, row.name)) return false;
  const has = (kind: Clause["kind"]) => column.clauses.some((clause) => clause.kind === kind);
  const notNull = row.pk > 0 || has("not-null") === (row.notnull === 1);
  return notNull && has("default") === (row.dflt_value !== null) && has("generated") === row.hidden > 1;
}

function collationsOf(text: CreateTable): Map<string, string> {
  const collations = new Map<string, string>();
  for (const { name, clauses } of text.columns) {
    for (const clause of clauses) {
      if (clause.kind === "collate") collations.set(foldName(name), collationName(clause.collation));
    }
  }
  return collations;
}

function byIndex(parts: readonly ListedPart[]): Map<string, ListedPart[]> {
  const indexes = new Map<string, ListedPart[]>();
  for (const part of parts) {
    const group = indexes.get(part.index);
    if (group) group.push(part);
    else indexes.set(part.index, [part]);
  }
  return indexes;
}

/** Automatic indexes are called sqlite_autoindex_TABLE_N in the order of their constraints. */
function byNumber(a: Kept, b: Kept): number {
  return numberOf(a) - numberOf(b);
}

function numberOf(kept: Kept): number {
  return Number(/\d+$/.exec(kept[0]?.index ?? "")?.[0] ?? 0);
}
