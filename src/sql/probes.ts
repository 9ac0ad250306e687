import { affinityOf, columnAffinity } from "../schema/affinity.ts";
import type { IndexPart } from "../schema/constraint.ts";
import type { Table } from "../schema/schema.ts";
import { aliasBeside } from "./alias.ts";
import { identity } from "./identity.ts";
import { literal, quoteName, quoteText } from "./quote.ts";

// SELECTs that return the rows a wanted constraint forbids. All take the table as the database has it; `from`
// stands for it where a query needs values that the table is only about to get.

const heads = new WeakMap<Table, string>();

/** Every row of a table: what stands in the way of a column that no row has a value for. */
export function anyRow(table: Table, from?: string): string {
  if (from !== undefined) return `SELECT ${identity(table)} FROM ${from}`;
  // Many questions about a table begin so.
  const known = heads.get(table) ?? `SELECT ${identity(table)} FROM ${quoteName(table.name)}`;
  heads.set(table, known);
  return known;
}

/** Rows for which a condition is true. Listings are looked up by this text, so it is the same each time. */
export function rowsWhere(table: Table, condition: string): string {
  return `${anyRow(table)} WHERE ${condition}`;
}

/** Rows with NULL in a column. */
export function nullRows(table: Table, column: string, from?: string): string {
  return `${anyRow(table, from)} WHERE ${quoteName(column)} IS NULL`;
}

/** Rows with a value of another storage class than these in a column. https://www.sqlite.org/datatype3.html */
export function foreignClassRows(table: Table, column: string, classes: readonly string[]): string {
  const name = quoteName(column);
  return `${anyRow(table)} WHERE ${name} IS NOT NULL AND typeof(${name}) NOT IN (${classes.map(literal).join(", ")})`;
}

/** Rows for which a CHECK is false; NULL passes, as it does for SQLite. */
export function violatingRows(table: Table, expression: string, from?: string): string {
  return `${anyRow(table, from)} WHERE NOT (${expression})`;
}

/** Rows that share a key with another row; a key with NULL in it is shared by none. */
export function duplicateRows(
  table: Table,
  parts: readonly IndexPart[],
  where: string | null = null,
  from = quoteName(table.name),
): string {
  const keys = parts.map((part) => {
    const subject = part.column === null ? `(${part.expression ?? "NULL"})` : quoteName(part.column);
    return part.collation === "BINARY" ? subject : `${subject} COLLATE ${quoteName(part.collation)}`;
  });
  const present = keys.map((key) => `${key} IS NOT NULL`);
  const conditions = where === null ? present : [`(${where})`, ...present];
  return (
    `SELECT ${keys.join(", ")}, count(*) FROM ${from} WHERE ${conditions.join(" AND ")} ` +
    `GROUP BY ${keys.join(", ")} HAVING count(*) > 1`
  );
}

/** A foreign key by its columns and those it refers to. */
interface Reference {
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
}

/** Rows that have a value in a column. */
export function rowsWith(table: string, column: string, value: string | number): string {
  const name = quoteName(column);
  return `SELECT ${name} FROM ${quoteName(table)} WHERE ${name} IS ${literal(value)}`;
}

/** Rows that have none of these values in a column, those without any value aside. */
export function rowsBeside(table: string, column: string, values: readonly (string | number)[]): string {
  const name = quoteName(column);
  const members = values.map(literal).join(", ");
  return `SELECT ${name} FROM ${quoteName(table)} WHERE ${name} IS NOT NULL AND ${name} NOT IN (${members})`;
}

/** Rows that point at no row of the parent; one with NULL in the key points at nothing and is allowed. */
export function orphanRows(table: Table, key: Reference, from?: string): string {
  return `${anyRow(table, from)} WHERE ${orphanCondition(table, key)}`;
}

/** The condition of a row that points at no row of the parent. */
export function orphanCondition(table: Pick<Table, "name">, key: Reference): string {
  const child = quoteName(table.name);
  const parent = aliasBeside(table.name, "parent");
  const present = key.columns.map((column) => `${child}.${quoteName(column)} IS NOT NULL`);
  const joined = key.columns.map(
    // The parent's collation and affinity decide, so its column stands on the left.
    (column, i) => `${parent}.${quoteName(key.parentColumns[i] ?? "")} = ${child}.${quoteName(column)}`,
  );
  return (
    `${present.join(" AND ")} AND NOT EXISTS ` +
    `(SELECT 1 FROM ${quoteName(key.parent)} AS ${parent} WHERE ${joined.join(" AND ")})`
  );
}

/**
 * Rows whose value would not come back equal, as number or as text, once the column has another declared type, or that
 * the type forbids. null when it takes everything.
 */
