import type { RowEvent } from "../../schema/trail.ts";
import { isWord, nameOf, tokenize } from "../tokens.ts";

/** The event of a trigger, and the tables it inserts into, as it calls them. */
export interface ReadTrail {
  readonly event: RowEvent;
  readonly into: readonly string[];
}

/** Reads a CREATE TRIGGER statement that SQLite takes; null for one it would not. https://www.sqlite.org/lang_createtrigger.html */
export function readTrail(sql: string): ReadTrail | null {
  const tokens = tokenize(sql);
  const at = tokens.findIndex((token) => isWord(token, "INSERT", "UPDATE", "DELETE"));
  const begin = tokens.findIndex((token, i) => i > at && isWord(token, "BEGIN"));
  const event = eventOf(tokens[at]?.upper);
  if (at < 0 || begin < 0 || event === null) return null;
  const into = tokens.flatMap((token, i) => {
    const name = tokens[i + 1];
    return i > begin && isWord(token, "INTO") && name ? [nameOf(name)] : [];
  });
  return { event, into };
}

function eventOf(word: string | undefined): RowEvent | null {
  if (word === "INSERT") return "insert";
  if (word === "UPDATE") return "update";
  return word === "DELETE" ? "delete" : null;
}

/** Whether a table's name says that it keeps what happens to others. */
export function isLogName(name: string): boolean {
  const words = name
    .replace(/([\p{Ll}\d])(?=\p{Lu})/gu, "$1_")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.some((word) =>
    /^(?:audits?|auditlogs?|logs?|changelogs?|trails?|history|histories|revisions?)$/.test(word),
  );
}
