import { foldName } from "../schema/names.ts";
import { type Expression, identifier, node, parseExpression, type Scope } from "./expression.ts";
import { closing, isOperator, nameOf, type Token, tokenize } from "./tokens.ts";

/**
 * One text for all spellings of an expression: parentheses, letter case, `<>` and `!=`, IN and chains of OR,
 * the order of AND, OR and IN. Two expressions of one canonical text give the same result for every row.
 * What the parser does not know is compared token by token.
 */
export function canonicalExpression(sql: string, scope: Scope = {}): string {
  const parsed = parseExpression(sql, scope);
  return parsed ? print(normalise(parsed)) : canonicalTokens(sql);
}

/** One text for all spellings of a statement that differ only in blanks, comments, quotes and letter case of names. */
export function canonicalTokens(sql: string): string {
  const tokens = withoutParentheses(tokenize(sql.replace(/[;\s]+$/, "")));
  return tokens.map(canonicalToken).join(" ");
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

function print(expression: Expression): string {
  if (expression.args.length === 0 && !expression.op.startsWith("call ")) return expression.op;
  return `(${[expression.op, ...expression.args.map(print)].join(" ")})`;
}

/** Rewrites a tree into its canonical form, leaves first. */
function normalise(expression: Expression): Expression {
  const args = expression.args.map(normalise);
  const made = node(expression.op, ...args);
  switch (made.op) {
    case "unary -":
    case "unary +":
      return signed(made);
    case "AND":
    case "OR":
      return chain(made.op, args);
    case "NOT":
      return negation(args);
    case "IN":
      return membership(args);
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return comparison(made);
    default:
      return synonym(made);
  }
}

function signed(expression: Expression): Expression {
  const [operand] = expression.args;
  if (!operand || operand.args.length > 0 || !/^[0-9.]/.test(operand.op)) return expression;
  return node(expression.op === "unary -" && !/^[0.]+$/.test(operand.op) ? `-${operand.op}` : operand.op);
}

function negation(args: readonly Expression[]): Expression {
  const [operand] = args;
  if (operand?.op === "=") return node("!=", ...operand.args);
  if (operand?.op === "!=") return node("=", ...operand.args);
  return node("NOT", ...args);
}

const mirrored: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Literals go to the right; a column has no collation or affinity to lose by it. */
function comparison(expression: Expression): Expression {
  const [left, right] = expression.args;
  if (!left || !right || !isLiteral(left) || isLiteral(right)) return expression;
  return node(mirrored[expression.op] ?? expression.op, right, left);
}

function isLiteral(expression: Expression): boolean {
  return expression.args.length === 0 && /^(?:-?[0-9.]|'|x')/.test(expression.op);
}

/** `x IN (a)` is `x = a`; members are a set. */
function membership(args: readonly Expression[]): Expression {
  const [subject, ...members] = args;
  if (!subject) return node("IN", ...args);
  const set = distinct(members);
  const [only] = set;
  return set.length === 1 && only ? comparison(node("=", subject, only)) : node("IN", subject, ...set);
}

/** Flattens, sorts and thins out a chain of AND or OR; equalities of one subject become a membership. */
function chain(op: string, args: readonly Expression[]): Expression {
  const flat = args.flatMap((arg) => (arg.op === op ? arg.args : [arg]));
  const members = distinct(op === "OR" ? joinMemberships(flat) : flat);
  const [only] = members;
  return members.length === 1 && only ? only : node(op, ...members);
}

function joinMemberships(terms: readonly Expression[]): Expression[] {
  const sets = new Map<string, Expression[]>();
  const rest: Expression[] = [];
  for (const term of terms) {
    const [subject, ...values] = term.args;
    const isSet = (term.op === "=" || term.op === "IN") && subject && values.every(isLiteral);
    if (!isSet) rest.push(term);
    else sets.set(print(subject), [...(sets.get(print(subject)) ?? [subject]), ...values]);
  }
  return [...rest, ...[...sets.values()].map(membership)];
}

function distinct(terms: readonly Expression[]): Expression[] {
  const byText = new Map(terms.map((term) => [print(term), term]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, term]) => term);
}

const synonyms: Readonly<Record<string, string>> = {
  "(call datetime 'now')": "CURRENT_TIMESTAMP",
  "(call date 'now')": "CURRENT_DATE",
  "(call time 'now')": "CURRENT_TIME",
  "(call datetime)": "CURRENT_TIMESTAMP",
  "(call date)": "CURRENT_DATE",
  "(call time)": "CURRENT_TIME",
};

/** Functions that SQLite documents as another form. https://www.sqlite.org/lang_datefunc.html */
function synonym(expression: Expression): Expression {
  const same = synonyms[print(expression)];
  if (same) return node(same);
  if (expression.op === "call substring") return node("call substr", ...expression.args);
  if (expression.op === "call if") return node("call iif", ...expression.args);
  return expression.op === "call ifnull" ? node("call coalesce", ...expression.args) : expression;
}

/** The members of a canonical CHECK of the form `column IN (literals)`, or null. For comparing value sets. */
export function valueSet(sql: string, scope: Scope): { column: string; values: string[] } | null {
  const parsed = parseExpression(sql, scope);
  if (!parsed) return null;
  const set = withoutNull(normalise(parsed));
  const [subject, ...values] = set.args;
  if ((set.op !== "IN" && set.op !== "=") || !subject?.op.startsWith('"') || subject.args.length > 0)
    return null;
  if (!values.every(isLiteral)) return null;
  return { column: subject.op.slice(1, -1).replaceAll('""', '"'), values: values.map(print).sort() };
}

/** `x IS NULL OR x IN (…)` refuses the same rows as `x IN (…)`: a CHECK that is NULL passes. */
function withoutNull(expression: Expression): Expression {
  if (expression.op !== "OR" || expression.args.length !== 2) return expression;
  const other = expression.args.find((arg) => arg.op !== "ISNULL");
  const isNull = expression.args.find((arg) => arg.op === "ISNULL");
  const subject = isNull?.args[0];
  if (!other || !subject || !other.args[0] || print(other.args[0]) !== print(subject)) return expression;
  return other.args.slice(1).every(isLiteral) ? other : expression;
}

/** One text for all spellings of a CHECK: as an expression, except that a NULL result passes too. */
export function canonicalCheck(sql: string, scope: Scope): string {
  const parsed = parseExpression(sql, scope);
  return parsed ? print(withoutNull(normalise(parsed))) : canonicalTokens(sql);
}
