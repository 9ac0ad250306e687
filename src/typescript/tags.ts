import type { ts } from "ts-morph";
import type { Location } from "../schema/location.ts";

/** A JSDoc comment in a file. */
export interface DocComment<File = ts.SourceFile> {
  readonly file: File;
  /** Where `/**` stands. */
  readonly start: number;
  readonly end: number;
}

/** A tag as it stands in a comment. */
export interface Tag {
  /** Without the `@`. */
  readonly name: string;
  /** What follows it up to the next tag or a blank line, lines joined. */
  readonly text: string;
  /** Where its `@` stands. */
  readonly location: Location;
}

/** Which tags are the doctor's, and in which of them quotes count because they take SQL. */
export interface Vocabulary {
  readonly isDoctorTag: (tag: string) => boolean;
  readonly takesSql: (tag: string) => boolean;
}

/** How tags are read: by which words, and where a character stands. */
export interface TagReading<File = ts.SourceFile> extends Vocabulary {
  readonly locateAt: (file: File, position: number) => Location;
}

/** The tags of a declaration, by the block they stand in. */
export interface BlockTags {
  /** Those of the block that holds `@table`, else of the last block. */
  readonly read: readonly Tag[];
  readonly unread: readonly Tag[];
}

/** Tells which of the blocks before a declaration, in order, is read. */
export function tagsByBlock(blocks: readonly (readonly Tag[])[]): BlockTags {
  const holds = blocks.findLastIndex((tags) => tags.some((tag) => tag.name === "table"));
  const chosen = holds === -1 ? blocks.length - 1 : holds;
  return { read: blocks[chosen] ?? [], unread: blocks.filter((_, index) => index !== chosen).flat() };
}

/** A comment's text without its frame, and where in the file each of its lines begins. */
interface Body {
  readonly text: string;
  readonly lines: readonly { readonly at: number; readonly from: number }[];
}

/**
 * Reads the tags of a comment from its text. In tags that take SQL strings and quoted names are
 * skipped whole, so `@` inside them begins no tag; elsewhere code in backticks is.
 */
export function readTags<File extends { readonly text: string }>(
  comment: DocComment<File>,
  { takesSql, locateAt }: TagReading<File>,
): Tag[] {
  const body = bodyOf(comment);
  const tags: Tag[] = [];
  let open: { name: string; at: number; from: number } | null = null;
  const close = (end: number): void => {
    if (!open) return;
    const text = argument(body.text.slice(open.from, end), takesSql(open.name));
    tags.push({ name: open.name, text, location: locateAt(comment.file, positionOf(open.at, body)) });
  };
  let at = nextTelling(body.text, 0);
  while (at < body.text.length) {
    const skipped: number = (open && takesSql(open.name) ? sqlQuoted : codeQuoted)(body.text, at);
    const name: string | null = skipped > at ? null : tagNameAt(body.text, at);
    let end = Math.max(skipped, at + 1);
    if (name !== null) {
      close(at);
      end = at + 1 + name.length;
      open = { name, at, from: end };
    }
    at = nextTelling(body.text, end);
  }
  close(body.text.length);
  return tags;
}

/** Where the next character stands that a tag or a quoted run can begin with, or the end. */
function nextTelling(text: string, at: number): number {
  telling.lastIndex = at;
  return telling.exec(text)?.index ?? text.length;
}
const telling = /[@'"`[]/g;

function tagNameAt(text: string, at: number): string | null {
  if (text.charAt(at) !== "@" || (at > 0 && !/\s/.test(text.charAt(at - 1)))) return null;
  tagName.lastIndex = at + 1;
  const name = tagName.exec(text)?.[0];
  // `@types/node` is the name of a package.
  return name === undefined || text.charAt(at + 1 + name.length) === "/" ? null : name;
}
const tagName = /[\p{L}_$][\p{L}\p{N}_$-]*/uy;

/** The end of the quoted run at a position of SQL text, or the position. An open quote quotes nothing. */
function sqlQuoted(text: string, at: number): number {
  sqlQuote.lastIndex = at;
  return sqlQuote.test(text) ? sqlQuote.lastIndex : at;
}
const sqlQuote = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]/y;

function codeQuoted(text: string, at: number): number {
  codeQuote.lastIndex = at;
  return codeQuote.test(text) ? codeQuote.lastIndex : at;
}
const codeQuote = /```[\s\S]*?```|`[^`\n]*`/y;

/** A tag's argument: up to a blank line, line ends made blanks where they are not quoted. */
function argument(text: string, isSql: boolean): string {
  if (!isSql) return (text.split(/\n[^\S\n]*\n/, 1)[0] ?? "").replace(/\s*\n\s*/g, " ").trim();
  return cutAtBlankLine(text)
    .replace(quotedOrLineEnd, (run) => (/^['"`[]/.test(run) ? run : " "))
    .trim();
}
/** Quoted runs, which stay as they are; line comments and line ends, which become blanks. */
const quotedOrLineEnd = new RegExp(`${sqlQuote.source}|--[^\\n]*|\\s*\\n\\s*`, "g");

function cutAtBlankLine(text: string): string {
  if (!/\n[^\S\n]*\n/.test(text)) return text;
  let depth = 0;
  let at = 0;
  const blankLine = /\n[^\S\n]*\n/y;
  while (at < text.length) {
    blankLine.lastIndex = at;
    if (depth <= 0 && blankLine.test(text) && text.slice(0, at).trim() !== "") return text.slice(0, at);
    const skipped = sqlQuoted(text, at);
    if (skipped === at) {
      if (text.charAt(at) === "(") depth++;
      if (text.charAt(at) === ")") depth--;
    }
    at = Math.max(skipped, at + 1);
  }
  return text;
}

/** Takes off the slashes, the stars at the edges and the star that begins a line. */
function bodyOf({ file, start, end: close }: DocComment<{ readonly text: string }>): Body {
  const source = file.text;
  const end = source.startsWith("*/", close - 2) ? close - 2 : close;
  const lines: { at: number; from: number }[] = [];
  let text = "";
  let from = start + 3;
  while (from <= end) {
    lineEnds.lastIndex = from;
    const found = lineEnds.exec(source);
    const isLast = !found || found.index >= end;
    const line = source.slice(from, isLast ? end : found.index);
    const skip = lines.length === 0 ? 0 : (/^[^\S\n]*\*?/.exec(line)?.[0].length ?? 0);
    lines.push({ at: text.length, from: from + skip });
    text += isLast ? line.slice(skip) : `${line.slice(skip)}\n`;
    if (isLast) break;
    from = found.index + found[0].length;
  }
  return { text: text.replace(/\s*\**$/, ""), lines };
}
const lineEnds = /\r\n|\n|\r/g;

/** Where in the file a character of a comment's text stands. */
function positionOf(at: number, { lines }: Body): number {
  const line = lines.findLast((each) => each.at <= at);
  return line ? line.from + at - line.at : at;
}
