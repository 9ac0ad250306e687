import type * as es from "oxc-parser";
import { BinaryNode, ConditionalNode, UnaryNode } from "./expression-nodes.ts";
import { Kind } from "./kinds.ts";
import { OuterNode, PlainNode, type Span } from "./nodes.ts";
import { assigning, operatorBeside, operatorBetween } from "./operators.ts";
import { notPlain } from "./refuse.ts";

/** What an operator is written with; null for what has none. Throws NotPlain. */
export function operation(node: es.Expression, parent: PlainNode): PlainNode | null {
  switch (node.type) {
    case "UnaryExpression":
      return unary(node, parent);
    case "UpdateExpression": {
      if (!assignable.has(node.argument.type)) return notPlain("it changes what is no name");
      const kind = node.prefix ? Kind.PrefixUnaryExpression : Kind.PostfixUnaryExpression;
      return operator(kind, node, parent);
    }
    case "LogicalExpression":
      return binary(node, parent, node.left, operatorBetween(node.operator), node.right);
    case "BinaryExpression":
      if (node.left.type === "PrivateIdentifier") return notPlain("a private name");
      return binary(node, parent, node.left, operatorBetween(node.operator), node.right);
    case "AssignmentExpression": {
      const { left } = node;
      // The compiler does not parse an assignment to `a as T`.
      if (!assignable.has(left.type)) return notPlain("it assigns to what is no name");
      return binary(node, parent, left, assigning(node.operator), node.right);
    }
    case "SequenceExpression":
      return sequence(node.expressions, parent);
    case "ConditionalExpression": {
      const either = new ConditionalNode(Kind.ConditionalExpression, parent, node);
      either.condition = expression(node.test, either);
      either.whenTrue = expression(node.consequent, either);
      either.whenFalse = expression(node.alternate, either);
      return either;
    }
    default:
      return null;
  }
}

const assignable: ReadonlySet<string> = new Set([
  ...["Identifier", "MemberExpression", "ParenthesizedExpression", "TSNonNullExpression"],
]);

function unary(node: es.UnaryExpression, parent: PlainNode): PlainNode {
  switch (node.operator) {
    case "typeof":
      return outer(Kind.TypeOfExpression, node, node.argument, parent);
    case "void":
      return outer(Kind.VoidExpression, node, node.argument, parent);
    case "delete":
      return outer(Kind.DeleteExpression, node, node.argument, parent);
    default:
      return operator(Kind.PrefixUnaryExpression, node, parent);
  }
}

function operator(
  kind: number,
  node: es.UnaryExpression | es.UpdateExpression,
  parent: PlainNode,
): PlainNode {
  const made = new UnaryNode(kind, parent, node);
  made.operator = operatorBeside(node.operator);
  made.operand = expression(node.argument as es.Expression, made);
  return made;
}

function binary(
  span: Span,
  parent: PlainNode,
  left: es.Expression | es.AssignmentTarget,
  kind: number,
  right: es.Expression,
): PlainNode {
  const made = new BinaryNode(Kind.BinaryExpression, parent, span);
  made.left = expression(left as es.Expression, made);
  made.operatorToken = new PlainNode(kind, made, { start: left.end, end: right.start });
  made.right = expression(right, made);
  return made;
}

/** `a, b, c` is `(a, b), c` to the compiler. */
function sequence(nodes: readonly es.Expression[], parent: PlainNode): PlainNode {
  const [last] = nodes.slice(-1);
  const [first] = nodes;
  if (!first || !last) return notPlain("nothing in a row");
  if (nodes.length === 1) return expression(first, parent);
  const made = new BinaryNode(Kind.BinaryExpression, parent, { start: first.start, end: last.end });
  made.left = sequence(nodes.slice(0, -1), made);
  made.operatorToken = new PlainNode(Kind.CommaToken, made, last);
  made.right = expression(last, made);
  return made;
}

/** What has one expression, or none. */
export function outer(kind: number, span: Span, inner: es.Expression | null, parent: PlainNode): OuterNode {
  const made = new OuterNode(kind, parent, span);
  if (inner) made.expression = expression(inner, made);
  return made;
}

function expression(node: es.Expression, parent: PlainNode): PlainNode {
  return parent.file.grower.expression(node, parent);
}
