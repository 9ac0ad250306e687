import type { Column } from "../schema/column.ts";
import { literal, quoteName } from "./quote.ts";

/**
 * Whether a value offends, as SQL for the sqlite3 shell of 3.40 and newer. `suspect` is true for all such values and for
 * few others, and is quicker to ask: a scan asks it first, and once for all conditions that share it.
 */
export interface ValueCondition {
  readonly offends: string;
  readonly suspect: string;
  /** What says the same of a suspect with the functions of a scan, and sooner. */
  readonly sooner?: string;
}

/** The integers that a JavaScript number holds exactly lie between these. */
const exactly = "BETWEEN -9007199254740991 AND 9007199254740991";

/** True for all that is no number, as text and blobs come after the numbers, and for those that are beyond exact. */
function noNumber({ name }: Column): string {
  return `${quoteName(name)} NOT ${exactly}`;
}

/** A value of another storage class than these. https://www.sqlite.org/datatype3.html */
export function ofForeignClass(column: Column, classes: readonly string[]): ValueCondition {
  const value = quoteName(column.name);
  const offends = `typeof(${value}) NOT IN (${["null", ...classes].map(literal).join(", ")})`;
  // Numbers come before text, and text before blobs, whatever they hold.
  const key = [...classes].sort().join(" ");
  if (key === "text") return { offends, suspect: `(${value} < '' OR ${value} >= x'')` };
  if (key === "integer real text") return { offends, suspect: `${value} >= x''` };
  const isNumeric = key === "integer real" && column.affinity !== "TEXT";
  return { offends, suspect: isNumeric ? noNumber(column) : offends };
}

/** The same, empty texts aside. */
export function ofForeignClassNotEmpty(column: Column, classes: readonly string[]): ValueCondition {
  const { offends, suspect } = ofForeignClass(column, classes);
  return { offends: `${offends} AND ${quoteName(column.name)} <> ''`, suspect };
}

/** An empty text. */
export function emptyText(column: Column): ValueCondition {
  const offends = `${quoteName(column.name)} = ''`;
  return { offends, suspect: column.affinity === "TEXT" ? offends : noNumber(column) };
}

/** An integer that a JavaScript number does not hold exactly. */
export function beyondExact(column: Column): ValueCondition {
  const suspect = noNumber(column);
  return { offends: `typeof(${quoteName(column.name)}) = 'integer' AND ${suspect}`, suspect };
}

/** A value that stands for neither true nor false. */
export function noBoolean(column: Column): ValueCondition {
  const offends = `${quoteName(column.name)} NOT IN (0, 1)`;
  return { offends, suspect: offends };
}

/** Text that is no JSON, or JSON of another kind at its top. https://www.sqlite.org/json1.html#jvalid */
export function noJson(column: Column): ValueCondition {
  const value = quoteName(column.name);
  const offends = `typeof(${value}) = 'text' AND NOT json_valid(${value})`;
  return { offends, suspect: offends };
}

/** JSON whose top is no array, or no object; null for JSON that says null. */
export function jsonBeside(column: Column, kind: "array" | "object"): ValueCondition {
  const value = quoteName(column.name);
  const other = `CASE WHEN json_valid(${value}) THEN json_type(${value}) NOT IN ('${kind}', 'null') END`;
  const offends = `typeof(${value}) = 'text' AND ${other}`;
  const opening = kind === "array" ? "[" : "{";
  return { offends, suspect: `substr(${value}, 1, 1) <> '${opening}'` };
}

/** Text that ends for SQLite's functions at a NUL in it. https://www.sqlite.org/nulinstr.html */
export function textWithNul(column: Column): ValueCondition {
  const value = quoteName(column.name);
  const offends = `typeof(${value}) = 'text' AND instr(CAST(${value} AS BLOB), x'00') > 0`;
  return { offends, suspect: beyondAscii(value) };
}

/** Text that is no UTF-8: a character of it, written anew, comes out otherwise. https://www.sqlite.org/invalidutf.html */
export function malformedText(column: Column): ValueCondition {
  const value = quoteName(column.name);
  const places =
    `WITH RECURSIVE place(n) AS (SELECT 1 WHERE ${value} <> '' UNION ALL SELECT n + 1 FROM place WHERE n < length(${value})) ` +
    `SELECT 1 FROM place WHERE char(unicode(substr(${value}, n, 1))) <> substr(${value}, n, 1) ` +
    `AND substr(${value}, n, 1) NOT IN (CAST(x'efbfbe' AS TEXT), CAST(x'efbfbf' AS TEXT))`;
  const offends = `typeof(${value}) = 'text' AND EXISTS (${places})`;
  return { offends, suspect: beyondAscii(value), sooner: `${malformed}(CAST(${value} AS BLOB))` };
}

/** The name of a function that a scan brings along: whether bytes are no UTF-8. */
export const malformed = "_doctor_malformed";

function beyondAscii(value: string): string {
  return `length(${value}) <> octet_length(${value})`;
}

