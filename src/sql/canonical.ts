import { foldName } from "../schema/names.ts";
import { identifier, parseExpression, print, type Scope } from "./expression.ts";
import { normalise } from "./normalise.ts";
import { closing, isOperator, isWord, nameOf, type Token, tokenize } from "./tokens.ts";

/**
 * One text for all spellings of an expression: parentheses, letter case, `<>` and `!=`, IN and chains of OR,
 * the order of AND, OR and IN. Two expressions of one canonical text give the same result for every row.
 * What the parser does not know is compared token by token.
 */
export function canonicalExpression(sql: string, scope: Scope = {}): string {
  const parsed = parseExpression(sql, scope);
  return parsed ? print(normalise(parsed, scope)) : canonicalTokens(sql);
}

/** One text for all spellings of a statement that differ only in blanks, comments, quotes and letter case of names. */
export function canonicalTokens(sql: string): string {
  const tokens = withoutParentheses(tokenize(sql.replace(/[;\s]+$/, "")));
  return tokens.map(canonicalToken).join(" ");
}

/** One text for all spellings of a CREATE TRIGGER: as a statement, and BEFORE and FOR EACH ROW go without saying. */
export function canonicalTrigger(sql: string): string {
  const tokens = tokenize(sql.replace(/[;\s]+$/, ""));
  const begin = tokens.findIndex((token) => isWord(token, "BEGIN"));
  const said = tokens.filter((token, i) => {
    if (i > begin || token.kind !== "word") return true;
    if (isWord(token, "BEFORE")) return !isWord(tokens[i + 1], "INSERT", "UPDATE", "DELETE");
    const from = isWord(token, "FOR") ? i : isWord(token, "EACH") ? i - 1 : i - 2;
    return !["FOR", "EACH", "ROW"].every((word, j) => isWord(tokens[from + j], word));
  });
  return said.map(canonicalToken).join(" ");
}

function canonicalToken(token: Token): string {
  if (token.kind === "word") return foldName(token.text);
  if (token.kind === "quoted") {
    const name = foldName(nameOf(token));
    return /^[a-z_\u0080-\uFFFF][a-z0-9_$\u0080-\uFFFF]*$/.test(name) ? name : identifier(name);
  }
  if (token.kind === "blob" || token.kind === "number") return token.text.toLowerCase();
  if (token.text === "==") return "=";
  return token.text === "<>" ? "!=" : token.text;
}

function withoutParentheses(tokens: Token[]): Token[] {
  let rest = tokens;
  while (isOperator(rest[0], "(") && closing(rest, 0) === rest.length - 1) rest = rest.slice(1, -1);
  return rest;
}
