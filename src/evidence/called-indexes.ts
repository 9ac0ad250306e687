import { foldName } from "../schema/names.ts";
import { isWord, nameOf, tokenize } from "../sql/tokens.ts";
import type { ReadCode } from "./code.ts";

/** The folded names of the indexes that statements of the code insist on. https://www.sqlite.org/lang_indexedby.html */
export function calledIndexes({ queries }: ReadCode): ReadonlySet<string> {
  const texts = queries.flatMap(({ sql, alternatives }) => [sql, ...alternatives]);
  return new Set(texts.filter((sql) => /\bINDEXED\b/i.test(sql)).flatMap(calledIn));
}

function calledIn(sql: string): string[] {
  const tokens = tokenize(sql);
  return tokens.flatMap((token, i) => {
    const name = tokens[i + 2];
    return isWord(token, "INDEXED") && isWord(tokens[i + 1], "BY") && name ? [foldName(nameOf(name))] : [];
  });
}
