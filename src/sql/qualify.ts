import { findNamed } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { quoteName } from "./quote.ts";
import { isOperator, isWord, nameOf, type Token, tokenize } from "./tokens.ts";

const constant = /^\s*(?:'(?:[^']|'')*'|[-+]?[\d.]+|NULL)\s*$/i;

/** An expression over the bare columns of a table, inside a query that has other tables too. */
export function qualified(expression: string, table: Pick<Table, "name" | "columns">): string {
  if (constant.test(expression)) return expression;
  const tokens = tokenize(expression);
  if (isPlain(tokens, table)) return prefixed(expression, tokens, table);
  const columns = table.columns.map(({ name }) => {
    const column = quoteName(name);
    return `${quoteName(table.name)}.${column} AS ${column}`;
  });
  return `(SELECT (${expression}) FROM (SELECT ${columns.join(", ")}))`;
}

/** Whether every name of a column stands in quotes, and no inner query gives it another meaning. */
function isPlain(tokens: readonly Token[], { columns }: Pick<Table, "columns">): boolean {
  return tokens.every(
    (token) =>
      !isWord(token, "SELECT") && !(token.kind === "word" && findNamed(columns, token.text) !== undefined),
  );
}

function prefixed(
  expression: string,
  tokens: readonly Token[],
  { name, columns }: Pick<Table, "name" | "columns">,
): string {
  let text = "";
  let at = 0;
  for (const [i, token] of tokens.entries()) {
    const isColumn =
      token.kind === "quoted" &&
      !isOperator(tokens[i - 1], ".") &&
      !isOperator(tokens[i + 1], ".") &&
      findNamed(columns, nameOf(token)) !== undefined;
    if (!isColumn) continue;
    text += `${expression.slice(at, token.start)}${quoteName(name)}.${token.text}`;
    at = token.end;
  }
  return `(${text}${expression.slice(at)})`;
}
