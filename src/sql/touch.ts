import type { Affinity } from "../schema/affinity.ts";
import { foldName, sameName } from "../schema/names.ts";
import { quoteName } from "./quote.ts";
import { isOperator, isWord, nameOf, type Token, tokenize } from "./tokens.ts";
import { readTrail } from "./trail/read.ts";

/** How one row of a table is found again from within a trigger: these columns, or the rowid, are as in `new`. */
export interface Touched {
  readonly table: string;
  readonly column: string;
  readonly affinity: Affinity;
  readonly row: readonly string[];
}

/**
 * CREATE TRIGGER that sets a column to the present moment when a row is updated and the statement does not set the column
 * itself. It changes no row twice: with PRAGMA recursive_triggers on it would go on calling itself within one instant.
 * https://www.sqlite.org/lang_createtrigger.html
 */
export function printTouch(name: string, touched: Touched, moment: string): string {
  const { table, column, row, affinity } = touched;
  const [own, now] = [quoteName(column), asStored(moment, affinity)];
  const key = row.map((part) => `${part} IS new.${part}`).join(" AND ");
  return [
    `CREATE TRIGGER ${quoteName(name)} AFTER UPDATE ON ${quoteName(table)}`,
    `WHEN new.${own} IS old.${own} AND new.${own} IS NOT ${now}`,
    "BEGIN",
    `  UPDATE ${quoteName(table)} SET ${own} = ${now} WHERE ${key};`,
    "END",
  ].join("\n");
}

/**
 * A moment as the column will hold it: a trigger compares `new` without the column's affinity, so that '1700000000' and
 * 1700000000 would never be equal, and the trigger would call itself until SQLite gives up.
 */
function asStored(now: string, affinity: Affinity): string {
  const isNumber = /^\(*(?:unixepoch|julianday|cast)\b/i.test(now);
  const isText = !isNumber && /CURRENT_TIMESTAMP|datetime\s*\(|strftime\s*\(\s*'[^']*[-:]/i.test(now);
  if (affinity === "BLOB" || isText || (isNumber && affinity !== "TEXT")) return now;
  return `CAST(${now} AS ${affinity === "INTEGER" ? "NUMERIC" : affinity})`;
}

/** What a trigger that sets a column of its own table on UPDATE waits for: any column, or those behind OF. */
export function touches(
  { sql, table }: { readonly sql: string; readonly table: string },
  column: string,
): { readonly of: readonly string[] | null } | null {
  if (readTrail(sql)?.event !== "update") return null;
  const tokens = tokenize(sql);
  const begin = tokens.findIndex((token) => isWord(token, "BEGIN"));
  const sets = tokens.some((token, i) => {
    if (i <= begin || !isWord(token, "SET")) return false;
    const target = tokens[i - 1];
    return target !== undefined && sameName(nameOf(target), table) && isSet(tokens.slice(i + 1), column);
  });
  if (!sets) return null;
  const at = tokens.findIndex((token) => isWord(token, "UPDATE"));
  if (!isWord(tokens[at + 1], "OF")) return { of: null };
  const on = tokens.findIndex((token, i) => i > at && isWord(token, "ON"));
  const names = tokens.slice(at + 2, on).filter((token) => !isOperator(token, ","));
  return { of: names.map((token) => foldName(nameOf(token))) };
}

/** Whether a column is assigned to, by itself or in a list: SET (a, b) = (1, 2). */
function isSet(tokens: readonly Token[], column: string): boolean {
  const end = tokens.findIndex((token) => isOperator(token, ";") || isWord(token, "WHERE"));
  const all = tokens.slice(0, end < 0 ? undefined : end);
  return all.some((token, i) => {
    if (!sameName(nameOf(token), column)) return false;
    const next = all[i + 1];
    const close = all.findIndex((other, j) => j > i && isOperator(other, ")"));
    const open = all.findLastIndex((other, j) => j < i && isOperator(other, "("));
    const isListed = open >= 0 && (open === 0 || isOperator(all[open - 1], ","));
    return isOperator(next, "=") || (isListed && isOperator(all[close + 1], "="));
  });
}
