import { foldName } from "../schema/names.ts";
import { quoteName } from "./quote.ts";
import { isOperator, nameOf, tokenize } from "./tokens.ts";

/** An expression with column names replaced, whatever their quotes. Keys are folded names. */
export function renameInSql(sql: string, names: ReadonlyMap<string, string>): string {
  let result = "";
  let at = 0;
  const tokens = tokenize(sql);
  for (const [i, token] of tokens.entries()) {
    // A word before a parenthesis is a function.
    const isName = token.kind === "quoted" || (token.kind === "word" && !isOperator(tokens[i + 1], "("));
    const renamed = isName ? names.get(foldName(nameOf(token))) : undefined;
    result += sql.slice(at, token.start) + (renamed === undefined ? token.text : quoteName(renamed));
    at = token.end;
  }
  return result + sql.slice(at);
}
