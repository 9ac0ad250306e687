import { quoteName } from "./quote.ts";

/**
 * Whether an expression writes the point in time that a column holds in another way, and loses nothing of it. A constant
 * and a guess of another hour are no such writing; a time without a zone counts as UTC, as SQLite takes it, and numbers as
 * days, or as seconds or thousandths of them since 1970. https://www.sqlite.org/lang_datefunc.html
 */
export function writtenOtherwise(column: string, expression: string): string {
  const [old, made] = [quoteName("_doctor_old"), quoteName("_doctor_new")];
  const both = `(SELECT ${quoteName(column)} AS ${old}, (${expression}) AS ${made})`;
  const same = [
    `julianday(${old}) IN (julianday(${made}), ${sinceThen(made)})`,
    `julianday(${made}) IN (${sinceThen(old)})`,
  ];
  // SQLite counts thousandths of a second, and would drop what is finer.
  const fine = `typeof(${old}) <> 'text' OR ${old} NOT GLOB '*.[0-9][0-9][0-9][0-9]*'`;
  return `EXISTS (SELECT 1 FROM ${both} WHERE ${old} IS NOT ${made} AND (${fine}) AND (${same.join(" OR ")}))`;
}

/** A number as a moment, in seconds and in thousandths; NULL for a text. */
function sinceThen(value: string): string {
  const number = `CASE WHEN typeof(${value}) <> 'text' THEN ${value} END`;
  return `julianday(${number}, 'unixepoch'), julianday(${number} / 1000.0, 'unixepoch')`;
}
