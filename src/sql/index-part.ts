import type { IndexPart } from "../schema/constraint.ts";
import { isWord, nameOf, type Token } from "./tokens.ts";

/** Reads one entry of an index or key: a column or expression with its COLLATE and order. */
export function readIndexPart(sql: string, tokens: readonly Token[]): IndexPart {
  let rest = tokens;
  // NULLS FIRST and NULLS LAST are refused by SQLite here, so the order is the last word.
  const descending = isWord(rest.at(-1), "DESC");
  if (isWord(rest.at(-1), "DESC", "ASC")) rest = rest.slice(0, -1);
  let collation = "BINARY";
  const named = rest.at(-1);
  if (named && isWord(rest.at(-2), "COLLATE")) {
    collation = collationName(nameOf(named));
    rest = rest.slice(0, -2);
  }
  const [only] = rest;
  if (
    rest.length === 1 &&
    only &&
    (only.kind === "word" || only.kind === "quoted" || only.kind === "string")
  ) {
    return { column: nameOf(only), expression: null, collation, descending };
  }
  const expression = sql.slice(rest[0]?.start ?? 0, rest.at(-1)?.end ?? 0);
  return { column: null, expression, collation, descending };
}

/** A collation's name as SQLite compares it: case does not count. */
export function collationName(name: string): string {
  return name.toUpperCase();
}
