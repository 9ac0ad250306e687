import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { ModelProgram } from "../program.ts";

/** The files that hold SQL, with what is needed to look around in them. */
export interface CodeProgram extends ModelProgram {
  /** The folder of the config. */
  readonly root: string;
  /** Every node of the files themselves, by kind. */
  readonly nodes: ReadonlyMap<ts.SyntaxKind, readonly ts.Node[]>;
  /** The calls of whatever has a name: `name()` and `anything.name()`. */
  readonly callsNamed: (name: string) => readonly ts.CallExpression[];
  /** Where a variable of this name is assigned to, or appended to: `name = …`, `name += …`. */
  readonly assignmentsTo: (name: string) => readonly ts.BinaryExpression[];
  /** What a name refers to, imports followed. */
  readonly symbolOf: (node: ts.Node) => ts.Symbol | undefined;
  /** The name of the function a node stands in, or null at the top of a file. */
  readonly within: (node: ts.Node) => string | null;
}

/** The name by which something is called: the last one of `a.b.name`. */
export function nameCalled(callee: ts.Expression): string | null {
  if (compiler.isPropertyAccessExpression(callee)) return callee.name.text;
  return compiler.isIdentifier(callee) ? callee.text : null;
}

/** A function of any form. */
export type FunctionNode = ts.FunctionLikeDeclaration;

/** The innermost function a node stands in. */
export function functionAround(node: ts.Node): FunctionNode | null {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return null;
}

/** Whether a node is a function with a body of its own. */
export function isFunction(node: ts.Node): node is FunctionNode {
  return (
    compiler.isFunctionDeclaration(node) ||
    compiler.isMethodDeclaration(node) ||
    compiler.isArrowFunction(node) ||
    compiler.isFunctionExpression(node) ||
    compiler.isConstructorDeclaration(node) ||
    compiler.isAccessor(node)
  );
}

/** What a function is called: by its own name, or that of the variable or property it is. */
export function nameOfFunction(node: FunctionNode | null): string | null {
  if (node === null) return null;
  if (compiler.isConstructorDeclaration(node)) return node.parent.name?.text ?? "constructor";
  const own = nameNode(node);
  if (own && (compiler.isIdentifier(own) || compiler.isPrivateIdentifier(own))) return own.text;
  return nameOfFunction(functionAround(node));
}

/** The node that names a function. */
export function nameNode(node: FunctionNode): ts.Node | undefined {
  if (node.name) return node.name;
  const { parent } = node;
  if (
    compiler.isVariableDeclaration(parent) ||
    compiler.isPropertyAssignment(parent) ||
    compiler.isPropertyDeclaration(parent)
  )
    return parent.name;
  return undefined;
}

/** An expression without what TypeScript adds to it. */
export function bare(node: ts.Expression): ts.Expression {
  if (
    compiler.isParenthesizedExpression(node) ||
    compiler.isAsExpression(node) ||
    compiler.isSatisfiesExpression(node) ||
    compiler.isNonNullExpression(node) ||
    compiler.isTypeAssertionExpression(node) ||
    compiler.isAwaitExpression(node)
  )
    return bare(node.expression);
  return node;
}
