import { columnAffinity, sameAffinity } from "../schema/affinity.ts";
import { findNamed, sameName } from "../schema/names.ts";
import { aliasBeside } from "../sql/alias.ts";
import { stored } from "../sql/convert.ts";
import { identity } from "../sql/identity.ts";
import { valueCheck } from "../sql/print-table.ts";
import { duplicateRows, lostBy, strictRefuses } from "../sql/probes.ts";
import { quoteName } from "../sql/quote.ts";
import type { Arriving } from "./arriving.ts";
import type { Projection } from "./projection.ts";
import { type Filled, isNeverNull, type Sides, type Split } from "./split.ts";
import { allRows, compared, heldRowsSql, narrowed } from "./split-rows.ts";

/** What the questions about a split are asked of. */
export interface AskedOfSplit extends Sides {
  readonly split: Split;
  /** The source as it will be when its rows are read. */
  readonly projection: Projection;
  /** The columns of the source, by their names of today, that go once their values have arrived. */
  readonly gone: readonly string[];
  readonly arriving: Arriving;
  /** The columns of the source that refer to the new table by a value of their own, and the value of the new row there. */
  readonly referring: readonly {
    readonly column: string;
    readonly expression: string;
    readonly type: string;
  }[];
}

/** The queries that must return no row for the new table to take the rows, and for each value to have a place there. */
export function splitQuestions(asked: AskedOfSplit): string[] {
  const { split, projection, referring } = asked;
  const named = [
    ...split.filled.map(({ expression }) => expression),
    ...referring.map(({ column }) => quoteName(column)),
  ];
  const from = projection.from(named.join(" "));
  const held = (condition: string): string =>
    `(${heldRowsSql(narrowed(split, condition), from)}) AS ${quoteName(split.table.name)}`;
  return [
    ...agreement(asked, from),
    ...homeless(asked, from),
    ...split.filled.flatMap((value) => conversion(value, split, from)),
    ...refused(split, from),
    ...constraints(split, held),
    ...references(asked, held),
    ...referring.map((reference) => disagreeing(reference, split, from)),
    ...unfilled(split),
  ];
}

/** The new rows as far as a condition needs to see them, under the name of the new table. */
type Held = (condition: string) => string;

/** Rows that become one must agree in what they bring; how the key is spelled may differ where its old column stays. */
function agreement({ split, gone }: AskedOfSplit, from: string): string[] {
  const goes = (name: string): boolean => gone.some((other) => sameName(other, name));
  const isKey = (name: string): boolean => split.key.some((other) => sameName(other, name));
  const moved = split.filled.filter(
    (value) => value.from !== null && (goes(value.from) || !isKey(value.column.name)),
  );
  if (split.distinct || split.key.length === 0 || moved.length === 0) return [];
  const keys = split.key.map((name) => compared(split, name));
  const list = [
    ...split.key.map((name) => `${compared(split, name)} AS ${quoteName(name)}`),
    ...moved.map(({ column }) => `${quoteName(column.name)} COLLATE BINARY`),
    ...moved.map(({ column }) => `typeof(${quoteName(column.name)})`),
  ];
  const present = split.key.map((name) => `${quoteName(name)} IS NOT NULL`).join(" AND ");
  const rows = `SELECT DISTINCT ${list.join(", ")} FROM (${allRows(split, from).rows}) WHERE ${present}`;
  return [
    `SELECT ${keys.join(", ")}, count(*) FROM (${rows}) GROUP BY ${keys.join(", ")} HAVING count(*) > 1`,
  ];
}

/** A row without a key gets no row in the new table, and so must have nothing that goes there. */
function homeless({ split, gone }: AskedOfSplit, from: string): string[] {
  const brings = split.filled.filter(
    (value) => value.from !== null && gone.some((name) => sameName(name, value.from ?? "")),
  );
  const keys = split.filled.filter(({ column }) => split.key.some((name) => sameName(name, column.name)));
  if (brings.length === 0 || keys.every((value) => isNeverNull(value, split))) return [];
  const own = quoteName(split.source.name);
  const without = keys.map(({ expression }) => `${expression} IS NULL`).join(" OR ");
  const values = brings.map((value) => `${own}.${quoteName(value.from ?? "")} IS NOT NULL`).join(" OR ");
  return [`SELECT ${identity(split.source)} FROM ${from} WHERE (${without}) AND (${values})`];
}

/** Values that the type of the new column would change. */
function conversion({ type, from: moved }: Filled, { source, table }: Split, from: string): string[] {
  const today = findNamed(source.columns, moved ?? "");
  const strict = table.strict ?? false;
  if (!today || sameAffinity(columnAffinity(today.type, source.strict), columnAffinity(type, strict)))
    return [];
  const lost = lostBy(`${quoteName(source.name)}.${quoteName(today.name)}`, type, strict);
  return lost === null ? [] : [`SELECT ${identity(source)} FROM ${from} WHERE ${lost}`];
}

