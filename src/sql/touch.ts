import { foldName, sameName } from "../schema/names.ts";
import { quoteName } from "./quote.ts";
import { isOperator, isWord, nameOf, tokenize } from "./tokens.ts";
import { readTrail } from "./trail/read.ts";

/** How one row of a table is found again from within a trigger: these columns, or the rowid, are as in `new`. */
export interface Touched {
  readonly table: string;
  readonly column: string;
  readonly row: readonly string[];
}

/**
 * CREATE TRIGGER that sets a column to the present moment when a row is updated and the statement does not set the column
 * itself. It changes no row twice: with PRAGMA recursive_triggers on it would go on calling itself within one instant.
 * https://www.sqlite.org/lang_createtrigger.html
 */
export function printTouch(name: string, { table, column, row }: Touched, now: string): string {
  const own = quoteName(column);
  const key = row.map((part) => `${part} IS new.${part}`).join(" AND ");
  return [
    `CREATE TRIGGER ${quoteName(name)} AFTER UPDATE ON ${quoteName(table)}`,
    `WHEN new.${own} IS old.${own} AND new.${own} IS NOT ${now}`,
    "BEGIN",
    `  UPDATE ${quoteName(table)} SET ${own} = ${now} WHERE ${key};`,
    "END",
  ].join("\n");
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

/** Whether a column stands before an = of the assignments, up to the end of the statement. */
function isSet(tokens: ReturnType<typeof tokenize>, column: string): boolean {
  const end = tokens.findIndex((token) => isOperator(token, ";"));
  return tokens
    .slice(0, end < 0 ? undefined : end)
    .some((token, i, all) => isOperator(all[i + 1], "=") && sameName(nameOf(token), column));
}
