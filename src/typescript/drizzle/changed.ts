import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";

const mutators: ReadonlySet<string> = new Set([
  ...["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "set", "add"],
]);

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= compiler.SyntaxKind.FirstAssignment && kind <= compiler.SyntaxKind.LastAssignment;
}

/** The declarations of a file whose names something is assigned to, or whose values something is put into. */
export function changedIn(file: ts.SourceFile, checker: ts.TypeChecker): Set<ts.Node> {
  const changed = new Set<ts.Node>();
  const note = (node: ts.Node | undefined): void => {
    let at = node;
    while (at && (compiler.isPropertyAccessExpression(at) || compiler.isElementAccessExpression(at)))
      at = at.expression;
    if (!at || !compiler.isIdentifier(at)) return;
    for (const declaration of checker.getSymbolAtLocation(at)?.declarations ?? []) changed.add(declaration);
  };
  const waiting: ts.Node[] = [file];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    for (const target of targetsOf(node)) note(target);
    compiler.forEachChild(node, (child) => {
      waiting.push(child);
    });
  }
  return changed;
}

/** What a node changes, or may change. */
function targetsOf(node: ts.Node): readonly (ts.Node | undefined)[] {
  if (compiler.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind) ? [node.left] : [];
  if (compiler.isPostfixUnaryExpression(node)) return [node.operand];
  if (compiler.isPrefixUnaryExpression(node)) return isStep(node.operator) ? [node.operand] : [];
  if (compiler.isDeleteExpression(node)) return [node.expression];
  if (!compiler.isCallExpression(node)) return [];
  const { expression, arguments: args, parent } = node;
  const owner = compiler.isPropertyAccessExpression(expression) ? expression : null;
  const isMutation = owner !== null && mutators.has(owner.name.text);
  if (isMutation) return [owner.expression];
  if (owner?.expression.getText() === "Object")
    return /^(?:assign|define)/.test(owner.name.text) ? [args[0]] : [];
  // A call for its effect may put something into what it is given.
  const isEffect = compiler.isExpressionStatement(parent) && owner?.expression.getText() !== "console";
  return isEffect ? args : [];
}

function isStep(operator: ts.PrefixUnaryOperator): boolean {
  const { PlusPlusToken, MinusMinusToken } = compiler.SyntaxKind;
  return operator === PlusPlusToken || operator === MinusMinusToken;
}
