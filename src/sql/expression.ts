import { foldName } from "../schema/names.ts";
import { closing, isOperator, isWord, nameOf, splitCommas, type Token, tokenize } from "./tokens.ts";

/** An expression as a tree: an operator or function with operands, or a leaf. */
export interface Expression {
  readonly op: string;
  readonly args: readonly Expression[];
}

/** What names mean inside an expression. */
export interface Scope {
  /** The table whose columns may be qualified with its name. */
  readonly table?: string;
  /** Its columns; a name in double quotes that is none of them is a string to SQLite. https://www.sqlite.org/quirks.html#dblquote */
  readonly columns?: readonly string[];
  /** Those of its columns that surely compare byte by byte, as leaves; the sides of a comparison may change places only between them. */
  readonly binary?: ReadonlySet<string>;
}

/** A leaf or node. */
export function node(op: string, ...args: readonly Expression[]): Expression {
  return { op, args };
}

/** A tree as text: equal trees, and only they, have equal texts. */
export function print(expression: Expression): string {
  if (expression.args.length === 0 && !expression.op.startsWith("call ")) return expression.op;
  return `(${[expression.op, ...expression.args.map(print)].join(" ")})`;
}

/**
 * Parses an SQL expression by SQLite's precedence; null for text this parser does not know
 * (sub-selects, window functions). https://www.sqlite.org/lang_expr.html
 */
