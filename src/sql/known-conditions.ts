import type { Column } from "../schema/column.ts";
import type { Table } from "../schema/schema.ts";
import { quoteName } from "./quote.ts";
import { tokenize } from "./tokens.ts";
import {
  beyondExact,
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
  type ValueColumn,
  type ValueCondition,
} from "./value-conditions.ts";

/** The conditions that have a quick form, by their text. */
export function knownConditions(
  { columns }: Table,
  conditions: readonly string[],
): Map<string, ValueCondition> {
  const known = new Map<string, ValueCondition>();
  const byQuoted = new Map(columns.map((column) => [quoteName(column.name), column]));
  const asked = new Map<Column, Map<string, string>>();
  for (const condition of conditions) {
    const [quoted = ""] = firstName.exec(condition) ?? [];
    const column = byQuoted.get(quoted);
    const shape = condition.replaceAll(quoted, "");
    if (column && makers().has(shape))
      asked.set(column, (asked.get(column) ?? new Map()).set(shape, condition));
    else {
      const beside = besideSet(condition);
      if (beside) known.set(condition, beside);
    }
  }
  for (const [column, shapes] of asked) {
    for (const [shape, condition] of shapes) {
      const made = makers().get(shape)?.(column, shapes);
      // The name of another column may stand in it, too.
      if (made?.offends === condition) known.set(condition, made);
    }
  }
  return known;
}

const firstName = /"(?:[^"]|"")*"/;

/** Makes a condition of a column, of which the conditions of these shapes are asked. */
type Maker = (column: ValueColumn, asked: { has(shape: string): boolean }) => ValueCondition;

let byShape: ReadonlyMap<string, Maker> | undefined;

/** What makes the conditions that have a quick form, by their shapes. */
function makers(): ReadonlyMap<string, Maker> {
  byShape ??= new Map(["n", "other"].flatMap(makersLike));
  return byShape;
}

/** The shape of a condition is its text without the name of the column. */
function makersLike(name: string): [shape: string, Maker][] {
  const like: ValueColumn = { name, affinity: "BLOB", notNull: false };
  const shaped = (make: Maker): [string, Maker] => [
    make(like, new Set()).offends.replaceAll(quoteName(name), ""),
    make,
  ];
  const classes = [
    shaped((column) => ofForeignClass(column, ["text"])),
    shaped((column) => ofForeignClassNotEmpty(column, ["integer", "real"])),
    shaped((column) => ofForeignClassNotEmpty(column, ["integer"])),
  ];
  const formats = dateFormats.map((format) => ({
    format,
    shaped: shaped((column) => inOtherFormat(column, format)),
  }));
  return [
    ...classes,
    shaped((column) => ofForeignClass(column, ["text", "integer", "real"])),
    shaped((column) => ofForeignClass(column, ["integer", "real", "text"])),
    shaped(emptyText),
    shaped(beyondExact),
    shaped(textWithNul),
    shaped(malformedText),
    shaped((column) => jsonBeside(column, "array")),
    shaped((column) => jsonBeside(column, "object")),
    shaped((column, asked) => {
      // Where the column is NOT NULL the suspects of a foreign class take a NULL in.
      const [, make] = (column.notNull && classes.find(([shape]) => asked.has(shape))) || [];
      return storedNull(column, make?.(column, asked).suspect);
    }),
    // Most dates of a column have the format where a question asks for those that have not.
    shaped((column, asked) => {
      const most = formats.find((one) => asked.has(one.shaped[0]))?.format;
      return noDate(column, most);
    }),
    ...formats.map((one) => one.shaped),
  ];
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
