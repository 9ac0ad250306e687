import { foldName } from "../schema/names.ts";
import { quoteName } from "./quote.ts";
import { isOperator, nameOf, tokenize } from "./tokens.ts";

/** The new names of a table's own columns, keys folded, and of the table itself where it is named before a dot. */
export interface NewNames {
  readonly columns: ReadonlyMap<string, string>;
  readonly table?: { readonly from: string; readonly to: string } | null;
}

/** An expression over one table with its column names, and the table's name before a dot, replaced, whatever their quotes. */
export function renameInSql(sql: string, { columns, table }: NewNames): string {
  let result = "";
  let at = 0;
  const tokens = tokenize(sql);
  for (const [i, token] of tokens.entries()) {
    // A word before a parenthesis is a function.
    const isName = token.kind === "quoted" || (token.kind === "word" && !isOperator(tokens[i + 1], "("));
    const name = isName ? foldName(nameOf(token)) : "";
    const isTable = isOperator(tokens[i + 1], ".");
    const tableNow = table && table.from !== table.to && foldName(table.from) === name ? table.to : undefined;
    const renamed = !isName ? undefined : isTable ? tableNow : columns.get(name);
    result += sql.slice(at, token.start) + (renamed === undefined ? token.text : quoteName(renamed));
    at = token.end;
  }
  return result + sql.slice(at);
}
