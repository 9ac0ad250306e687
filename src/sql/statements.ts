import { isWord, type Span, skipBlank, type Token, tokensIn } from "./tokens.ts";

/** One statement of a script: its tokens without the semicolon that ends it, never empty. */
export type Statement = readonly [Token, ...Token[]];

/** Splits a script into its statements. The semicolons inside a trigger's body end none. https://www.sqlite.org/c3ref/complete.html */
export function splitStatements(sql: string): Statement[] {
  return stretchesOf(sql).flatMap(({ start, end }) => {
    const [first, ...rest] = tokensIn(sql, start, end);
    return first ? [[first, ...rest]] : [];
  });
}

/** Semicolons, and what those are none in: comments, literals and quoted names, as tokens have them. */
const landmarks =
  /;|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|`[^`]*(?:``[^`]*)*`|\[[^\]]*\]/g;

/** Where the statements of a script stand, for whoever needs their text more than their tokens. */
export function stretchesOf(sql: string): Span[] {
  const stretches: Span[] = [];
  let comments: Span[] = [];
  let from = 0;
  let semicolon = -1;
  const hasTriggers = /TRIGGER/i.test(sql);
  let ofTrigger: boolean | undefined;
  for (const { 0: mark, index } of sql.matchAll(landmarks)) {
    if (mark.startsWith("--") || mark.startsWith("/*"))
      comments.push({ start: index, end: index + mark.length });
    if (mark !== ";") continue;
    ofTrigger ??= hasTriggers && isTrigger(sql, from);
    const isInside = ofTrigger && !bodyEnds(sql, semicolon + 1, index);
    semicolon = index;
    if (isInside) continue;
    keep(sql, { start: from, end: index }, comments, stretches);
    comments = [];
    ofTrigger = undefined;
    from = index + 1;
  }
  keep(sql, { start: from, end: sql.length }, comments, stretches);
  return stretches;
}

/** Keeps a stretch without blanks and comments around it, unless nothing else is there. */
function keep(sql: string, span: Span, comments: Span[], stretches: Span[]): void {
  const start = skipBlank(sql, span.start);
  if (start >= span.end) return;
  let end = endOf(sql, span.end);
  for (let last = comments.pop(); last && last.end >= end; last = comments.pop())
    end = endOf(sql, last.start);
  // A blank beyond ASCII belongs to the word before it, if one is there.
  if (isBeyondAscii.test(sql.slice(end, span.end))) end = tokensIn(sql, start, span.end).at(-1)?.end ?? end;
  stretches.push({ start, end });
}

const isBeyondAscii = /[\u0080-\uFFFF]/;

/** The end of a text up to a place without the blanks before that. */
function endOf(sql: string, to: number): number {
  return sql.slice(0, to).trimEnd().length;
}

function isTrigger(sql: string, start: number): boolean {
  const [create, second, third] = tokensIn(sql, start, sql.length, 3);
  return isWord(create, "CREATE") && isWord(isWord(second, "TEMP", "TEMPORARY") ? third : second, "TRIGGER");
}

/** The END of a body stands alone between two semicolons; that of a CASE does not. */
function bodyEnds(sql: string, start: number, end: number): boolean {
  const [first, second] = tokensIn(sql, start, end, 2);
  return isWord(first, "END") && second === undefined;
}

/** The statement's text, with the comments inside it. */
export function textOf(statement: Statement, sql: string): string {
  return sql.slice(statement[0].start, statement.at(-1)?.end);
}
