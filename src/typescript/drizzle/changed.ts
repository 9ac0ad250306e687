import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";

const mutators: ReadonlySet<string> = new Set([
  ...["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "set", "add"],
]);

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= compiler.SyntaxKind.FirstAssignment && kind <= compiler.SyntaxKind.LastAssignment;
}

/** The names in a file that something is assigned to, or put into. */
export function changedNames(file: ts.SourceFile): Set<string> {
  const changed = new Set<string>();
  const note = (node: ts.Node | undefined): void => {
    let at = node;
    while (at && (compiler.isPropertyAccessExpression(at) || compiler.isElementAccessExpression(at)))
      at = at.expression;
    if (at && compiler.isIdentifier(at)) changed.add(at.text);
  };
  const waiting: ts.Node[] = [file];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (compiler.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) note(node.left);
    if (compiler.isPostfixUnaryExpression(node) || compiler.isDeleteExpression(node))
      note(compiler.isDeleteExpression(node) ? node.expression : node.operand);
    if (compiler.isCallExpression(node) && compiler.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      if (mutators.has(name.text)) note(expression);
      if (name.text === "assign" && expression.getText() === "Object") note(node.arguments[0]);
    }
    compiler.forEachChild(node, (child) => {
      waiting.push(child);
    });
  }
  return changed;
}
