import type { Location } from "../schema/location.ts";
import { foldName } from "../schema/names.ts";
import type { Statement } from "../sql/statements.ts";
import { isOperator, isWord, nameOf } from "../sql/tokens.ts";

/** Where tables are created, by folded name. */
export type Places = Map<string, Location>;

/** Notes the place of a table that a statement creates, and carries it over when one renames it. */
export function notePlace(statement: Statement, location: Location, places: Places): void {
  if (isWord(statement[0], "CREATE")) {
    const name = createdTable(statement);
    if (name !== null && !places.has(foldName(name))) places.set(foldName(name), location);
  } else if (isWord(statement[0], "ALTER")) moveRenamed(statement, places);
  else if (isWord(statement[0], "DROP") && isWord(statement[1], "TABLE")) {
    places.delete(foldName(nameAfter(statement, isWord(statement[2], "IF") ? 4 : 2)));
  }
}

/** The name of the table, virtual or not, that a CREATE statement creates; null when it creates something else. */
export function createdTable(statement: Statement): string | null {
  let at = 1;
  if (isWord(statement[at], "TEMP", "TEMPORARY", "VIRTUAL")) at++;
  if (!isWord(statement[at], "TABLE")) return null;
  at++;
  if (isWord(statement[at], "IF") && isWord(statement[at + 1], "NOT")) at += 3;
  return nameAfter(statement, at);
}

/** ALTER TABLE old RENAME TO new; the rename of a column has a name between RENAME and TO. */
function moveRenamed(statement: Statement, places: Places): void {
  const rename = statement.findIndex((token) => isWord(token, "RENAME"));
  if (rename < 0 || !isWord(statement[rename + 1], "TO")) return;
  const from = foldName(nameAfter(statement, 2));
  const place = places.get(from);
  places.delete(from);
  if (place) places.set(foldName(nameAfter(statement, rename + 2)), place);
}

/** The name that stands at a token, behind its schema if one is written. */
function nameAfter(statement: Statement, at: number): string {
  const token = statement[isOperator(statement[at + 1], ".") ? at + 2 : at];
  return token ? nameOf(token) : "";
}
