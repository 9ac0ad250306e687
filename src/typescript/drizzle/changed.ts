import type { ts } from "ts-morph";
import type { SchemaProgram, Syntax } from "./program.ts";

const mutators: ReadonlySet<string> = new Set([
  ...["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "set", "add"],
]);

function isAssignment(kind: ts.SyntaxKind, { SyntaxKind }: Syntax): boolean {
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
}

/** The declarations of a file whose names something is assigned to, or whose values something is put into. */
export function changedIn(file: ts.SourceFile, { checker, syntax }: SchemaProgram): Set<ts.Node> {
  const changed = new Set<ts.Node>();
  const note = (node: ts.Node | undefined): void => {
    let at = node;
    while (at && (syntax.isPropertyAccessExpression(at) || syntax.isElementAccessExpression(at)))
      at = at.expression;
    if (!at || !syntax.isIdentifier(at)) return;
    for (const declaration of checker.getSymbolAtLocation(at)?.declarations ?? []) changed.add(declaration);
  };
  const waiting: ts.Node[] = [file];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    for (const target of targetsOf(node, syntax)) note(target);
    syntax.forEachChild(node, (child) => {
      waiting.push(child);
    });
  }
  return changed;
}

/** What a node changes, or may change. */
function targetsOf(node: ts.Node, syntax: Syntax): readonly (ts.Node | undefined)[] {
  if (syntax.isBinaryExpression(node))
    return isAssignment(node.operatorToken.kind, syntax) ? [node.left] : [];
  if (syntax.isPostfixUnaryExpression(node)) return [node.operand];
  if (syntax.isPrefixUnaryExpression(node)) return isStep(node.operator, syntax) ? [node.operand] : [];
  if (syntax.isDeleteExpression(node)) return [node.expression];
  if (!syntax.isCallExpression(node)) return [];
  const { expression, arguments: args, parent } = node;
  const owner = syntax.isPropertyAccessExpression(expression) ? expression : null;
  const isMutation = owner !== null && mutators.has(owner.name.text);
  if (isMutation) return [owner.expression];
  if (owner?.expression.getText() === "Object")
    return /^(?:assign|define)/.test(owner.name.text) ? [args[0]] : [];
  // A call for its effect may put something into what it is given.
  const isEffect = syntax.isExpressionStatement(parent) && owner?.expression.getText() !== "console";
  return isEffect ? args : [];
}

function isStep(operator: ts.PrefixUnaryOperator, { SyntaxKind }: Syntax): boolean {
  const { PlusPlusToken, MinusMinusToken } = SyntaxKind;
  return operator === PlusPlusToken || operator === MinusMinusToken;
}
