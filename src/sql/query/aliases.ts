import { sameName } from "../../schema/names.ts";
import { resolve, type Scope } from "./scope.ts";
import type { Expr, Output } from "./tree.ts";

type Column = Extract<Expr, { kind: "column" }>;

/**
 * A condition with what is returned in place of the aliases it is called by: a name means a column first, and an alias
 * where there is none. https://www.sqlite.org/lang_select.html#resultset
 */
export function withoutAliases(condition: Expr, outputs: readonly Output[], { bindings }: Scope): Expr {
  return replaced(condition, ({ table, name }) => {
    if (table !== null || resolve({ bindings, outer: null }, null, name) !== null) return null;
    const meant = outputs.find(
      (output) => output.kind === "expression" && output.alias !== null && sameName(output.alias, name),
    );
    return meant?.kind === "expression" ? meant.value : null;
  });
}

/** An expression with others in place of some of its columns, those in its queries aside. */
function replaced(expr: Expr, other: (column: Column) => Expr | null): Expr {
  const of = (part: Expr): Expr => replaced(part, other);
  switch (expr.kind) {
    case "column":
      return other(expr) ?? expr;
    case "unary":
    case "collate":
    case "cast":
    case "null-test":
      return { ...expr, operand: of(expr.operand) };
    case "binary":
      return { ...expr, left: of(expr.left), right: of(expr.right) };
    case "between":
      return { ...expr, operand: of(expr.operand), low: of(expr.low), high: of(expr.high) };
    case "in":
      return {
        ...expr,
        operand: of(expr.operand),
        list: "first" in expr.list ? expr.list : expr.list.map(of),
      };
    case "call":
      return { ...expr, args: expr.args.map(of) };
    case "row":
      return { ...expr, items: expr.items.map(of) };
    case "case":
      return {
        ...expr,
        subject: expr.subject && of(expr.subject),
        branches: expr.branches.map(({ when, value }) => ({ when: of(when), value: of(value) })),
        otherwise: expr.otherwise && of(expr.otherwise),
      };
    default:
      return expr;
  }
}
