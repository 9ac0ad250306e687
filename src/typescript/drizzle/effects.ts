import type { ts } from "ts-morph";
import { Plain, type Reader, type Scope, Unread, type Value } from "./values.ts";

/**
 * Does what a statement of a function does: members are put into objects, items into lists, values into the function's
 * own names, and something may be said. Unread where it does anything else.
 */
export function effect(expression: ts.Expression, scope: Scope, reader: Reader): Unread | null {
  if (reader.syntax.isStringLiteralLike(expression)) return null;
  if (reader.syntax.isCallExpression(expression)) return called(expression, scope, reader);
  const { SyntaxKind } = reader.syntax;
  const isAssignment =
    reader.syntax.isBinaryExpression(expression) &&
    (expression.operatorToken.kind === SyntaxKind.EqualsToken ||
      expression.operatorToken.kind === SyntaxKind.PlusEqualsToken);
  if (!isAssignment) return unfollowed(expression);
  return reader.syntax.isIdentifier(expression.left)
    ? assigned(expression.left, expression, scope, reader)
    : put(expression, scope, reader);
}

/** A value for a name of the function's own, or of one around it. */
function assigned(
  name: ts.Identifier,
  expression: ts.BinaryExpression,
  scope: Scope,
  reader: Reader,
): Unread | null {
  const declaration = reader.program.checker.getSymbolAtLocation(name)?.valueDeclaration;
  let at: Scope | null = scope;
  while (at && declaration && !at.bindings.has(declaration)) at = at.outer;
  if (!at || !declaration) return unfollowed(expression);
  const value = reader.evaluate(expression.right, scope);
  const isSum = expression.operatorToken.kind === reader.syntax.SyntaxKind.PlusEqualsToken;
  at.bindings.set(declaration, isSum ? sum(at.bindings.get(declaration), value, expression) : value);
  return null;
}

function sum(left: Value, right: Value, node: ts.BinaryExpression): Value {
  if (left instanceof Unread) return left;
  const isPlain = [left, right].every((value) => typeof value === "string" || typeof value === "number");
  if (!isPlain) return right instanceof Unread ? right : unfollowed(node);
  return typeof left === "number" && typeof right === "number"
    ? left + right
    : `${String(left)}${String(right)}`;
}

/** `object.name = value`, `object[name] = value`. */
function put(expression: ts.BinaryExpression, scope: Scope, reader: Reader): Unread | null {
  const { left, right, operatorToken } = expression;
  const isMember =
    reader.syntax.isPropertyAccessExpression(left) || reader.syntax.isElementAccessExpression(left);
  if (!isMember || operatorToken.kind !== reader.syntax.SyntaxKind.EqualsToken) return unfollowed(expression);
  const owner = reader.evaluate(left.expression, scope);
  // What is not known stays so, whatever is put into it.
  if (owner instanceof Unread) return null;
  const key = reader.syntax.isPropertyAccessExpression(left)
    ? left.name.text
    : reader.evaluate(left.argumentExpression, scope);
  if (!(owner instanceof Plain) || (typeof key !== "string" && typeof key !== "number"))
    return unfollowed(expression);
  owner.set(String(key), reader.evaluate(right, scope), right);
  return null;
}

/** Calls that change a list, or go through one; others could do anything. */
function called(expression: ts.CallExpression, scope: Scope, reader: Reader): Unread | null {
  const { expression: callee } = expression;
  if (/^console\./.test(callee.getText())) return null;
  if (!reader.syntax.isPropertyAccessExpression(callee)) return unfollowed(expression);
  const { text } = callee.name;
  const isPut = text === "push" || text === "set" || text === "add";
  if (isPut && reader.evaluate(callee.expression, scope) instanceof Unread) return null;
  if (text !== "push" && text !== "forEach") return unfollowed(expression);
  const result = reader.evaluate(expression, scope);
  return result instanceof Unread ? result : null;
}

function unfollowed(node: ts.Node): Unread {
  return new Unread("what the function does there is not followed", node);
}
