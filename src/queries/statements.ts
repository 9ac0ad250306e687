import type { Query } from "../evidence/code.ts";
import type { Location } from "../schema/location.ts";
import { foldName } from "../schema/names.ts";
import { splitStatements, textOf } from "../sql/statements.ts";
import { isOperator, isWord, nameOf, type Token } from "../sql/tokens.ts";
import type { FoundQuery } from "../typescript/code/found.ts";

/** The statements of what a call hands over: a script has several. */
export function statementsOf(found: FoundQuery): Query[] {
  const { within, driver, meetsOld, ignored, holes, cut, location, inLines } = found;
  const shared = { within, driver, meetsOld, ignored, holes, cut };
  const [first = "", ...rest] = found.texts;
  const parts = splitStatements(first);
  if (parts.length > 1 || found.role === "script") {
    return found.texts.flatMap((text) =>
      splitStatements(text).map(
        (tokens, i): Query => ({
          ...shared,
          sql: textOf(tokens, text),
          alternatives: [],
          location: inLines ? placeIn(location, text, tokens[0]?.start ?? 0) : location,
          executions: [
            { location: found.call.location, method: "exec", claim: null, loop: null, bound: null },
          ],
          concatenated: i === 0 ? found.concatenated : [],
          preparedIn: null,
        }),
      ),
    );
  }
  return [
    {
      ...shared,
      sql: first,
      alternatives: rest,
      location,
      executions: found.runs,
      concatenated: found.concatenated,
      preparedIn: found.preparedIn,
    },
  ];
}

/** Where a part of a text stands that begins at a place. */
function placeIn(begin: Location, text: string, offset: number): Location {
  const lines = text.slice(0, offset).split("\n");
  return lines.length === 1
    ? begin
    : { file: begin.file, line: begin.line + lines.length - 1, column: (lines.at(-1) ?? "").length + 1 };
}

/** The tables and columns (`table.column`) that texts of the code make, folded. */
export function madeBy(texts: readonly string[]): Set<string> {
  const made = new Set<string>();
  for (const text of texts) {
    if (!/\b(?:create|alter)\b/i.test(text)) continue;
    for (const tokens of splitStatements(text)) {
      const name = madeIn(tokens);
      if (name !== null) made.add(foldName(name));
    }
  }
  return made;
}

/** What an ALTER TABLE adds, or gives another name. https://www.sqlite.org/lang_altertable.html */
function alteredIn(tokens: readonly Token[]): string | null {
  const [, , table] = tokens;
  const at = tokens.findIndex((token) => isWord(token, "ADD", "TO"));
  const name = tokens[isWord(tokens[at + 1], "COLUMN") ? at + 2 : at + 1];
  if (!table || !name || at < 0) return null;
  return isWord(tokens[at], "TO") && at === 4 ? nameOf(name) : `${nameOf(table)}.${nameOf(name)}`;
}

function madeIn(tokens: readonly Token[]): string | null {
  if (isWord(tokens[0], "ALTER")) return alteredIn(tokens);
  if (!isWord(tokens[0], "CREATE")) return null;
  const kind = tokens.findIndex((token) => isWord(token, "TABLE", "VIEW"));
  if (kind < 0 || kind > 3) return null;
  let at = kind + 1;
  if (isWord(tokens[at], "IF")) at += 3;
  if (isOperator(tokens[at + 1], ".")) at += 2;
  const name = tokens[at];
  return name ? nameOf(name) : null;
}
