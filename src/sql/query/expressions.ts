import { isOperator, isWord } from "../tokens.ts";
import { OperandReader } from "./operands.ts";
import type { Expr, Query } from "./tree.ts";

/** Binary operators by level, loosest first; AND and OR stand before them. https://www.sqlite.org/lang_expr.html */
const levels: readonly (readonly string[])[] = [
  ["<", "<=", ">", ">="],
  ["<<", ">>", "&", "|"],
  ["+", "-"],
  ["*", "/", "%"],
  ["||", "->", "->>"],
];
const equality = new Set([
  "=",
  "==",
  "!=",
  "<>",
  "IS",
  "IN",
  "LIKE",
  "GLOB",
  "MATCH",
  "REGEXP",
  "BETWEEN",
  "ISNULL",
  "NOTNULL",
  "NOT",
]);

/** Reads expressions; sub-selects are read by whoever reads selects. Throws SyntaxError. */
export abstract class ExpressionReader extends OperandReader {
  expression(): Expr {
    let left = this.conjunction();
    while (this.accept("OR")) left = { kind: "binary", op: "OR", left, right: this.conjunction() };
    return left;
  }

  expressions(): Expr[] {
    const list = [this.expression()];
    while (this.acceptOperator(",")) list.push(this.expression());
    return list;
  }

  private conjunction(): Expr {
    let left = this.negation();
    while (this.accept("AND")) left = { kind: "binary", op: "AND", left, right: this.negation() };
    return left;
  }

  private negation(): Expr {
    if (isWord(this.peek(), "NOT") && !isWord(this.peek(1), "EXISTS")) {
      this.next();
      return { kind: "unary", op: "NOT", operand: this.negation() };
    }
    return this.comparison();
  }

  private comparison(): Expr {
    let left = this.binary(0);
    for (;;) {
      const op = this.peek();
      const word = op?.kind === "word" ? op.upper : op?.kind === "operator" ? op.text : "";
      if (!equality.has(word)) return left;
      if (word === "NOT" && !isWord(this.peek(1), "IN", "LIKE", "GLOB", "MATCH", "REGEXP", "BETWEEN", "NULL"))
        return left;
      this.next();
      left = this.compared(left, word);
    }
  }

  private compared(left: Expr, word: string): Expr {
    if (word === "ISNULL") return { kind: "null-test", operand: left, not: false };
    if (word === "NOTNULL") return { kind: "null-test", operand: left, not: true };
    if (word === "IS") return this.is(left);
    const not = word === "NOT";
    const op = not ? this.next().upper : word;
    if (not && op === "NULL") return { kind: "null-test", operand: left, not: true };
    if (op === "BETWEEN") {
      const low = this.binary(0);
      this.expect("AND");
      return { kind: "between", operand: left, low, high: this.binary(0), not };
    }
    if (op === "IN") return { kind: "in", operand: left, list: this.inList(), not };
    const match: Expr = {
      kind: "binary",
      op: op === "==" ? "=" : op === "<>" ? "!=" : op,
      left,
      right: this.binary(0),
    };
    if (this.accept("ESCAPE")) this.binary(0);
    return not ? { kind: "unary", op: "NOT", operand: match } : match;
  }

  private is(left: Expr): Expr {
    let not = this.accept("NOT");
    if (this.accept("DISTINCT")) {
      this.expect("FROM");
      not = !not;
    }
    const right = this.binary(0);
    if (right.kind === "literal" && right.type === "null") return { kind: "null-test", operand: left, not };
    return { kind: "binary", op: not ? "IS NOT" : "IS", left, right };
  }

  private inList(): readonly Expr[] | Query {
    if (!isOperator(this.peek(), "(")) {
      const name = this.name();
      if (this.acceptOperator(".")) this.name();
      if (isOperator(this.peek(), "(")) this.skipParenthesised();
      return tableQuery(name);
    }
    this.next();
    if (this.startsQuery()) {
      const query = this.query();
      this.close();
      return query;
    }
    const list = isOperator(this.peek(), ")") ? [] : this.expressions();
    this.close();
    return list;
  }

  private binary(level: number): Expr {
    const operators = levels[level];
    if (operators === undefined) return this.operandUnderSign();
    let left = this.binary(level + 1);
    for (;;) {
      const token = this.peek();
      if (token?.kind !== "operator" || !operators.includes(token.text)) return left;
      this.next();
      left = { kind: "binary", op: token.text, left, right: this.binary(level + 1) };
    }
  }

  protected operandUnderSign(): Expr {
    let operand = this.operand();
    while (this.accept("COLLATE")) operand = { kind: "collate", operand, collation: this.name() };
    return operand;
  }
}

/** The query that a bare table name stands for after IN. */
function tableQuery(name: string): Query {
  const from = { kind: "table", name, alias: null, args: null } as const;
  const first = {
    outputs: [{ kind: "all", table: null }],
    distinct: false,
    from,
    where: null,
    groupBy: [],
    having: null,
    values: null,
  } as const;
  return { ctes: [], first, rest: [], orderBy: [], limited: false, offset: false };
}
