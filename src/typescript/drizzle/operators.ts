import type { ts } from "ts-morph";
import type { Syntax } from "./program.ts";
import { Closure, Native, Plain, Thing, Unread, type Value } from "./values.ts";

type Kinds = Syntax["SyntaxKind"];

/** A value as a template or a sum writes it; Unread for what has no plain text. */
export function textOf(value: Value, node: ts.Node): string | Unread {
  if (value instanceof Unread) return value;
  if (typeof value === "object" && value !== null) {
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join();
    return new Unread("it is no plain text", node);
  }
  return String(value);
}

/** Whether a value is a primitive that can be compared. */
function isPrimitive(value: Value): value is string | number | bigint | boolean | null | undefined {
  return typeof value !== "object" || value === null;
}

/** What an operator makes of two values that are both known. */
export function applied(node: ts.BinaryExpression, left: Value, right: Value, { SyntaxKind }: Syntax): Value {
  const { kind } = node.operatorToken;
  if (left instanceof Unread) return left;
  if (right instanceof Unread) return right;
  if (kind === SyntaxKind.CommaToken) return right;
  if (!isPrimitive(left) || !isPrimitive(right)) {
    const isComparison =
      kind === SyntaxKind.EqualsEqualsEqualsToken || kind === SyntaxKind.ExclamationEqualsEqualsToken;
    if (!isComparison) return new Unread("what the operator is given is no plain value", node);
    return (left === right) === (kind === SyntaxKind.EqualsEqualsEqualsToken);
  }
  switch (kind) {
    case SyntaxKind.PlusToken:
      if (typeof left === "number" && typeof right === "number") return left + right;
      if (typeof left === "bigint" && typeof right === "bigint") return left + right;
      if (typeof left === "string" || typeof right === "string") return joined(left, right, node);
      return new Unread("the sum is not followed", node);
    case SyntaxKind.EqualsEqualsEqualsToken:
      return left === right;
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return left !== right;
    case SyntaxKind.EqualsEqualsToken:
      return typeof left === typeof right ? left === right : new Unread("the operator is not followed", node);
    case SyntaxKind.ExclamationEqualsToken:
      return typeof left === typeof right ? left !== right : new Unread("the operator is not followed", node);
    default:
      if (typeof left === "bigint" && typeof right === "bigint")
        return bigArithmetic(node, left, right, SyntaxKind);
      return typeof left === "number" && typeof right === "number"
        ? arithmetic(node, left, right, SyntaxKind)
        : new Unread("the operator is not followed", node);
  }
}

function arithmetic(node: ts.BinaryExpression, left: number, right: number, SyntaxKind: Kinds): Value {
  switch (node.operatorToken.kind) {
    case SyntaxKind.MinusToken:
      return left - right;
    case SyntaxKind.AsteriskToken:
      return left * right;
    case SyntaxKind.SlashToken:
      return left / right;
    case SyntaxKind.PercentToken:
      return left % right;
    case SyntaxKind.AsteriskAsteriskToken:
      return left ** right;
    case SyntaxKind.LessThanToken:
      return left < right;
    case SyntaxKind.GreaterThanToken:
      return left > right;
    case SyntaxKind.LessThanEqualsToken:
      return left <= right;
    case SyntaxKind.GreaterThanEqualsToken:
      return left >= right;
    default:
      return new Unread("the operator is not followed", node);
  }
}

function joined(left: Value, right: Value, node: ts.Node): Value {
  const text = `${String(left)}${String(right)}`;
  return text.length > 1_000_000 ? new Unread("the text is too long to follow", node) : text;
}

/** Whole numbers of any size, up to that of what a database can hold many times over. */
function bigArithmetic(node: ts.BinaryExpression, left: bigint, right: bigint, SyntaxKind: Kinds): Value {
  const { kind } = node.operatorToken;
  if (kind === SyntaxKind.MinusToken) return left - right;
  if (kind === SyntaxKind.AsteriskToken) return left * right;
  if (kind === SyntaxKind.AsteriskAsteriskToken && right >= 0n && right <= 128n && left <= 64n)
    return left ** right;
  return new Unread("the operator is not followed", node);
}

/** What `-x`, `+x`, `!x` are. */
export function prefixed(node: ts.PrefixUnaryExpression, value: Value, { SyntaxKind }: Syntax): Value {
  if (value instanceof Unread) return value;
  if (node.operator === SyntaxKind.ExclamationToken) return !value;
  if (node.operator === SyntaxKind.MinusToken && typeof value === "bigint") return -value;
  if (typeof value !== "number") return new Unread("the operator is not followed", node);
  if (node.operator === SyntaxKind.MinusToken) return -value;
  return node.operator === SyntaxKind.PlusToken ? value : new Unread("the operator is not followed", node);
}

/** What `typeof x` is. */
export function typeOf(value: Value): Value {
  if (value instanceof Unread) return value;
  if (value instanceof Closure || value instanceof Native) return "function";
  if (value instanceof Plain || value instanceof Thing) return "object";
  return typeof value;
}
