import { foldName } from "../schema/names.ts";
import { quoteName } from "./quote.ts";
import { nameOf, tokenize } from "./tokens.ts";

/** An expression with column names replaced, whatever their quotes. Keys are folded names. */
export function renameInSql(sql: string, names: ReadonlyMap<string, string>): string {
  let result = "";
  let at = 0;
  for (const token of tokenize(sql)) {
    const isName = token.kind === "word" || token.kind === "quoted";
    const renamed = isName ? names.get(foldName(nameOf(token))) : undefined;
    result += sql.slice(at, token.start) + (renamed === undefined ? token.text : quoteName(renamed));
    at = token.end;
  }
  return result + sql.slice(at);
}
