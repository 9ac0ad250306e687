import type { Column } from "../schema/column.ts";
import { foldName } from "../schema/names.ts";
import { charactersOf, datesOf, type Glance, malformed } from "./glance.ts";
import { literal, quoteName } from "./quote.ts";

/** What the conditions look at of a column. */
export type ValueColumn = Pick<Column, "name" | "affinity" | "notNull">;

/** Whether a value offends. */
export interface ValueCondition {
  /** SQL for the sqlite3 shell of 3.40 and newer. */
  readonly offends: string;
  /** True for all such values and for few others, and quicker to ask: a scan asks it first, once for all that share it. */
  readonly suspect: string;
  /** Whether all but a few suspects offend, whatever stands in the column: then an overview asks for suspects alone. */
  readonly isSure?: true;
  /** What says the same of a suspect with the functions of a scan, and sooner. */
  readonly sooner?: string;
  /** What tells many rows at once apart from suspects, sooner than asking each. */
  readonly glance?: Glance;
  /** Whether NULL is among the suspects. */
  readonly takesNull?: boolean;
  /** The format that it is about. */
  readonly format?: DateFormat;
  /** The same where these are asked of the column, too. */
  readonly beside?: (others: readonly ValueCondition[]) => ValueCondition;
}

/** The integers that a JavaScript number holds exactly lie between these. */
const exactly = "BETWEEN -9007199254740991 AND 9007199254740991";

/**
 * True for all that is no number, as text and blobs come after the numbers, and for those that are beyond exact; also for
 * NULL where the column is NOT NULL.
 */
function noNumber({ name, notNull }: ValueColumn): string {
  return notNull ? `(${quoteName(name)} ${exactly}) IS NOT TRUE` : `${quoteName(name)} NOT ${exactly}`;
}

/** A value of another storage class than these. https://www.sqlite.org/datatype3.html */
export function ofForeignClass(column: ValueColumn, classes: readonly string[]): ValueCondition {
  const value = quoteName(column.name);
  const offends = `typeof(${value}) NOT IN (${["null", ...classes].map(literal).join(", ")})`;
  const key = [...classes].sort().join(" ");
  if (key === "text") {
    const present = column.notNull ? "" : ` AND ${value} IS NOT NULL`;
    const suspect = `(typeof(${value}) <> 'text'${present})`;
    return { offends, suspect, isSure: true, takesNull: column.notNull };
  }
  // Numbers come before text, and text before blobs, whatever they hold.
  if (key === "integer real text") return { offends, suspect: `${value} >= x''`, isSure: true };
  if (key === "integer real" && column.affinity !== "TEXT")
    return { offends, suspect: noNumber(column), isSure: true, takesNull: column.notNull };
  const inClasses = `typeof(${value}) NOT IN (${classes.map(literal).join(", ")})`;
  const suspect = column.notNull ? inClasses : offends;
  return { offends, suspect, isSure: true, takesNull: column.notNull };
}

/** The same, empty texts aside. */
export function ofForeignClassNotEmpty(column: ValueColumn, classes: readonly string[]): ValueCondition {
  const { offends, ...rest } = ofForeignClass(column, classes);
  return { ...rest, offends: `${offends} AND ${quoteName(column.name)} <> ''` };
}

/** An empty text. */
export function emptyText(column: ValueColumn): ValueCondition {
  const offends = `${quoteName(column.name)} = ''`;
  return { offends, suspect: column.affinity === "TEXT" ? offends : noNumber(column), isSure: true };
}

/** An integer that a JavaScript number does not hold exactly. */
export function beyondExact(column: ValueColumn): ValueCondition {
  const value = quoteName(column.name);
  const offends = `typeof(${value}) = 'integer' AND ${value} NOT ${exactly}`;
  return { offends, suspect: noNumber(column), isSure: true };
}

/**
 * NULL, also where the schema rules it out and SQLite takes IS NULL for false without looking. It looks behind a function,
 * and likely() is one that costs nothing; a suspect that another question shares and that takes NULL in costs even less.
 * https://www.sqlite.org/lang_corefunc.html#likely
 */
export function storedNull(column: ValueColumn): ValueCondition {
  const value = quoteName(column.name);
  const own = {
    offends: `typeof(${value}) = 'null'`,
    suspect: `likely(${value}) IS NULL`,
    isSure: true,
  } as const;
  return {
    ...own,
    beside: (others) => ({
      ...own,
      suspect: others.find(({ takesNull }) => takesNull)?.suspect ?? own.suspect,
    }),
  };
}

/** A value that stands for neither true nor false. */
export function noBoolean(column: ValueColumn): ValueCondition {
  const offends = `${quoteName(column.name)} NOT IN (0, 1)`;
  return { offends, suspect: offends, isSure: true };
}

/** Text that is no JSON. SQLite takes a NUL for its end, JSON.parse does not. https://www.sqlite.org/json1.html#jvalid */
export function noJson(column: ValueColumn): ValueCondition {
  const value = quoteName(column.name);
  const offends = `typeof(${value}) = 'text' AND (NOT json_valid(${value}) OR instr(${value}, char(0)) > 0)`;
  return { offends, suspect: offends, isSure: true };
}

/** JSON whose top is no array, or no object, a number that is stored as one included; null for JSON that says null. */
export function jsonBeside(column: ValueColumn, kind: "array" | "object"): ValueCondition {
  const value = quoteName(column.name);
  const isOther = `CASE WHEN json_valid(${value}) THEN json_type(${value}) NOT IN ('${kind}', 'null') END`;
  const offends = `CASE typeof(${value}) WHEN 'text' THEN ${isOther} WHEN 'integer' THEN 1 WHEN 'real' THEN 1 END`;
  const opening = kind === "array" ? "[" : "{";
  return { offends, suspect: `substr(${value}, 1, 1) <> '${opening}'` };
}

