import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { CodeProgram } from "./program.ts";
import type { Rows } from "./row-type.ts";

/** Whether a place says what an expression is. */
export function isCast(
  parent: ts.Node,
): parent is ts.AsExpression | ts.TypeAssertion | ts.SatisfiesExpression {
  return (
    compiler.isAsExpression(parent) ||
    compiler.isTypeAssertionExpression(parent) ||
    compiler.isSatisfiesExpression(parent)
  );
}

/** What keeps or takes some of the rows: brackets, `await`, `?? []`, `.rows`, `[0]`, `.filter(…)`. */
export function upwards(node: ts.Expression, count: Rows): { node: ts.Expression; count: Rows } | null {
  const { parent } = node;
  if (
    compiler.isParenthesizedExpression(parent) ||
    compiler.isAwaitExpression(parent) ||
    compiler.isNonNullExpression(parent) ||
    isFallback(parent, node)
  )
    return { node: parent, count };
  if (compiler.isElementAccessExpression(parent) && parent.expression === node && count === "many")
    return { node: parent, count: "one" };
  if (!compiler.isPropertyAccessExpression(parent) || parent.expression !== node) return null;
  const { text } = parent.name;
  if (text === "rows") return { node: parent, count: "many" };
  if (count !== "many" || !compiler.isCallExpression(parent.parent)) return null;
  if (/^(?:at|pop|shift)$/.test(text)) return { node: parent.parent, count: "one" };
  return /^(?:slice|reverse|toReversed)$/.test(text) ? { node: parent.parent, count } : null;
}

function isFallback(parent: ts.Node, node: ts.Node): parent is ts.BinaryExpression {
  if (!compiler.isBinaryExpression(parent) || parent.left !== node) return false;
  const { kind } = parent.operatorToken;
  return kind === compiler.SyntaxKind.QuestionQuestionToken || kind === compiler.SyntaxKind.BarBarToken;
}

/** Whether a place takes an expression as it is: an argument, a property, the left side of `=`. */
export function takesWhole(parent: ts.Node, node: ts.Node): boolean {
  if (compiler.isCallExpression(parent) || compiler.isNewExpression(parent))
    return parent.expression !== node;
  if (compiler.isPropertyAssignment(parent) || compiler.isPropertyDeclaration(parent))
    return parent.initializer === node;
  return (
    compiler.isBinaryExpression(parent) &&
    parent.right === node &&
    parent.operatorToken.kind === compiler.SyntaxKind.EqualsToken
  );
}

/** The type that is written for such a place. */
export function typeTaken(
  parent: ts.Node,
  node: ts.Expression,
  { checker, symbolOf }: CodeProgram,
): ts.TypeNode | undefined {
  if (compiler.isCallExpression(parent) || compiler.isNewExpression(parent)) {
    const place = parent.arguments?.indexOf(node) ?? -1;
    return checker.getResolvedSignature(parent)?.getDeclaration()?.parameters[place]?.type;
  }
  if (compiler.isPropertyAssignment(parent)) {
    const around = checker.getContextualType(parent.parent);
    return around && writtenType(around.getProperty(parent.name.getText())?.valueDeclaration);
  }
  if (compiler.isPropertyDeclaration(parent)) return parent.type;
  if (!compiler.isBinaryExpression(parent)) return undefined;
  const { left } = parent;
  return writtenType(
    symbolOf(compiler.isPropertyAccessExpression(left) ? left.name : left)?.valueDeclaration,
  );
}

function writtenType(declaration: ts.Declaration | undefined): ts.TypeNode | undefined {
  const hasType =
    declaration &&
    (compiler.isVariableDeclaration(declaration) ||
      compiler.isPropertyDeclaration(declaration) ||
      compiler.isPropertySignature(declaration) ||
      compiler.isParameter(declaration));
  return hasType ? declaration.type : undefined;
}
