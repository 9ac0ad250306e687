import type { Affinity } from "../schema/affinity.ts";
import { quoteName } from "./quote.ts";
import { isWord, tokenize } from "./tokens.ts";

/** A way to write a moment: the default that gives the present one, and the condition that a value is written so. */
interface Form {
  readonly now: string;
  readonly affinities: readonly Affinity[];
  readonly fits: (value: string) => string;
}

const digits = (count: number): string => "[0-9]".repeat(count);
const day = `${digits(4)}-${digits(2)}-${digits(2)}`;
const time = `${digits(2)}:${digits(2)}:${digits(2)}`;
const glob =
  (pattern: string) =>
  (value: string): string =>
    `typeof(${value}) = 'text' AND ${value} GLOB '${pattern}'`;
const between =
  (least: string, most: string) =>
  (value: string): string =>
    `typeof(${value}) = 'integer' AND ${value} BETWEEN ${least} AND ${most}`;

const words: readonly Affinity[] = ["TEXT", "NUMERIC", "BLOB"];
const numbers: readonly Affinity[] = ["INTEGER", "NUMERIC"];

/** The usual ways, the one of CURRENT_TIMESTAMP first. https://www.sqlite.org/lang_datefunc.html */
const forms: readonly Form[] = [
  { now: "CURRENT_TIMESTAMP", affinities: words, fits: glob(`${day} ${time}`) },
  {
    now: "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
    affinities: words,
    fits: glob(`${day}T${time}.${digits(3)}Z`),
  },
  { now: "(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))", affinities: words, fits: glob(`${day}T${time}Z`) },
  { now: "(unixepoch())", affinities: numbers, fits: between("100000000", "99999999999") },
  {
    // unixepoch('subsec') is newer than the oldest SQLite that repairs run in.
    now: "(CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))",
    affinities: numbers,
    fits: between("100000000000", "99999999999999"),
  },
];

/** The defaults that give the present moment to a column of this affinity, each with a question that returns a row where a value is written otherwise. */
export function nowDefaults(
  table: string,
  column: string,
  affinity: Affinity,
): readonly { readonly now: string; readonly otherwise: string }[] {
  const value = quoteName(column);
  return forms
    .filter(({ affinities }) => affinities.includes(affinity))
    .map(({ now, fits }) => ({
      now,
      otherwise: `SELECT 1 FROM ${quoteName(table)} WHERE ${value} IS NOT NULL AND NOT (${fits(value)}) LIMIT 1`,
    }));
}

/** A question that returns a row where a column has a value. */
export function anyValue(table: string, column: string): string {
  return `SELECT 1 FROM ${quoteName(table)} WHERE ${quoteName(column)} IS NOT NULL LIMIT 1`;
}

/** Whether a default is the present moment: CURRENT_TIMESTAMP, or a date function of 'now', which also goes without saying. */
export function isNow(text: string | null | undefined): boolean {
  const tokens = tokenize(text ?? "");
  return tokens.some((token, i) => {
    if (isWord(token, "CURRENT_TIMESTAMP")) return true;
    if (!isWord(token, "DATETIME", "STRFTIME", "UNIXEPOCH", "JULIANDAY")) return false;
    const bare = tokens[i + 1]?.text === "(" && tokens[i + 2]?.text === ")";
    return bare || tokens.slice(i + 1).some((other) => /^'now'$/i.test(other.text));
  });
}

/** A default as it stands behind DEFAULT: SQLite gives an expression back without its parentheses. */
export function asDefault(text: string): string {
  return /^(?:CURRENT_TIMESTAMP|\(.*\))$/is.test(text.trim()) && balanced(text) ? text : `(${text})`;
}

/** Whether the first parenthesis closes with the last. */
function balanced(text: string): boolean {
  const tokens = tokenize(text);
  let depth = 0;
  return tokens.every((token, i) => {
    if (token.text === "(") depth++;
    if (token.text === ")") depth--;
    return depth > 0 || i === tokens.length - 1 || tokens[0]?.text !== "(";
  });
}
