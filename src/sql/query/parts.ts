import type { Expr, Query } from "./tree.ts";

/** What an expression is made of: the expressions and the queries directly inside it. */
export function partsOf(expr: Expr): { readonly exprs: readonly Expr[]; readonly queries: readonly Query[] } {
  switch (expr.kind) {
    case "unary":
    case "collate":
    case "cast":
    case "null-test":
      return { exprs: [expr.operand], queries: [] };
    case "binary":
      return { exprs: [expr.left, expr.right], queries: [] };
    case "call":
      return { exprs: expr.args, queries: [] };
    case "between":
      return { exprs: [expr.operand, expr.low, expr.high], queries: [] };
    case "in":
      return "first" in expr.list
        ? { exprs: [expr.operand], queries: [expr.list] }
        : { exprs: [expr.operand, ...expr.list], queries: [] };
    case "case": {
      const branches = expr.branches.flatMap(({ when, value }) => [when, value]);
      const ends = [expr.subject, expr.otherwise].filter((part) => part !== null);
      return { exprs: [...branches, ...ends], queries: [] };
    }
    case "row":
      return { exprs: expr.items, queries: [] };
    case "exists":
    case "query":
      return { exprs: [], queries: [expr.query] };
    default:
      return { exprs: [], queries: [] };
  }
}

/** All queries inside an expression, those inside them aside. */
export function queriesIn(expr: Expr): Query[] {
  const { exprs, queries } = partsOf(expr);
  return [...queries, ...exprs.flatMap(queriesIn)];
}

/** All columns that an expression names, those in its queries aside. */
export function columnsIn(expr: Expr): Extract<Expr, { kind: "column" }>[] {
  return expr.kind === "column" ? [expr] : partsOf(expr).exprs.flatMap(columnsIn);
}
