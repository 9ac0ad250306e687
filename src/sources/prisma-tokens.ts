/** A word of a schema.prisma; `stray` is what is none, with the reason as its text. Lines and columns are counted from 1. */
export interface Token {
  readonly kind: "name" | "string" | "number" | "sign" | "stray";
  /** Of a string, what it stands for. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** The column behind it. */
  readonly end: number;
}

const blank = /[ \t\f\v\u00a0\ufeff]+|\/\/[^\r\n]*/y;
const comment = /\/\*[\s\S]*?\*\//y;
const newline = /\r\n|\r|\n/y;
const newlines = /\r\n|\r|\n/g;
const patterns = [
  ["name", /[\p{L}_][\p{L}\p{N}_-]*/uy],
  ["number", /-?\d+(?:\.\d+)?/y],
  ["string", /"(?:[^"\\\r\n]|\\[^\r\n])*"/y],
  ["sign", /@@|[@(){}[\],:.?=!]/y],
] as const;

/** The lines of a schema.prisma that hold more than comments: it is a language of lines. */
export function linesOf(text: string): Token[][] {
  const lines: Token[][] = [];
  let words: Token[] = [];
  let line = 1;
  let start = 0;
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  const endLine = (): void => {
    if (words.length > 0) lines.push(words);
    words = [];
  };
  while (at < text.length) {
    const skipped = match(blank) ?? match(comment);
    const ended = skipped === null ? match(newline) : null;
    if (skipped !== null) {
      for (const found of skipped.matchAll(newlines)) {
        line++;
        start = at + found.index + found[0].length;
      }
      at += skipped.length;
    } else if (ended !== null) {
      endLine();
      at += ended.length;
      line++;
      start = at;
    } else {
      const { length, ...word } = wordAt(match);
      words.push({ ...word, line, column: at - start + 1, end: at - start + 1 + length });
      at += length;
    }
  }
  endLine();
  return lines;
}

function wordAt(
  match: (pattern: RegExp) => string | null,
): Pick<Token, "kind" | "text"> & { length: number } {
  for (const [kind, pattern] of patterns) {
    const found = match(pattern);
    if (found === null) continue;
    if (kind !== "string") return { kind, text: found, length: found.length };
    const text = unescaped(found);
    return text === null
      ? { kind: "stray", text: "a string with an unknown escape sequence", length: found.length }
      : { kind, text, length: found.length };
  }
  const rest = match(/[^\r\n]*/y) ?? "";
  const sign = [...rest][0] ?? "";
  const text = rest.startsWith("/*")
    ? "a comment that does not end"
    : sign === '"'
      ? "a string that does not end"
      : `${JSON.stringify(sign)}, which means nothing here`;
  return { kind: "stray", text, length: rest.length };
}

/** Strings are written as in JSON. */
function unescaped(written: string): string | null {
  try {
    return String(JSON.parse(written.replaceAll("\t", "\\t")));
  } catch {
    return null;
  }
}