/** Text that ends for SQLite's functions at a NUL in it. https://www.sqlite.org/nulinstr.html */
export function textWithNul(column: ValueColumn): ValueCondition {
  const value = quoteName(column.name);
  const offends = `typeof(${value}) = 'text' AND instr(${value}, char(0)) > 0`;
  return { offends, suspect: `instr(${value}, char(0)) > 0`, glance: charactersOf(column) };
}

/**
 * Text that is malformed before the first NUL in it: a character, written anew, comes out otherwise. In UTF-16 half of a
 * pair is lost as soon as a function takes the text. https://www.sqlite.org/invalidutf.html
 */
export function malformedText(column: ValueColumn): ValueCondition {
  const value = quoteName(column.name);
  // A name of its own, or the column's would mean the place.
  const n = foldName(column.name) === "n" ? "m" : "n";
  const places =
    `WITH RECURSIVE place(${n}) AS (SELECT 1 WHERE length(${value}) > 0 UNION ALL SELECT ${n} + 1 FROM place WHERE ${n} < length(${value})) ` +
    `SELECT 1 FROM place WHERE char(unicode(substr(${value}, ${n}, 1))) <> substr(${value}, ${n}, 1) ` +
    `AND substr(${value}, ${n}, 1) NOT IN (CAST(x'efbfbe' AS TEXT), CAST(x'efbfbf' AS TEXT))`;
  const isText = `typeof(${value}) = 'text'`;
  return {
    offends: `${isText} AND (EXISTS (${places}) OR CAST(trim(${value}, '') AS BLOB) <> CAST(${value} AS BLOB))`,
    suspect: isText,
    sooner: `${malformed}(CAST(${value} AS BLOB))`,
    glance: charactersOf(column),
  };
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
export function inOtherFormat(column: ValueColumn, format: DateFormat): ValueCondition {
  const value = quoteName(column.name);
  const offends = `NOT ${isInFormat(column, format)} AND typeof(${value}) <> 'blob' AND NOT (${noDate(column).offends})`;
  const glance = datesOf(column, format);
  return { offends, suspect: `NOT ${isInFormat(column, format)}`, format, ...(glance ? { glance } : {}) };
}

/** Whether a value is written in a format, in brackets. A zone in the parts of seconds is no digit. */
function isInFormat(column: ValueColumn, { patterns }: DateFormat): string {
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
export function formatOf(column: ValueColumn): string {
  const value = quoteName(column.name);
  const cases = dateFormats.flatMap((format, place) =>
    format.patterns === null
      ? [`WHEN typeof(${value}) IN ('integer', 'real') THEN ${place}`]
      : [`WHEN ${isInFormat(column, format)} THEN ${place}`],
  );
  return `CASE ${cases.join(" ")} END`;
}

/**
 * Text that is no date as ISO 8601 writes it. SQLite takes 'now', a time alone, 31 February and 24:30, too. With `format`,
 * that of most dates, many are told sooner. https://www.sqlite.org/lang_datefunc.html
 */
export function noDate(column: ValueColumn, format: DateFormat | null = null): ValueCondition {
  const value = quoteName(column.name);
  const begun = `substr(${value}, 1, 10)`;
  // SQLite before 3.46 takes 31 February over as it stands unless it is made to count.
  const isDay = `${value} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*' AND date(${begun}, '+0 days') IS ${begun}`;
  const isPlain = `(length(${value}) = 10 OR substr(${value}, 11) GLOB '[T ][0-9]*' AND substr(${value}, 12) NOT GLOB '*[^-+0-9:.Zz]*')`;
  // An offset in whole hours, as PostgreSQL writes it.
  const isTime = `(julianday(${value}) IS NOT NULL OR ${value} GLOB '*:*[-+][0-9][0-9]' AND julianday(${value} || ':00') IS NOT NULL)`;
  const isMonth = `${value} GLOB '[0-9][0-9][0-9][0-9]' OR ${value} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' AND ${value} || '-01' IS date(${value} || '-01')`;
  const isDate = `${isDay} AND ${isPlain} AND ${isTime} AND NOT (${pastMidnight(value)}) OR ${isMonth}`;
  const isNumber = format !== null && format.patterns === null;
  const glance = format && datesOf(column, format);
  return {
    offends: `typeof(${value}) = 'text' AND (instr(${value}, char(0)) > 0 OR NOT (${isDate}))`,
    suspect: isNumber ? `typeof(${value}) = 'text'` : `(date(${value}) IS NOT ${begun} OR ${unusual(value)})`,
    ...(glance ? { glance } : {}),
    beside: (others) => noDate(column, others.find((other) => other.format)?.format),
  };
}

/** The day ends with 24:00, which SQLite's functions carry on to 24:59:59. */
function pastMidnight(value: string): string {
  const part = (from: number): string => `substr(${value}, ${from}, 2)`;
  const isFraction = `ltrim(substr(${value}, 20), '.0') GLOB '[1-9]*'`;
  return `${part(12)} = '24' AND (${part(15)} <> '00' OR substr(${value}, 17, 1) = ':' AND (${part(18)} <> '00' OR ${isFraction}))`;
}

/** What SQLite passes over in a date: blanks, another T, what stands behind a NUL, the minutes after 24:00. */
function unusual(value: string): string {
  return `substr(${value}, 12) GLOB '*[^-+0-9:.Zz]*' OR substr(${value}, 12, 2) = '24' OR octet_length(${value}) <> 10 AND substr(${value}, 11, 2) NOT GLOB '[T ][0-9]' OR instr(${value}, char(0)) > 0`;
}
