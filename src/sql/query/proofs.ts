import { passesNull } from "./functions.ts";
import type { Expr } from "./tree.ts";

type Column = Extract<Expr, { kind: "column" }>;

const comparisons = new Set(["=", "!=", "<", "<=", ">", ">=", "LIKE", "GLOB", "MATCH", "REGEXP"]);
const arithmetic = new Set(["+", "-", "*", "/", "%", "||", "<<", ">>", "&", "|"]);

/** The columns that are no NULL wherever a condition is true. https://www.sqlite.org/lang_expr.html#booleanexpr */
export function provenBy(condition: Expr): Column[] {
  switch (condition.kind) {
    case "binary":
      return provenByBinary(condition);
    case "unary":
      return condition.op === "NOT" ? provenByFalse(condition.operand) : nullsOf(condition);
    case "null-test":
      return condition.not ? nullsOf(condition.operand) : [];
    case "between":
      return nullsOf(condition.operand);
    case "in": {
      // A row that differs in one value differs, whatever else is NULL.
      if (condition.operand.kind === "row")
        return condition.not ? [] : condition.operand.items.flatMap(nullsOf);
      // NULL NOT IN of nothing is true.
      const mayBeEmpty = !Array.isArray(condition.list) || condition.list.length === 0;
      return condition.not && mayBeEmpty ? [] : nullsOf(condition.operand);
    }
    default:
      return nullsOf(condition);
  }
}

function provenByBinary(condition: Extract<Expr, { kind: "binary" }>): Column[] {
  const { op, left, right } = condition;
  if (op === "AND") return [...provenBy(left), ...provenBy(right)];
  if (op === "OR") {
    const other = provenBy(right).map(keyOf);
    return provenBy(left).filter((column) => other.includes(keyOf(column)));
  }
  if (op === "=") return [left, right].flatMap(sides).flatMap(nullsOf);
  if (op === "IS") return isValue(right) ? nullsOf(left) : isValue(left) ? nullsOf(right) : [];
  return nullsOf(condition);
}

/** The expressions that are no NULL wherever a condition is true, as they stand in it. */
export function comparedIn(condition: Expr): Expr[] {
  if (condition.kind === "null-test") return condition.not ? [condition.operand] : [];
  if (condition.kind === "between") return [condition.operand];
  if (condition.kind !== "binary") return [];
  const { op, left, right } = condition;
  if (op === "AND") return [...comparedIn(left), ...comparedIn(right)];
  return comparisons.has(op) ? [left, right] : [];
}

/** The columns that are no NULL wherever a condition is false. */
function provenByFalse(condition: Expr): Column[] {
  if (condition.kind === "null-test") return condition.not ? [] : nullsOf(condition.operand);
  if (condition.kind === "unary" && condition.op === "NOT") return provenBy(condition.operand);
  if (condition.kind === "in") return provenBy({ ...condition, not: !condition.not });
  if (condition.kind === "binary" && condition.op === "OR")
    return [...provenByFalse(condition.left), ...provenByFalse(condition.right)];
  if (condition.kind === "binary" && (condition.op === "AND" || condition.op === "IS")) return [];
  return nullsOf(condition);
}

/** The columns of which one NULL makes an expression NULL. */
function nullsOf(expression: Expr): Column[] {
  switch (expression.kind) {
    case "column":
      return [expression];
    case "unary":
      return nullsOf(expression.operand);
    case "collate":
    case "cast":
      return nullsOf(expression.operand);
    case "between":
      return nullsOf(expression.operand);
    case "binary":
      return comparisons.has(expression.op) || arithmetic.has(expression.op)
        ? [...nullsOf(expression.left), ...nullsOf(expression.right)]
        : [];
    case "call":
      return passesNull(expression.name) && expression.over === null
        ? expression.args.slice(0, 1).flatMap(nullsOf)
        : [];
    case "row":
      return [];
    default:
      return [];
  }
}

/** What must be equal where an expression is: the values of a row are each. https://www.sqlite.org/rowvalue.html */
function sides(expression: Expr): readonly Expr[] {
  return expression.kind === "row" ? expression.items : [expression];
}

function isValue(expression: Expr): boolean {
  return expression.kind === "literal" && expression.type !== "null";
}

function keyOf({ table, name }: Column): string {
  return `${table ?? ""}.${name}`.toLowerCase();
}