export function unconvertibleRows(table: Table, column: string, type: string, strict = false): string | null {
  const lost = lostBy(quoteName(column), type, strict);
  return lost === null ? null : `${anyRow(table)} WHERE ${lost}`;
}

/** The condition under which a value does not come back equal from a column of this declared type; null when all do. */
export function lostBy(value: string, type: string, strict: boolean): string | null {
  const text = mayHoldText(type) ? [`(${convertedText(value)})`] : [];
  const lost = {
    BLOB: [],
    TEXT: [
      blob(value),
      `(typeof(${value}) = 'real' AND CAST(CAST(${value} AS TEXT) AS REAL) IS NOT ${value})`,
    ],
    INTEGER: [blob(value), foreignText(value, ["NUMERIC"])],
    NUMERIC: text.length > 0 ? text : [blob(value), foreignText(value, ["NUMERIC"])],
    REAL: [blob(value), foreignText(value, ["NUMERIC", "REAL"]), inexact(value)],
  }[columnAffinity(type, strict)];
  return lost.length === 0 ? null : lost.join(" OR ");
}

/** DATETIME, JSON, UUID and the like have NUMERIC affinity by accident: text in them is what they are for. */
function mayHoldText(type: string): boolean {
  return affinityOf(type) === "NUMERIC" && !/NUMERIC|DECIMAL|NUMBER|BOOL/i.test(type);
}

/** Text that the affinity would turn into a number that prints otherwise: '0010', '1e3'. SQLite compares them as numbers here. */
function convertedText(value: string): string {
  const number = `CAST(${value} AS NUMERIC)`;
  return `typeof(${value}) = 'text' AND ${value} = ${number} AND CAST(${number} AS TEXT) IS NOT ${value} COLLATE BINARY`;
}

const blob = (value: string): string => `typeof(${value}) = 'blob'`;

/** Text that is not exactly what one of these types prints: '0010', '1e3', 'abc'. */
function foreignText(value: string, types: readonly string[]): string {
  const printed = types.map(
    (type) => `CAST(CAST(${value} AS ${type}) AS TEXT) IS NOT ${value} COLLATE BINARY`,
  );
  return `(typeof(${value}) = 'text' AND ${printed.join(" AND ")})`;
}

/** Integers that no REAL is equal to. SQLite compares the two exactly; a cast back would turn 2^63 into 2^63-1 again. */
function inexact(value: string): string {
  const integer = `typeof(${value}) = 'integer' AND CAST(${value} AS REAL) <> ${value}`;
  return `(${integer} OR typeof(${value}) = 'text' AND CAST(${value} AS REAL) <> CAST(${value} AS NUMERIC))`;
}

/** Rows whose value a STRICT table refuses in a column of this type, or would alter. https://www.sqlite.org/stricttables.html */
export function refusedByStrict(table: Table, column: string, type: string): string | null {
  const refused = strictRefuses(quoteName(column), type);
  return refused === null ? null : `${anyRow(table)} WHERE ${refused}`;
}

/** The condition under which a STRICT table refuses a value in a column of this type; null when it takes all. */
export function strictRefuses(value: string, type: string): string | null {
  const fraction = `(typeof(${value}) = 'real' AND CAST(${value} AS INTEGER) <> ${value})`;
  const integer = `${blob(value)} OR ${fraction} OR ${foreignText(value, ["INTEGER"])}`;
  const refused: Readonly<Record<string, string>> = {
    INT: integer,
    INTEGER: integer,
    REAL: `${blob(value)} OR ${foreignText(value, ["NUMERIC", "REAL"])} OR ${inexact(value)}`,
    TEXT: blob(value),
    BLOB: `typeof(${value}) NOT IN ('blob', 'null')`,
  };
  return refused[type.toUpperCase()] ?? null;
}

/** Rows whose value cannot be a rowid: NULL, or no whole number. */
export function noRowid(table: Table, column: string): string {
  return `${refusedByStrict(table, column, "INTEGER")} OR ${quoteName(column)} IS NULL`;
}

/** A query that returns a row when a table lacks a column, for a validation. */
export function columnAbsent(table: string, column: string): string {
  return (
    `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(${quoteText(table)}) ` +
    `WHERE name = ${quoteText(column)} COLLATE NOCASE)`
  );
}

/** A query that returns a row while the AUTOINCREMENT counter of a table is behind its rows. https://www.sqlite.org/autoinc.html */
export function counterBehind(table: string, column: string): string {
  const counter = `SELECT seq FROM sqlite_sequence WHERE name = ${quoteText(table)}`;
  const highest = `max(${quoteName(column)})`;
  return `SELECT ${highest} FROM ${quoteName(table)} HAVING ${highest} > coalesce((${counter}), 0)`;
}
