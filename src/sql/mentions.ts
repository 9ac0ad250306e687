import { foldName } from "../schema/names.ts";
import { nameOf, tokenize } from "./tokens.ts";

/** The folded names a text may refer to: every word and quoted token. More than it does refer to, never less. */
export function mentionedNames(sql: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const token of tokenize(sql)) {
    // SQLite takes a string where it expects a name.
    if (token.kind === "word" || token.kind === "quoted" || token.kind === "string") {
      names.add(foldName(nameOf(token)));
    }
  }
  return names;
}
