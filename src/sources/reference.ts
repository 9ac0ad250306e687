import type { Action } from "../schema/constraint.ts";
import { closing, isOperator, isWord, nameOf, splitCommas, type Token } from "../sql/tokens.ts";
import { type DoctorTag, tagError } from "./doctor-tags.ts";
import { itemName, malformed } from "./grammar.ts";

/** What a foreign key refers to. */
export interface Reference {
  readonly parent: string;
  readonly parentColumns: readonly string[] | null;
  readonly onDelete?: Action;
  readonly onUpdate?: Action;
}

const actions: readonly Action[] = ["NO ACTION", "RESTRICT", "SET NULL", "SET DEFAULT", "CASCADE"];

/** Reads `table(column, …) [ON DELETE …] [ON UPDATE …]`. Throws DoctorError for anything else. */
export function readReference(tag: DoctorTag, tokens: readonly Token[], form: string): Reference {
  const [table] = tokens;
  if (!table || (table.kind !== "word" && table.kind !== "quoted")) throw malformed(tag, form);
  let rest = tokens.slice(1);
  let parentColumns: readonly string[] | null = null;
  if (isOperator(rest[0], "(")) {
    const close = closing(rest, 0);
    if (close === -1) throw malformed(tag, form);
    const items = splitCommas(rest.slice(1, close));
    if (items.some((item) => item.length === 0)) {
      throw tagError(tag, `@${tag.name} has a list that names no column.`, `Write ${form}.`);
    }
    parentColumns = items.map((item) => itemName(item, tag, form));
    rest = rest.slice(close + 1);
  }
  const found: { onDelete?: Action; onUpdate?: Action } = {};
  while (rest.length > 0) {
    const key = isWord(rest[1], "DELETE") ? "onDelete" : isWord(rest[1], "UPDATE") ? "onUpdate" : null;
    const next = rest.findIndex((token, index) => index > 0 && isWord(token, "ON"));
    const action = rest.slice(2, next === -1 ? rest.length : next);
    if (!isWord(rest[0], "ON") || key === null || found[key]) throw malformed(tag, form);
    found[key] = readAction(tag, action.map(({ text }) => text).join(" "));
    rest = next === -1 ? [] : rest.slice(next);
  }
  return { parent: nameOf(table), parentColumns, ...found };
}

/** Reads a referential action. Throws DoctorError for anything else. https://www.sqlite.org/foreignkeys.html#fk_actions */
export function readAction(tag: DoctorTag, text = tag.text): Action {
  const wanted = text.replace(/\s+/g, " ").trim().toUpperCase();
  const action = actions.find((known) => known === wanted);
  if (action) return action;
  throw tagError(tag, `@${tag.name}: "${text}" is no action.`, `Write one of ${actions.join(", ")}.`);
}
