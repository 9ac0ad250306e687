import { foldName } from "../schema/names.ts";
import { nameOf, type TokenKind, tokenize } from "./tokens.ts";

/** The folded names a text may refer to: every word and quoted token. More than it does refer to, never less. */
export function mentionedNames(sql: string): ReadonlySet<string> {
  // SQLite takes a string where it expects a name.
  return namesOf(sql, ["word", "quoted", "string"]);
}

/** The folded names a text refers to by what can only be a name or a keyword: a text value that spells one is none. */
export function writtenNames(sql: string): ReadonlySet<string> {
  return namesOf(sql, ["word", "quoted"]);
}

function namesOf(sql: string, kinds: readonly TokenKind[]): Set<string> {
  const tokens = tokenize(sql).filter(({ kind }) => kinds.includes(kind));
  return new Set(tokens.map((token) => foldName(nameOf(token))));
}
