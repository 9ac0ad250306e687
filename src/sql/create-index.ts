import type { IndexPart } from "../schema/constraint.ts";
import { readIndexPart } from "./index-part.ts";
import { closing, isOperator, isWord, nameOf, type Span, splitCommas, tokenize } from "./tokens.ts";

/** A CREATE INDEX statement as written. A part's collation is BINARY where none is written (the column's own then applies). */
export interface CreateIndex {
  readonly name: string;
  readonly nameSpan: Span;
  readonly table: string;
  readonly tableSpan: Span;
  readonly unique: boolean;
  readonly parts: readonly IndexPart[];
  /** The predicate as written, or null. */
  readonly where: string | null;
}

/** Reads a CREATE INDEX statement that SQLite has accepted; null for any other. https://www.sqlite.org/lang_createindex.html */
export function readCreateIndex(sql: string): CreateIndex | null {
  const tokens = tokenize(sql.replace(/;\s*$/, ""));
  const index = tokens.findIndex((token) => isWord(token, "INDEX"));
  const on = tokens.findIndex((token, i) => i > index + 1 && isWord(token, "ON"));
  const name = tokens[on - 1];
  const table = tokens[on + 1];
  const open = on + 2;
  if (index < 0 || index > 2 || !name || !table || !isOperator(tokens[open], "(")) return null;
  const close = closing(tokens, open);
  if (close < 0) return null;
  const first = tokens[close + 2];
  const last = tokens.at(-1);
  return {
    name: nameOf(name),
    nameSpan: { start: name.start, end: name.end },
    table: nameOf(table),
    tableSpan: { start: table.start, end: table.end },
    unique: isWord(tokens[index - 1], "UNIQUE"),
    parts: splitCommas(tokens.slice(open + 1, close)).map((part) => readIndexPart(sql, part)),
    where: isWord(tokens[close + 1], "WHERE") && first && last ? sql.slice(first.start, last.end) : null,
  };
}
