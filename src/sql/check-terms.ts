import { canonicalTokens } from "./canonical.ts";
import { type Expression, parseExpression, print, type Scope } from "./expression.ts";
import { isLiteral, normalise } from "./normalise.ts";

/**
 * The conditions a CHECK consists of, each as one canonical text, sorted: two CHECKs of equal terms refuse the
 * same rows, and so do a CHECK and several that have its terms between them. A CHECK that is NULL passes.
 */
export function checkTerms(sql: string, scope: Scope): string[] {
  const parsed = parseExpression(sql, scope);
  if (!parsed) return [canonicalTokens(sql)];
  return [...new Set(termsOf(normalise(parsed, scope)).map(print))].sort();
}

/** The members of a CHECK that is `column IN (literals)` in any spelling, or null. For comparing value sets. */
export function valueSet(sql: string, scope: Scope): { column: string; values: string[] } | null {
  const parsed = parseExpression(sql, scope);
  const [set, more] = parsed ? termsOf(normalise(parsed, scope)) : [];
  const [subject, ...values] = set?.args ?? [];
  if (!set || more || (set.op !== "IN" && set.op !== "=")) return null;
  if (!subject?.op.startsWith('"') || subject.args.length > 0 || !values.every(isLiteral)) return null;
  return { column: subject.op.slice(1, -1).replaceAll('""', '"'), values: values.map(print).sort() };
}

function termsOf(expression: Expression): Expression[] {
  if (expression.op === "AND") return expression.args.flatMap(termsOf);
  const bare = withoutNull(expression);
  return bare === expression ? [expression] : termsOf(bare);
}

/** `x IS NULL OR …` refuses the same rows as `…`, where `…` is NULL, and so passes, when x is. */
function withoutNull(expression: Expression): Expression {
  if (expression.op !== "OR") return expression;
  const rest = expression.args.filter(({ op }) => op !== "ISNULL");
  const needed = expression.args.filter(({ op, args: [subject] }) => {
    return op === "ISNULL" && !(subject && rest.some((arg) => isNullWith(arg, print(subject))));
  });
  const kept = [...needed, ...rest];
  const [only] = kept;
  if (kept.length === expression.args.length || !only) return expression;
  return kept.length === 1 ? only : { op: "OR", args: kept };
}

const strict =
  /^(?:=|!=|<|<=|>|>=|\+|-|\*|\/|%|\|\||<<|>>|&|\||LIKE|GLOB|NOT|unary [-+~]|COLLATE .*|CAST .*)$/;

/** Functions that are NULL when their first argument is. */
export const strictFunctions: ReadonlySet<string> = new Set(
  "abs date datetime instr json_type json_valid julianday length lower ltrim replace round rtrim substr time trim unixepoch upper".split(
    " ",
  ),
);

/** Whether an expression is surely NULL when that subject is. */
function isNullWith({ op, args }: Expression, subject: string): boolean {
  if (args.length === 0) return op === subject;
  if (op === "AND" || op === "OR") return args.every((arg) => isNullWith(arg, subject));
  const [first, ...more] = args;
  if (op === "IN") return first !== undefined && more.length > 0 && isNullWith(first, subject);
  if (op.startsWith("call ")) {
    return first !== undefined && strictFunctions.has(op.slice("call ".length)) && isNullWith(first, subject);
  }
  return strict.test(op) && args.some((arg) => isNullWith(arg, subject));
}
