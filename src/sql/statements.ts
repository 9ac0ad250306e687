import { isOperator, isWord, type Token, tokenize } from "./tokens.ts";

/** One statement of a script: its tokens without the semicolon that ends it, never empty. */
export type Statement = readonly [Token, ...Token[]];

/** Splits a script into its statements. The semicolons inside a trigger's body end none. https://www.sqlite.org/c3ref/complete.html */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let tokens: Token[] = [];
  for (const token of tokenize(sql)) {
    if (!isOperator(token, ";") || (isTrigger(tokens) && !bodyEnds(tokens))) tokens.push(token);
    else {
      keep(tokens, statements);
      tokens = [];
    }
  }
  keep(tokens, statements);
  return statements;
}

function keep([first, ...rest]: readonly Token[], statements: Statement[]): void {
  if (first) statements.push([first, ...rest]);
}

function isTrigger(tokens: readonly Token[]): boolean {
  if (!isWord(tokens[0], "CREATE")) return false;
  return isWord(tokens[isWord(tokens[1], "TEMP", "TEMPORARY") ? 2 : 1], "TRIGGER");
}

/** The END of a body follows a semicolon; that of a CASE does not. */
function bodyEnds(tokens: readonly Token[]): boolean {
  return isWord(tokens.at(-1), "END") && isOperator(tokens.at(-2), ";");
}

/** The statement's text, with the comments inside it. */
export function textOf(statement: Statement, sql: string): string {
  return sql.slice(statement[0].start, statement.at(-1)?.end);
}