export function parseExpression(sql: string, scope: Scope): Expression | null {
  const parser = new Parser(tokenize(sql), scope);
  try {
    const parsed = parser.binary(0);
    return parser.atEnd() ? parsed : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Binary operators by level, loosest first; those on one level bind to the left. */
const levels: readonly (readonly string[])[] = [
  ["OR"],
  ["AND"],
  ["NOT"],
  [
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
  ],
  ["<", "<=", ">", ">="],
  ["<<", ">>", "&", "|"],
  ["+", "-"],
  ["*", "/", "%"],
  ["||", "->", "->>"],
  ["COLLATE"],
];
const notLevel = 2;
const equality = 3;
const collate = levels.length - 1;

class Parser {
  private readonly tokens: readonly Token[];
  private readonly scope: Scope;
  private at = 0;

  constructor(tokens: readonly Token[], scope: Scope) {
    this.tokens = tokens;
    this.scope = scope;
  }

  atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  binary(level: number): Expression {
    if (level > collate) return this.prefix();
    if (level === notLevel && this.acceptWord("NOT")) return node("NOT", this.binary(notLevel));
    let left = this.binary(level + 1);
    for (;;) {
      const operator = this.operatorAt(level);
      if (operator === null) return left;
      this.at++;
      left = this.right(left, operator, level);
    }
  }

  /** The operator that stands here, if it belongs to this level; NOT only when it begins NOT IN, NOT LIKE, NOT NULL … */
  private operatorAt(level: number): string | null {
    const token = this.tokens[this.at];
    if (!token || (token.kind !== "operator" && token.kind !== "word")) return null;
    const text = token.text.toUpperCase();
    if (level === notLevel || !levels[level]?.includes(text)) return null;
    return text;
  }

  private right(left: Expression, operator: string, level: number): Expression {
    if (operator === "COLLATE") return node(`COLLATE ${nameOf(this.next()).toUpperCase()}`, left);
    if (level !== equality) return node(operator, left, this.binary(level + 1));
    if (operator === "NOT") return this.negated(left);
    if (operator === "ISNULL") return node("ISNULL", left);
    if (operator === "NOTNULL") return node("NOT", node("ISNULL", left));
    if (operator === "IS") return this.is(left);
    return this.matching(left, operator);
  }

  private negated(left: Expression): Expression {
    const operator = this.next().text.toUpperCase();
    if (operator === "NULL") return node("NOT", node("ISNULL", left));
    if (!["IN", "LIKE", "GLOB", "MATCH", "REGEXP", "BETWEEN"].includes(operator))
      throw new SyntaxError(operator);
    return node("NOT", this.matching(left, operator));
  }

  private is(left: Expression): Expression {
    let not = this.acceptWord("NOT");
    if (this.acceptWord("DISTINCT")) {
      if (!this.acceptWord("FROM")) throw new SyntaxError("expected FROM");
      not = !not;
    }
    const right = this.binary(equality + 1);
    // IS TRUE asks whether a value is true, not whether it is 1.
    const asked = right.op === "TRUE" ? left : right.op === "FALSE" ? node("NOT", left) : null;
    if (asked) return not ? node("NOT", node("ISTRUE", asked)) : node("ISTRUE", asked);
    const is = right.op === "NULL" ? node("ISNULL", left) : node("IS", left, right);
    return not ? node("NOT", is) : is;
  }

  private matching(left: Expression, operator: string): Expression {
    if (operator === "IN") return node("IN", left, ...this.list());
    const right = this.binary(equality + 1);
    if (operator === "BETWEEN") {
      if (!this.acceptWord("AND")) throw new SyntaxError("expected AND");
      return node("AND", node(">=", left, right), node("<=", left, this.binary(equality + 1)));
    }
    if (this.acceptWord("ESCAPE")) return node(operator, left, right, this.binary(equality + 1));
    return node(operator === "==" ? "=" : operator === "<>" ? "!=" : operator, left, right);
  }

  private prefix(): Expression {
    const token = this.next();
    if (token.kind === "operator") {
      if (token.text === "(") return this.group();
      if (token.text === "-" || token.text === "+" || token.text === "~") {
        return node(`unary ${token.text}`, this.binary(collate));
      }
      throw new SyntaxError(token.text);
    }
    if (token.kind === "number" || token.kind === "blob" || token.kind === "parameter") {
      return node(token.kind === "blob" ? token.text.toLowerCase() : number(token.text));
    }
    if (token.kind === "string") return node(token.text);
    return this.named(token);
  }

  private named(token: Token): Expression {
    if (isWord(token, "CASE")) return this.caseOf();
    if (isWord(token, "CAST")) return this.cast();
    if (isWord(token, "SELECT", "EXISTS", "RAISE", "NOT")) throw new SyntaxError(token.text);
    if (isOperator(this.tokens[this.at], "(")) return this.call(token);
    if (isOperator(this.tokens[this.at], ".")) return this.qualified(token);
    if (isWord(token, "NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME")) {
      return node(token.text.toUpperCase());
    }
    return this.name(token);
  }

  private name(token: Token): Expression {
    const name = nameOf(token);
    const known = this.scope.columns?.some((column) => foldName(column) === foldName(name)) ?? true;
    if (!known && token.text.startsWith('"')) return node(`'${name.replaceAll("'", "''")}'`);
    return node(identifier(name));
  }

  private qualified(table: Token): Expression {
    this.at++;
    const column = identifier(nameOf(this.next()));
    if (isOperator(this.tokens[this.at], ".")) throw new SyntaxError("schema-qualified name");
    const own = this.scope.table !== undefined && foldName(nameOf(table)) === foldName(this.scope.table);
    return node(own ? column : `${identifier(nameOf(table))}.${column}`);
  }

  private call(name: Token): Expression {
    const args = isOperator(this.tokens[this.at + 1], "*") ? this.star() : this.list();
    if (isWord(this.tokens[this.at], "FILTER", "OVER")) throw new SyntaxError("window function");
    return node(`call ${foldName(nameOf(name))}`, ...args);
  }

  private star(): Expression[] {
    this.at += 3;
    return [node("*")];
  }

  private cast(): Expression {
    const inner = this.inner();
    const as = inner.findLastIndex((token) => isWord(token, "AS"));
    const type = inner.slice(as + 1).map((token) => nameOf(token).toUpperCase());
    return node(`CAST ${type.join(" ")}`, this.sub(inner.slice(0, as)));
  }

  private caseOf(): Expression {
    const args: Expression[] = [];
    const subject = !isWord(this.tokens[this.at], "WHEN");
    if (subject) args.push(this.binary(0));
    while (this.acceptWord("WHEN")) {
      args.push(this.binary(0));
      if (!this.acceptWord("THEN")) throw new SyntaxError("expected THEN");
      args.push(this.binary(0));
    }
    const otherwise = this.acceptWord("ELSE");
    if (otherwise) args.push(this.binary(0));
    if (!this.acceptWord("END")) throw new SyntaxError("expected END");
    return node(`CASE${subject ? " OF" : ""}${otherwise ? " ELSE" : ""}`, ...args);
  }

  private group(): Expression {
    this.at--;
    const list = this.list();
    const [only] = list;
    return list.length === 1 && only ? only : node("row", ...list);
  }

  /** A parenthesised list of expressions. */
  private list(): Expression[] {
    const inner = this.inner();
    return inner.length === 0 ? [] : splitCommas(inner).map((part) => this.sub(part));
  }

  private sub(tokens: readonly Token[]): Expression {
    const parser = new Parser(tokens, this.scope);
    const parsed = parser.binary(0);
    if (!parser.atEnd()) throw new SyntaxError("unexpected token");
    return parsed;
  }

  private inner(): Token[] {
    const close = isOperator(this.tokens[this.at], "(") ? closing(this.tokens, this.at) : -1;
    if (close < 0) throw new SyntaxError("expected a list");
    const tokens = this.tokens.slice(this.at + 1, close);
    this.at = close + 1;
    return tokens;
  }

  private acceptWord(keyword: string): boolean {
    if (!isWord(this.tokens[this.at], keyword)) return false;
    this.at++;
    return true;
  }

  private next(): Token {
    const token = this.tokens[this.at++];
    if (!token) throw new SyntaxError("unexpected end");
    return token;
  }
}

/** An identifier as a leaf: folded and in double quotes. */
export function identifier(name: string): string {
  return `"${foldName(name).replaceAll('"', '""')}"`;
}

/** A number in its shortest form; integers beyond 2^53 stay as they are, reals keep a point so that 1.0 is not 1. */
function number(text: string): string {
  const plain = text.replaceAll("_", "");
  if (/^0x/i.test(plain)) return BigInt.asIntN(64, BigInt(plain)).toString();
  if (/^[0-9]+$/.test(plain)) return BigInt(plain).toString();
  const value = Number(plain);
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value);
}
