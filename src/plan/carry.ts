import type { Change, ChangeOf } from "../diff/change.ts";
import { columnAffinity, sameAffinity } from "../schema/affinity.ts";
import { createdType } from "../schema/created-type.ts";
import { declareTable } from "../schema/declare.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { identity } from "../sql/identity.ts";
import { lostBy, strictRefuses } from "../sql/probes.ts";
import { quoteName, quoteNames } from "../sql/quote.ts";
import { defaultExpression } from "./definition.ts";
import { ofKind } from "./draft.ts";
import { type Link, linkByReference } from "./link.ts";
import { type Sides, sourceOf } from "./split.ts";

/** A new column of a table that is there, filled from the rows of another one. Names are those of today. */
export interface Carry {
  readonly change: ChangeOf<"add-column">;
  readonly source: Table;
  readonly column: string;
  /** From the source to the table that gets the column. */
  readonly link: Link;
  readonly type: string;
  readonly strict: boolean;
}

/** How a new column is filled from another table, or null for one that is not. Throws RangeError when nothing leads from one to the other. */
export function carryOf(
  change: ChangeOf<"add-column">,
  changes: readonly Change[],
  sides: Sides,
): Carry | null {
  const { movedFrom } = change.declared;
  if (movedFrom === undefined) return null;
  const { table: source, column } = sourceOf(movedFrom, sides);
  const { declared, actual, names } = sides;
  const target = findNamed(actual.tables, names.table(change.table));
  const declaredTarget = findNamed(declared.tables, change.table);
  if (!target || !declaredTarget) throw new RangeError(`There is no table ${change.table}.`);
  const declaredSource = declared.tables.find(({ name }) => sameName(names.table(name), source.name));
  const gone = ofKind(changes, "drop-column").filter((drop) => names.table(drop.table) === source.name);
  const kept = source.columns.filter(({ name }) => !gone.some((drop) => sameName(drop.column, name)));
  const link = linkByReference({
    source: {
      name: source.name,
      declared: declaredSource ?? declareTable(source),
      kept: new Set(kept.map(({ name }) => foldName(name))),
    },
    target: { name: target.name, declared: declaredTarget },
    names,
  });
  const there = link?.pairs.every((pair) => findNamed(target.columns, pair.target));
  if (!link || !there)
    throw new RangeError(
      `No foreign key whose columns are there today leads from ${source.name} to ${target.name} or back, so that nothing tells which row a value of ${movedFrom} belongs to.`,
    );
  const strict = declaredTarget.strict ?? target.strict;
  return { change, source, column, link, type: createdType(change.declared), strict };
}

/** What the rows that are there get in the column, as an expression over one of them. */
export function carriedValue({ change, source, column, link }: Carry): string {
  const from = quoteName(source.name);
  const on = pairsOf(link).join(" AND ");
  const value = `(SELECT ${from}.${quoteName(column)} FROM ${from} WHERE ${on} LIMIT 1)`;
  const { backfill, default: fallback } = change.declared;
  if (backfill !== undefined) return `coalesce(${value}, (${backfill}))`;
  if (fallback === undefined || fallback === null) return value;
  const none = `NOT EXISTS (SELECT 1 FROM ${from} WHERE ${on})`;
  return `CASE WHEN ${none} THEN (${defaultExpression(fallback)}) ELSE ${value} END`;
}

/** The statements with an index beside them for as long as they run, where each row would else be looked for in all of the source. */
export function withIndex(sql: readonly string[], { source, link }: Carry): readonly string[] {
  const columns = source.columns.filter(({ name }) =>
    link.pairs.some((pair) => pair.source === `${quoteName(source.name)}.${quoteName(name)}`),
  );
  const leads = (first: string | null | undefined): boolean => findNamed(columns, first ?? "") !== undefined;
  const has =
    leads(source.primaryKey?.columns[0]) || source.indexes.some(({ parts }) => leads(parts[0]?.column));
  const name = quoteName(`_doctor_link_${source.name}`);
  const create = `CREATE INDEX ${name} ON ${quoteName(source.name)} (${quoteNames(columns.map((column) => column.name))})`;
  return has || sql.includes(create) ? sql : [create, ...sql, `DROP INDEX ${name}`];
}

function pairsOf({ target, pairs }: Link): string[] {
  const own = quoteName(target);
  return pairs.map((pair) => `${own}.${quoteName(pair.target)} = ${pair.source}`);
}

/** The queries that must return no row for each value to find its place, and for the column to take it. `goes` says whether the old one is dropped. */
export function carryQuestions(carry: Carry, goes: boolean): string[] {
  const { source, column, link, type, strict } = carry;
  const from = quoteName(source.name);
  const value = `${from}.${quoteName(column)}`;
  const target = quoteName(link.target);
  const rows = `SELECT ${identity(source)} FROM ${from} WHERE`;
  const lost = [
    ...(strict ? [strictRefuses(value, type)] : []),
    ...(sameAffinity(
      columnAffinity(findNamed(source.columns, column)?.type ?? "", source.strict),
      columnAffinity(type, strict),
    )
      ? []
      : [lostBy(value, type, strict)]),
  ].flatMap((condition) => (condition === null ? [] : [`${rows} ${condition}`]));
  const homeless = `${rows} ${value} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${target} WHERE ${pairsOf(link).join(" AND ")})`;
  return [...(goes ? [homeless] : []), ...agreement(carry), ...lost];
}

/** Several rows of the source may lead to one of the target, and must then agree. */
function agreement({ source, column, link }: Carry): string[] {
  if (link.firstBy !== null) return [];
  const from = quoteName(source.name);
  const value = `${from}.${quoteName(column)}`;
  const keys = link.pairs.map((pair) => quoteName(pair.target));
  const list = [
    ...link.pairs.map((pair) => `${quoteName(link.target)}.${quoteName(pair.target)}`),
    `${value} COLLATE BINARY`,
    `typeof(${value})`,
  ];
  const rows = `SELECT DISTINCT ${list.join(", ")} FROM ${from} JOIN ${quoteName(link.target)} ON ${pairsOf(link).join(" AND ")}`;
  return [
    `SELECT ${keys.join(", ")}, count(*) FROM (${rows}) GROUP BY ${keys.join(", ")} HAVING count(*) > 1`,
  ];
}
