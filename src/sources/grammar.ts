import { closing, isOperator, nameOf, splitCommas, type Token, tokenize } from "../sql/tokens.ts";
import { type DoctorTag, tagError } from "./doctor-tags.ts";

/** An argument cut into tokens, with the tag it belongs to for messages. */
export interface Argument {
  readonly tag: DoctorTag;
  readonly tokens: readonly Token[];
}

/** Cuts a tag's argument into tokens. */
export function argumentOf(tag: DoctorTag): Argument {
  return { tag, tokens: tokenize(tag.text) };
}

/** The one name a tag takes. Throws DoctorError for anything else. */
export function oneName(tag: DoctorTag): string {
  const name = nameIn(tag.text);
  if (name !== null) return name;
  const example = `@${tag.name} ${tag.text === "" ? "name" : `"${tag.text.replaceAll('"', "")}"`}`;
  const found = tag.text === "" ? "has none" : `has "${tag.text}"`;
  throw tagError(tag, `@${tag.name} takes one name, and here ${found}.`, `Write ${example}.`);
}

/** The optional name a tag takes, or null. Throws DoctorError for anything else. */
export function optionalName(tag: DoctorTag): string | null {
  return tag.text === "" ? null : oneName(tag);
}

/** A text as one name: quoted, or without blanks and the signs SQL gives a meaning. */
function nameIn(text: string): string | null {
  const [only, more] = tokenize(text);
  if (only && !more && (only.kind === "word" || only.kind === "quoted")) return nameOf(only) || null;
  return /^[^\s(),;.'"`[\]*]+$/.test(text) ? text : null;
}

/** Throws DoctorError when a tag that takes nothing has an argument. */
export function noArgument(tag: DoctorTag): void {
  if (tag.text === "") return;
  throw tagError(
    tag,
    `@${tag.name} takes no argument here, and "${tag.text}" follows it.`,
    `Put descriptions before the tags${takesList.has(tag.name) ? ", and lists of columns in the declaration's comment" : ""}.`,
  );
}
const takesList: ReadonlySet<string> = new Set(["primaryKey", "unique", "index", "references"]);

/** A list in parentheses with an optional name before it and what follows it. */
export interface NamedList {
  readonly name: string | null;
  readonly items: readonly (readonly Token[])[];
  readonly rest: readonly Token[];
}

/** Reads `[name] (a, b) …`. Throws DoctorError when there is no list, or an empty one. */
export function namedList({ tag, tokens }: Argument, form: string): NamedList {
  const open = isOperator(tokens[0], "(") ? 0 : 1;
  const [first] = tokens;
  const close = isOperator(tokens[open], "(") ? closing(tokens, open) : -1;
  const isName = open === 0 || first?.kind === "word" || first?.kind === "quoted";
  if (close === -1 || !isName) throw malformed(tag, form);
  const items = splitCommas(tokens.slice(open + 1, close));
  if (items.some((item) => item.length === 0)) {
    throw tagError(tag, `@${tag.name} has a list that names no column.`, `Write ${form}.`);
  }
  return {
    name: open === 1 && first ? nameOf(first) : null,
    items,
    rest: tokens.slice(close + 1),
  };
}

/** The name that a list's item is. Throws DoctorError when it is more than a name. */
export function itemName(item: readonly Token[], tag: DoctorTag, form: string): string {
  const [only, more] = item;
  if (!only || more || (only.kind !== "word" && only.kind !== "quoted")) throw malformed(tag, form);
  return nameOf(only);
}

/** A DoctorError that shows how a tag is written. */
export function malformed(tag: DoctorTag, form: string): Error {
  const found = tag.text === "" ? "nothing follows it" : `"${tag.text}" follows it`;
  return tagError(tag, `@${tag.name} is not readable: ${found}.`, `Write ${form}.`);
}

/** The text from a token on. */
export function textFrom(tag: DoctorTag, tokens: readonly Token[]): string {
  const [first] = tokens;
  return first ? tag.text.slice(first.start).trim() : "";
}
