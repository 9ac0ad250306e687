import { isOperator, isWord, nameOf, type Token } from "../tokens.ts";
import { Cursor } from "./cursor.ts";
import type { Expr, Query } from "./tree.ts";

const constants = new Set(["CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"]);
/** The words no column without quotes can be called, so that what begins with one is no expression. */
const reserved = new Set(
  "SELECT FROM WHERE GROUP ORDER HAVING LIMIT UNION INTERSECT EXCEPT ON USING SET VALUES RETURNING INTO WHEN THEN ELSE AND OR JOIN CREATE TABLE INSERT UPDATE DELETE DISTINCT".split(
    " ",
  ),
);

/** Reads what operators stand between: literals, names, calls, CASE, CAST and what is in parentheses. Throws SyntaxError. */
export abstract class OperandReader extends Cursor {
  abstract query(): Query;
  abstract expression(): Expr;
  abstract expressions(): Expr[];
  protected abstract operandUnderSign(): Expr;

  protected operand(): Expr {
    const token = this.next();
    switch (token.kind) {
      case "operator":
        return this.operator(token);
      case "number":
        return {
          kind: "literal",
          type: /^0x|^[0-9_]+$/i.test(token.text) ? "integer" : "real",
          text: token.text,
        };
      case "string":
        return { kind: "literal", type: "text", text: token.text };
      case "blob":
        return { kind: "literal", type: "blob", text: token.text };
      case "parameter":
        return { kind: "parameter", name: token.text };
      case "quoted":
        return this.named(token);
      default:
        return this.worded(token);
    }
  }

  private operator(token: Token): Expr {
    if (token.text === "-" || token.text === "+" || token.text === "~")
      return { kind: "unary", op: token.text, operand: this.operandUnderSign() };
    if (token.text !== "(") throw new SyntaxError(`unexpected ${token.text}`);
    if (this.startsQuery()) {
      const query = this.query();
      this.close();
      return { kind: "query", query };
    }
    const items = this.expressions();
    this.close();
    const [only] = items;
    return items.length === 1 && only ? only : { kind: "row", items };
  }

  private worded(token: Token): Expr {
    const word = token.upper;
    if (word === "NULL") return { kind: "literal", type: "null", text: "NULL" };
    if (constants.has(word)) return { kind: "literal", type: "text", text: token.text };
    if (word === "CASE") return this.caseOf();
    if (word === "CAST" && isOperator(this.peek(), "(")) return this.cast();
    if (word === "NOT" && isWord(this.peek(), "EXISTS")) {
      this.next();
      return { kind: "unary", op: "NOT", operand: this.exists() };
    }
    if (word === "EXISTS" && isOperator(this.peek(), "(")) return this.exists();
    if (word === "RAISE" && isOperator(this.peek(), "(")) {
      this.skipParenthesised();
      return { kind: "literal", type: "null", text: "NULL" };
    }
    if (reserved.has(word) && !isOperator(this.peek(), "("))
      throw new SyntaxError(`unexpected ${token.text}`);
    if (isOperator(this.peek(), "(")) return this.call(token);
    return this.named(token);
  }

  private named(token: Token): Expr {
    const quoted = token.kind === "quoted" && token.text.startsWith('"');
    if (!isOperator(this.peek(), ".")) return { kind: "column", table: null, name: nameOf(token), quoted };
    this.next();
    let table = nameOf(token);
    let name = this.name();
    if (this.acceptOperator(".")) {
      table = name;
      name = this.name();
    }
    return { kind: "column", table, name, quoted: false };
  }

  private exists(): Expr {
    this.open();
    const query = this.query();
    this.close();
    return { kind: "exists", query };
  }

  private cast(): Expr {
    this.open();
    const operand = this.expression();
    this.expect("AS");
    const words: string[] = [];
    while (!isOperator(this.peek(), ")")) {
      if (isOperator(this.peek(), "(")) this.skipParenthesised();
      else words.push(nameOf(this.next()));
    }
    this.close();
    return { kind: "cast", operand, type: words.join(" ") };
  }

  private caseOf(): Expr {
    const subject = isWord(this.peek(), "WHEN") ? null : this.expression();
    const branches: { when: Expr; value: Expr }[] = [];
    while (this.accept("WHEN")) {
      const when = this.expression();
      this.expect("THEN");
      branches.push({ when, value: this.expression() });
    }
    const otherwise = this.accept("ELSE") ? this.expression() : null;
    this.expect("END");
    return { kind: "case", subject, branches, otherwise };
  }

  private call(token: Token): Expr {
    this.open();
    this.accept("DISTINCT");
    let args: Expr[] = [];
    if (this.acceptOperator("*")) args = [];
    else if (!isOperator(this.peek(), ")")) args = this.expressions();
    if (this.accept("ORDER")) this.skipTo(")");
    this.close();
    const filtered = this.accept("FILTER");
    if (filtered) this.skipParenthesised();
    const over = this.over();
    return { kind: "call", name: nameOf(token).toLowerCase(), args, over, filtered };
  }

  /** The window a function is called over. */
  private over(): Extract<Expr, { kind: "call" }>["over"] {
    if (!this.accept("OVER")) return null;
    if (!isOperator(this.peek(), "(")) {
      const windows = this.windowsNamed(this.name());
      return windows.length > 0 && windows.every(holdsOwnRow) ? "whole" : "framed";
    }
    const start = this.peek()?.start ?? 0;
    this.skipParenthesised();
    const window = this.textFrom(start);
    return apart.test(window) ? "apart" : holdsOwnRow(window) ? "whole" : "framed";
  }
}

function holdsOwnRow(window: string): boolean {
  if (!/\b(?:ROWS|RANGE|GROUPS)\b/i.test(window)) return true;
  return ownRow.test(window) && !/\bEXCLUDE\b/i.test(window);
}

/** A frame by rows that ends before its own row or begins after it: of the first or the last it holds none. */
const apart =
  /\bROWS\s+BETWEEN\s+(?:\S+\s+PRECEDING\s+AND\s+[1-9]\d*\s+PRECEDING|[1-9]\d*\s+FOLLOWING\s+AND)\b/i;

/** A frame that holds its own row. https://www.sqlite.org/windowfunctions.html#frame_specifications */
const ownRow =
  /\b(?:UNBOUNDED|\S+)\s+PRECEDING\s+AND\s+(?:CURRENT\s+ROW|\S+\s+FOLLOWING)|CURRENT\s+ROW\s+AND/i;
