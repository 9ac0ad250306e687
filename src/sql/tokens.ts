/** A stretch of a text, from its first token to the end of its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a token is: a bare word, a quoted identifier, a literal, a bound parameter or an operator. */
export type TokenKind = "word" | "quoted" | "string" | "blob" | "number" | "parameter" | "operator";

/** A token of SQLite's grammar with its place in the text; comments and blanks are between tokens. */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
  /** A bare word in upper case, as keywords are compared; "" for every other kind. */
  readonly upper: string;
}

const blank = /(?:[\s\uFEFF]+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;

/** A kind of token. */
interface Shape {
  readonly kind: TokenKind;
  /** The characters it begins with. */
  readonly first: RegExp;
  readonly whole: RegExp;
}

/**
 * SQLite's own classes, tried in this order. What stands in quotes is taken in stretches: V8 remembers each turn of an
 * alternative, and has no room for millions. https://www.sqlite.org/lang_expr.html
 */
const shapes: readonly Shape[] = [
  { kind: "blob", first: /[xX]/, whole: /[xX]'[^']*'/y },
  {
    kind: "word",
    first: /[A-Za-z_\u0080-\uFFFF]/,
    whole: /[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_$\u0080-\uFFFF]*/y,
  },
  { kind: "string", first: /'/, whole: /'[^']*(?:''[^']*)*'/y },
  { kind: "quoted", first: /["`[]/, whole: /"[^"]*(?:""[^"]*)*"|`[^`]*(?:``[^`]*)*`|\[[^\]]*\]/y },
  {
    kind: "number",
    first: /[0-9.]/,
    whole: /0[xX][0-9a-fA-F_]+|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9_]+)?/y,
  },
  { kind: "parameter", first: /[?@:$#]/, whole: /\?[0-9]*|[@:$#][A-Za-z0-9_$:\u0080-\uFFFF]+/y },
  {
    kind: "operator",
    first: /[-+*/%&|~<>=!(),;.]/,
    whole: /->>|->|\|\||<<|>>|<=|<>|>=|==|!=|[-+*/%&|~<>=(),;.]/y,
  },
];

/** The shapes that begin with each character of ASCII: most of the doctor's time with SQL is spent on this choice. */
const byFirst: readonly (readonly Shape[])[] = Array.from({ length: 128 }, (_, code) =>
  shapes.filter(({ first }) => first.test(String.fromCharCode(code))),
);
const beyondAscii = shapes.filter(({ kind }) => kind === "word");

/** Cuts SQL text into tokens. A character that begins none (an open quote) is an operator of its own. */
export function tokenize(sql: string): Token[] {
  return tokensIn(sql, 0, sql.length);
}

/** The tokens of a stretch of SQL text that begins and ends between tokens, or the first few of them. */
export function tokensIn(sql: string, start: number, end: number, most = Number.POSITIVE_INFINITY): Token[] {
  const tokens: Token[] = [];
  let at = skipBlank(sql, start);
  while (at < end && tokens.length < most) {
    const token = tokenAt(sql, at);
    tokens.push(token);
    at = skipBlank(sql, token.end);
  }
  return tokens;
}

/** The place behind the blanks and comments that stand at a place. */
export function skipBlank(sql: string, at: number): number {
  blank.lastIndex = at;
  return blank.test(sql) ? blank.lastIndex : at;
}

/** Characters that are tokens by themselves and begin no other: most operators of DDL. */
const alone = "(),;";

function tokenAt(sql: string, start: number): Token {
  const first = sql.charAt(start);
  if (alone.includes(first)) return { kind: "operator", text: first, upper: "", start, end: start + 1 };
  for (const { kind, whole } of byFirst[sql.charCodeAt(start)] ?? beyondAscii) {
    whole.lastIndex = start;
    if (!whole.test(sql)) continue;
    const end = whole.lastIndex;
    const text = sql.slice(start, end);
    return { kind, text, upper: kind === "word" ? text.toUpperCase() : "", start, end };
  }
  return { kind: "operator", text: first, upper: "", start, end: start + 1 };
}

/** Whether a token is one of these keywords (given in upper case). */
export function isWord(token: Token | undefined, ...keywords: readonly string[]): boolean {
  return token !== undefined && token.kind === "word" && keywords.includes(token.upper);
}

/** Whether a token is this operator. */
export function isOperator(token: Token | undefined, text: string): boolean {
  return token?.kind === "operator" && token.text === text;
}

/** The name a token stands for where an identifier is expected: without its quotes. SQLite takes a string there too. */
export function nameOf(token: Token): string {
  if (token.kind === "word") return token.text;
  const quote = token.text.charAt(0);
  const inner = token.text.slice(1, -1);
  return quote === "[" ? inner : inner.replaceAll(quote + quote, quote);
}

/** The index of the operator that closes the parenthesis opened at `open`, or -1. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const token = tokens[i];
    if (isOperator(token, "(")) depth++;
    else if (isOperator(token, ")") && --depth === 0) return i;
  }
  return -1;
}

/** Splits a run of tokens at its top-level commas. */
export function splitCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isOperator(token, "(")) depth++;
    else if (isOperator(token, ")")) depth--;
    if (depth === 0 && isOperator(token, ",")) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