/** How points in time are written in a column: as numbers, or by these GLOB patterns and no others. */
export interface DateFormat {
  /** As people write it, such as YYYY-MM-DD HH:MM:SS. */
  readonly name: string;
  /** null for numbers. */
  readonly patterns: readonly string[] | null;
}

const day = "[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]";
const minute = "[0-2][0-9]:[0-5][0-9]";
const zones: readonly (readonly [string, readonly string[]])[] = [
  ["", [""]],
  ["Z", ["Z"]],
  ["±HH:MM", ["[-+][0-9][0-9]:[0-9][0-9]", "[-+][0-9][0-9]"]],
];

/** The ways to write a point in time that are told apart; parts of seconds are no way of their own. */
export const dateFormats: readonly DateFormat[] = [
  { name: "number", patterns: null },
  { name: "YYYY-MM-DD", patterns: [day] },
  ...[" ", "T"].flatMap((between) =>
    zones.flatMap(([zone, endings]) => [
      {
        name: `YYYY-MM-DD${between}HH:MM${zone}`,
        patterns: endings.map((ending) => `${day}${between}${minute}${ending}`),
      },
      {
        name: `YYYY-MM-DD${between}HH:MM:SS${zone}`,
        patterns: endings.flatMap((ending) => [
          `${day}${between}${minute}:[0-5][0-9]${ending}`,
          `${day}${between}${minute}:[0-5][0-9].[0-9]${ending === "" ? "*[0-9]" : `*${ending}`}`,
          ...(ending === "" ? [`${day}${between}${minute}:[0-5][0-9].[0-9]`] : []),
        ]),
      },
    ]),
  ),
];

/** A date that is written otherwise; what is no date at all is none. */
export function inOtherFormat(column: Column, format: DateFormat): ValueCondition {
  const value = quoteName(column.name);
  const offends = `NOT ${isInFormat(column, format)} AND NOT (${noDate(column).offends})`;
  // Of dates these places tell the formats apart.
  const outline = format.patterns?.length === 1 ? null : outlineOf(format);
  return {
    offends,
    suspect: outline === null ? `NOT ${isInFormat(column, format)}` : `NOT (${outline(value)})`,
  };
}

/** True only for dates in a format; null where its one pattern says it as soon. */
function outlineOf({ name, patterns }: DateFormat): ((value: string) => string) | null {
  if (patterns === null) return null;
  const ending = name.endsWith("Z") ? "*Z" : name.endsWith("±HH:MM") ? null : "*";
  if (ending === null) return null;
  const shape = name.replace(/(?:Z|±HH:MM)$/, "").replace(/[A-SU-Z]/g, "?");
  const noZone =
    ending === "*" ? (value: string) => ` AND substr(${value}, -6) NOT GLOB '*[-+Z]*'` : () => "";
  return (value) => `${value} GLOB '${shape}${ending}'${noZone(value)}`;
}

/** Whether a value is written in a format, in brackets. A zone in the parts of seconds is no digit. */
function isInFormat(column: Column, { patterns }: DateFormat): string {
  const value = quoteName(column.name);
  if (patterns === null) return `(typeof(${value}) <> 'text')`;
  const matches = patterns.map((pattern) =>
    pattern.endsWith("*[0-9]")
      ? `${value} GLOB '${pattern}' AND substr(${value}, 20) NOT GLOB '*[-+:Z]*'`
      : `${value} GLOB '${pattern}'`,
  );
  return `(${matches.join(" OR ")})`;
}

/** Which of the formats a value is written in: its place in the list, or NULL. */
export function formatOf(column: Column): string {
  const value = quoteName(column.name);
  const cases = dateFormats.flatMap((format, place) =>
    format.patterns === null
      ? [`WHEN typeof(${value}) IN ('integer', 'real') THEN ${place}`]
      : [`WHEN ${isInFormat(column, format)} THEN ${place}`],
  );
  return `CASE ${cases.join(" ")} END`;
}

/** Text that is no date as ISO 8601 writes it. SQLite takes 'now', a time alone and 31 February, too. https://www.sqlite.org/lang_datefunc.html */
export function noDate(column: Column): ValueCondition {
  const value = quoteName(column.name);
  const begun = `substr(${value}, 1, 10)`;
  const isDay = `${value} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*' AND date(${begun}) IS ${begun}`;
  // An offset in whole hours, as PostgreSQL writes it.
  const isTime = `(julianday(${value}) IS NOT NULL OR ${value} GLOB '*:*[-+][0-9][0-9]' AND julianday(${value} || ':00') IS NOT NULL)`;
  const isMonth = `${value} GLOB '[0-9][0-9][0-9][0-9]' OR ${value} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' AND ${value} || '-01' = date(${value} || '-01')`;
  return {
    offends: `typeof(${value}) = 'text' AND NOT (${isDay} AND ${isTime} OR ${isMonth})`,
    suspect: `(julianday(${value}) IS NULL OR substr(${value}, 9, 2) > '28' OR substr(${value}, 5, 1) <> '-')`,
  };
}