/** Values that a STRICT table, or a rowid, does not take. */
function refused(split: Split, from: string): string[] {
  const { table, key, filled } = split;
  const [only, ...more] = key;
  return filled.flatMap(({ column, type, by, expression }) => {
    const isAlias =
      more.length === 0 &&
      sameName(only ?? "", column.name) &&
      /^INTEGER$/i.test(type) &&
      !table.withoutRowid;
    // What is a number for every row need not be asked.
    const isWhole = by === "rowid" || (by === "literal" && /^-?\d+$/.test(expression));
    const condition =
      !isWhole && (table.strict || isAlias)
        ? strictRefuses(quoteName(column.name), isAlias ? "INTEGER" : type)
        : null;
    return condition === null
      ? []
      : [
          `SELECT ${quoteName(column.name)} FROM (${allRows(narrowed(split, quoteName(column.name)), from).rows}) WHERE ${condition}`,
        ];
  });
}

/** What the new table demands of the rows: values, conditions, uniqueness. */
function constraints(split: Split, held: Held): string[] {
  const { table, filled, key } = split;
  const isKey = (name: string): boolean => key.some((other) => sameName(other, name));
  const all = (condition: string): string => `SELECT * FROM ${held(condition)} WHERE ${condition}`;
  const present = filled
    .filter(({ column }) => column.notNull && !isKey(column.name))
    .filter(({ by, expression }) => by !== "literal" || expression === "NULL")
    .map(({ column }) => all(`${quoteName(column.name)} IS NULL`));
  const sets = table.columns
    .filter(({ values, name }) => values && filled.some(({ column }) => column.name === name))
    .map(({ name, values }) => all(`NOT (${valueCheck(name, values ?? [])})`));
  const checks = table.checks.map(({ expression }) => all(`NOT (${expression})`));
  const unique = [
    ...table.uniques.map(({ columns }) => ({ parts: columns, where: null })),
    ...table.indexes.filter((index) => index.unique),
  ].map(({ parts, where }) => {
    const names = [...parts.map((part) => part.expression ?? quoteName(part.column ?? "")), where ?? ""];
    return duplicateRows(split.source, parts, where, held(names.join(" ")));
  });
  return [...present, ...sets, ...checks, ...unique];
}

/** Foreign keys of the new table, but for those whose value is the key of the source's row. */
function references({ split, actual, names, arriving }: AskedOfSplit, held: Held): string[] {
  const own = quoteName(split.table.name);
  const isOther = (name: string): boolean =>
    split.filled.some(
      ({ column, by, from }) =>
        sameName(column.name, name) && (from !== null || by === "model" || by === "literal"),
    );
  return split.table.foreignKeys
    .filter(({ columns }) => columns.some(isOther))
    .map(({ columns, parent: name, parentColumns }) => {
      const child = columns.map((column) => `${own}.${quoteName(column)}`);
      const present = child.map((column) => `${column} IS NOT NULL`);
      const parent = findNamed(actual.tables, names.table(name));
      const keys =
        parentColumns?.map((column) => names.column(name, column)) ?? parent?.primaryKey?.columns ?? [];
      const alias = aliasBeside(split.table.name, "parent");
      const equal = keys.map((column, i) => `${alias}.${quoteName(column)} = ${child[i]}`);
      const without = parent
        ? `NOT EXISTS (SELECT 1 FROM ${quoteName(parent.name)} AS ${alias} WHERE ${equal.join(" AND ")})`
        : arriving(name, parentColumns, child);
      const condition = [...present, ...(without === null ? [] : [without])].join(" AND ");
      return `SELECT * FROM ${held(child.join(" "))} WHERE ${condition}`;
    });
}

/** Rows that would refer to another row than the one made from them. */
function disagreeing(
  { column, expression, type }: AskedOfSplit["referring"][number],
  { source, table }: Split,
  from: string,
): string {
  const own = `${quoteName(source.name)}.${quoteName(column)}`;
  const strict = table.strict ?? false;
  return `SELECT ${identity(source)} FROM ${from} WHERE ${stored(own, type, strict)} IS NOT ${stored(`(${expression})`, type, strict)}`;
}

/** A column that must not be NULL and that nothing fills stands in the way of every row. */
function unfilled({ table, filled, source }: Split): string[] {
  const without = table.columns.some(
    ({ name, notNull, generated, default: value }) =>
      notNull === true &&
      !generated &&
      (value === undefined || value === null) &&
      !filled.some(({ column }) => column.name === name),
  );
  return without ? [`SELECT ${identity(source)} FROM ${quoteName(source.name)}`] : [];
}
