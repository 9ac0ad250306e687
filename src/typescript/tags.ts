import type { Location } from "../schema/location.ts";
import type { DocComment } from "./comments.ts";

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
export interface TagReading extends Vocabulary {
  readonly locateAt: (file: DocComment["file"], position: number) => Location;
}

/** A comment's text without its frame, and for each character where it stands in the file. */
interface Body {
  readonly text: string;
  readonly positions: readonly number[];
}

/**
 * Reads the tags of a comment from its text. In tags that take SQL strings and quoted names are
 * skipped whole, so `@` inside them begins no tag; elsewhere code in backticks is.
 */
export function readTags(comment: DocComment, { takesSql, locateAt }: TagReading): Tag[] {
  const body = bodyOf(comment);
  const tags: Tag[] = [];
  let open: { name: string; at: number; from: number } | null = null;
  const close = (end: number): void => {
    if (!open) return;
    const text = argument(body.text.slice(open.from, end), takesSql(open.name));
    const position = body.positions[open.at] ?? comment.start;
    tags.push({ name: open.name, text, location: locateAt(comment.file, position) });
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
function bodyOf(comment: DocComment): Body {
  const source = comment.file.text;
  const end = source.startsWith("*/", comment.end - 2) ? comment.end - 2 : comment.end;
  let text = "";
  const positions: number[] = [];
  let lineStart = comment.start + 3;
  while (lineStart <= end) {
    lineEnds.lastIndex = lineStart;
    const newline = lineEnds.test(source) ? lineEnds.lastIndex : end;
    const lineEnd = Math.min(newline, end);
    const isFirst = lineStart === comment.start + 3;
    const skip = isFirst ? 0 : (/^[^\S\n]*\*?/.exec(source.slice(lineStart, lineEnd))?.[0].length ?? 0);
    for (let at = lineStart + skip; at < lineEnd; at++) {
      if (source.startsWith("\r\n", at)) continue;
      text += source.charAt(at) === "\r" ? "\n" : source.charAt(at);
      positions.push(at);
    }
    if (lineEnd >= end) break;
    lineStart = lineEnd;
  }
  return { text: text.replace(/\s*\**$/, ""), positions };
}
const lineEnds = /\r\n|\n|\r/g;
