import { sameName } from "../schema/names.ts";
import { canonicalDefault } from "../sql/default.ts";
import { quoteName } from "../sql/quote.ts";
import type { Carry } from "./carry.ts";
import { defaultExpression } from "./definition.ts";
import type { LaterNames } from "./later-names.ts";
import { foundNone, joinTarget, type Link } from "./link.ts";
import type { Loss } from "./plan.ts";
import type { Split } from "./split.ts";

/** What the tables before have no place for once values went back to them; asked of the database as it is then. */
interface Back {
  readonly link: Link;
  /** The columns of the source that come back, each with the column their values come from. */
  readonly returning: readonly { readonly column: string; readonly to: string }[];
  readonly later: LaterNames;
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
    back.returning.some(({ to }) => sameName(to, name)) ||
    names.some((key) => sameName(key, name)) ||
    link.pairs.some((pair) => sameName(pair.target, name));
  const values = split.table.columns
    .filter(({ name, generated }) => !generated && !isBack(name))
    .map(({ name, default: value }): Loss => {
      const filled = split.filled.find(({ column }) => column.name === name);
      const wrote = filled ? back.later.sql(split.source.name, filled.expression) : defaultOf(value);
      const query =
        `SELECT 1 FROM ${asBefore(back, link)} ${join} ` +
        `WHERE NOT (${foundNone(link)}) AND ${target}.${quoteName(name)} IS NOT ${wrote}`;
      return { what: `values of ${split.table.name}.${name}`, query };
    });
  return [{ what: `rows of ${split.table.name}`, query: rows }, ...values];
}

/** The source with the columns it will have again, under its own name. */
function asBefore({ returning }: Back, link: Link): string {
  const [source, target] = [quoteName(link.source), quoteName(link.target)];
  if (returning.length === 0) return source;
  const list = returning.map(({ column, to }) => `${target}.${quoteName(to)} AS ${quoteName(column)}`);
  return `(SELECT ${source}.*, ${list.join(", ")} FROM ${source} ${joinTarget(link)}) AS ${source}`;
}

function defaultOf(value: string | null | undefined): string {
  if (value === undefined || value === null || canonicalDefault(value, "BLOB") === null) return "NULL";
  return `(${defaultExpression(value)})`;
}

/** Of a column that is dropped again: the values that no row of the source gets back. */
export function lossesOfCarry(carry: Carry, { link: today, returning, later }: Back): Loss[] {
  const link = linkThen({ link: today, later });
  const [source, target] = [quoteName(link.source), quoteName(link.target)];
  const { name } = carry.change.declared;
  const returns = returning.some(({ to }) => sameName(to, name));
  const value = returns
    ? `${target}.${quoteName(name)}`
    : `${source}.${quoteName(later.column(carry.source.name, carry.column))}`;
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
