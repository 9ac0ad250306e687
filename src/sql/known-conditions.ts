import type { Column } from "../schema/column.ts";
import type { Table } from "../schema/schema.ts";
import { tokenize } from "./tokens.ts";
import {
  beyondExact,
  type DateFormat,
  dateFormats,
  emptyText,
  inOtherFormat,
  jsonBeside,
  malformedText,
  noDate,
  ofForeignClass,
  ofForeignClassNotEmpty,
  storedNull,
  textWithNul,
  type ValueCondition,
} from "./value-conditions.ts";

/** The conditions that have a quick form, by their text. */
export function knownConditions(
  { columns }: Table,
  conditions: readonly string[],
): Map<string, ValueCondition> {
  const asked = new Set(conditions);
  const isAboutDates = conditions.some((condition) => condition.includes("julianday("));
  const isAboutNulls = conditions.some((condition) => condition.endsWith("= 'null'"));
  const known = columns.flatMap((column): ValueCondition[] => {
    const format = isAboutDates ? formatAsked(column, asked) : null;
    const classes = [
      ofForeignClass(column, ["text"]),
      ofForeignClassNotEmpty(column, ["integer", "real"]),
      ofForeignClassNotEmpty(column, ["integer"]),
    ];
    // Where the column is NOT NULL their suspects take a NULL in.
    const shared = column.notNull ? classes.find(({ offends }) => asked.has(offends))?.suspect : undefined;
    return [
      ...classes,
      ofForeignClass(column, ["text", "integer", "real"]),
      ofForeignClass(column, ["integer", "real", "text"]),
      emptyText(column),
      beyondExact(column),
      textWithNul(column),
      malformedText(column),
      jsonBeside(column, "array"),
      jsonBeside(column, "object"),
      ...(isAboutNulls ? [storedNull(column, shared)] : []),
      ...(isAboutDates ? [noDate(column, format)] : []),
      ...(format ? [inOtherFormat(column, format)] : []),
    ];
  });
  const besides = conditions.flatMap((condition) => besideSet(condition) ?? []);
  return new Map([...known, ...besides].map((condition) => [condition.offends, condition]));
}

/** The format that most dates of a column have, where a question asks for those that have not. */
function formatAsked(column: Column, asked: ReadonlySet<string>): DateFormat | null {
  const { offends } = noDate(column);
  // Only then a format is asked for, too, and its conditions are long.
  if (!asked.has(offends) && ![...asked].some((condition) => condition.endsWith(`NOT (${offends})`)))
    return null;
  return dateFormats.find((format) => asked.has(inOtherFormat(column, format).offends)) ?? null;
}

/** Above how many members a look-up in a set is as quick. */
const fewMembers = 8;

/** A value beside a set: that it equals none is told sooner than that it is not among them. */
function besideSet(condition: string): ValueCondition | null {
  if (!/^NOT\s*\(/i.test(condition)) return null;
  const [not, open, value, within, begin, ...rest] = tokenize(condition);
  const list = rest.slice(0, -2);
  const members = list.filter((_, i) => i % 2 === 0);
  const isSet =
    `${not?.upper}${open?.text}${within?.upper}${begin?.text}` === "NOT(IN(" &&
    value?.kind === "quoted" &&
    rest.length === 2 * members.length + 1 &&
    rest.slice(-2).every(({ text }) => text === ")") &&
    list.every(({ kind, text }, i) => (i % 2 === 0 ? kind === "string" || kind === "number" : text === ","));
  if (!isSet || members.length > fewMembers) return null;
  return { offends: condition, suspect: members.map(({ text }) => `${value.text} <> ${text}`).join(" AND ") };
}
