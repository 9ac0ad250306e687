import { columnAffinity, sameAffinity } from "../schema/affinity.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { stored } from "../sql/convert.ts";
import { canonicalDefault } from "../sql/default.ts";
import { quoteName } from "../sql/quote.ts";
import type { Carry } from "./carry.ts";
import { defaultExpression } from "./definition.ts";
import type { MovedColumn } from "./drop-moved.ts";
import type { LaterNames } from "./later-names.ts";
import { foundNone, joinTarget, type Link } from "./link.ts";
import type { Loss } from "./plan.ts";
import { type Filled, heldValue, type Split } from "./split.ts";

/** What the tables before have no place for once values went back to them; asked of the database as it is then. */
interface Back {
  readonly link: Link;
  /** The columns of the source that come back, wherever their values are. */
  readonly returning: readonly MovedColumn[];
  readonly later: LaterNames;
}

/** Whether a column of the link's target gives its values back. */
function givesBack({ link, returning }: Back, column: string): boolean {
  return returning.some(({ to, link: { target } }) => target === link.target && sameName(to, column));
}

/** The link in the names of then. */
function linkThen({ link, later }: Pick<Back, "link" | "later">): Link {
  const { source, target, pairs, firstBy } = link;
  return {
    source: later.table(source),
    target: later.table(target),
    pairs: pairs.map((pair) => ({
      target: later.column(target, pair.target),
      source: later.sql(source, pair.source),
    })),
    firstBy,
  };
}

/** Of a table that is dropped again: the rows that no row of the source stands for, and values the repair did not write. */
export function lossesOfSplit(split: Split, back: Back): Loss[] {
  const link = linkThen(back);
  const [source, target] = [quoteName(link.source), quoteName(link.target)];
  const names = split.key.length > 0 ? split.key : link.pairs.map((pair) => pair.target);
  const ids = names.map((name) => `${target}.${quoteName(name)}`).join(", ");
  const join = joinTarget(link);
  const rows =
    `SELECT 1 FROM ${target} WHERE (${ids}) NOT IN ` +
    `(SELECT ${ids} FROM ${source} ${join} WHERE NOT (${foundNone(link)}))`;
  const isBack = (name: string): boolean =>
    givesBack(back, name) ||
    names.some((key) => sameName(key, name)) ||
    link.pairs.some((pair) => sameName(pair.target, name));
  const values = split.table.columns
    .filter(({ name, generated }) => !generated && !isBack(name))
    .map(({ name, default: value }): Loss => {
      const filled = split.filled.find(({ column }) => column.name === name);
      const wrote = filled ? writtenThen(filled, split, back.later) : defaultOf(value);
      const query =
        `SELECT 1 FROM ${asBefore(back, link)} ${join} ` +
        `WHERE NOT (${foundNone(link)}) AND ${target}.${quoteName(name)} IS NOT ${wrote}`;
      return { what: `values of ${split.table.name}.${name}`, query };
    });
  return [{ what: `rows of ${split.table.name}`, query: rows }, ...values];
}

/** What the repair wrote into a column, as the column holds it. */
function writtenThen(value: Filled, split: Split, later: LaterNames): string {
  const { source, table } = split;
  const expression = later.sql(source.name, value.expression);
  const same = keepsValue(source, value.from ?? "", value.type, table.strict ?? false);
  return same ? expression : heldValue({ ...value, expression }, split);
}

/** Whether a column of this type takes the values of another one as they are. */
function keepsValue(source: Table, column: string, type: string, strict: boolean): boolean {
  const from = findNamed(source.columns, column);
  if (!from) return false;
  return sameAffinity(columnAffinity(from.type, source.strict), columnAffinity(type, strict));
}

/** The source with the columns it will have again, under its own name. */
function asBefore({ returning, later }: Back, { source: name }: Link): string {
  const source = quoteName(name);
  if (returning.length === 0) return source;
  const links = new Map(returning.map(({ link }) => [link.target, linkThen({ link, later })]));
  const list = returning.map(({ column, to, link: { target } }) => {
    const now = `${quoteName(later.table(target))}.${quoteName(later.column(target, to))}`;
    return `${now} AS ${quoteName(column)}`;
  });
  const joins = [...links.values()].map(joinTarget);
  return `(SELECT ${source}.*, ${list.join(", ")} FROM ${source} ${joins.join(" ")}) AS ${source}`;
}

function defaultOf(value: string | null | undefined): string {
  if (value === undefined || value === null || canonicalDefault(value, "BLOB") === null) return "NULL";
  return `(${defaultExpression(value)})`;
}

/** Of a column that is dropped again: the values that no row of the source gets back. */
export function lossesOfCarry(carry: Carry, back: Back): Loss[] {
  const { later } = back;
  const link = linkThen(back);
  const [source, target] = [quoteName(link.source), quoteName(link.target)];
  const { name } = carry.change.declared;
  const today = `${source}.${quoteName(later.column(carry.source.name, carry.column))}`;
  const copied = keepsValue(carry.source, carry.column, carry.type, carry.strict)
    ? today
    : stored(today, carry.type, carry.strict);
  const value = givesBack(back, name) ? `${target}.${quoteName(name)}` : copied;
  const keys = link.pairs.map((pair, i) => `${pair.source} AS "key_${i + 1}"`);
  const kept = `(SELECT ${keys.join(", ")}, ${value} AS "value" FROM ${source} ${joinTarget(link)}) AS back`;
  const on = link.pairs.map((pair, i) => `${target}.${quoteName(pair.target)} = back."key_${i + 1}"`);
  const own = `${target}.${quoteName(name)}`;
  const written = carry.change.declared.backfill ?? defaultOf(carry.change.declared.default);
  const query =
    `SELECT 1 FROM ${target} LEFT JOIN ${kept} ON ${on.join(" AND ")} ` +
    `WHERE ${own} IS NOT back."value" AND ${own} IS NOT (${written})`;
  return [{ what: `values of ${carry.change.table}.${name}`, query }];
}
