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

/** What comes next: one of its groups, or none of them. */
const next = new RegExp(
  [
    String.raw`([ \t\f\v\u00a0\ufeff]+|//[^\r\n]*|/\*[\s\S]*?\*/)`,
    String.raw`(\r\n|\r|\n)`,
    String.raw`([\p{L}_][\p{L}\p{N}_-]*)`,
    String.raw`(-?\d+(?:\.\d+)?)`,
    String.raw`("(?:[^"\\\r\n]|\\[^\r\n])*")`,
    String.raw`(@@|[@(){}[\],:.?=!])`,
  ].join("|"),
  "uy",
);
const kinds = ["name", "number", "string", "sign"] as const;
const newlines = /\r\n|\r|\n/g;
const restOfLine = /[^\r\n]*/y;

/** The lines of a schema.prisma that hold more than comments: it is a language of lines. */
export function linesOf(text: string): Token[][] {
  const lines: Token[][] = [];
  let words: Token[] = [];
  let line = 1;
  let start = 0;
  let at = 0;
  const endLine = (): void => {
    if (words.length > 0) lines.push(words);
    words = [];
  };
  while (at < text.length) {
    next.lastIndex = at;
    const found = next.exec(text);
    if (found?.[2] !== undefined) {
      endLine();
      at += found[2].length;
      line++;
      start = at;
    } else if (found?.[1] !== undefined) {
      // A comment of several lines ends none: what stands around it belongs together.
      if (found[1].startsWith("/*")) {
        for (const { index, 0: ended } of found[1].matchAll(newlines)) {
          line++;
          start = at + index + ended.length;
        }
      }
      at += found[1].length;
    } else {
      const { length, ...word } = wordOf(found, text, at);
      words.push({ ...word, line, column: at - start + 1, end: at - start + 1 + length });
      at += length;
    }
  }
  endLine();
  return lines;
}

type Word = Pick<Token, "kind" | "text"> & { readonly length: number };

function wordOf(found: RegExpExecArray | null, text: string, at: number): Word {
  if (found === null) return stray(text, at);
  const [written, , , ...groups] = found;
  const kind = kinds[groups.findIndex((group) => group !== undefined)] ?? "stray";
  const { length } = written;
  if (kind !== "string") return { kind, text: written, length };
  const meant = unescaped(written);
  return meant === null
    ? { kind: "stray", text: "a string with an unknown escape sequence", length }
    : { kind, text: meant, length };
}

/** What is no word takes the rest of its line with it. */
function stray(text: string, at: number): Word {
  restOfLine.lastIndex = at;
  const rest = restOfLine.exec(text)?.[0] ?? "";
  const [sign = ""] = rest;
  const why = rest.startsWith("/*")
    ? "a comment that does not end"
    : sign === '"'
      ? "a string that does not end"
      : `${JSON.stringify(sign)}, which means nothing here`;
  return { kind: "stray", text: why, length: rest.length };
}

/** Strings are written as in JSON. */
function unescaped(written: string): string | null {
  try {
    return String(JSON.parse(written.replaceAll("\t", "\\t")));
  } catch {
    return null;
  }
}
