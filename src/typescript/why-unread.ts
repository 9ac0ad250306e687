import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";
import type { Reading } from "./leaves.ts";
import { unresolvedReferences } from "./unresolved.ts";

/** Says why a property's type is not known. */
export function whyUnreadable(
  why: (Reading & { is: "unreadable" })["why"],
  node: ts.Node | undefined,
  checker: ts.TypeChecker,
): string {
  if (why === "symbol") return "a symbol cannot be stored";
  if (why === "never") return "the type never has a value";
  if (why === "generic") return "the type depends on a type parameter that nothing fills";
  const [missing] = node ? unresolvedReferences(node, checker, { members: true }) : [];
  return missing ? whyUnresolved(missing, checker) : "the type cannot be resolved";
}

/** Says which name is unknown, and from where it is imported. */
export function whyUnresolved(node: ts.Node, checker: ts.TypeChecker): string {
  const first = firstIdentifier(node);
  const symbol = first && checker.getSymbolAtLocation(first);
  const imported = symbol?.declarations?.map(importedFrom).find((module) => module !== null);
  const name = node.getText();
  if (!imported) return `${name} is declared nowhere in the model files or what they import`;
  return `${name} comes from "${imported}", which is no file of the project`;
}

function firstIdentifier(node: ts.Node): ts.Identifier | undefined {
  if (compiler.isIdentifier(node)) return node;
  if (compiler.isQualifiedName(node)) return firstIdentifier(node.left);
  if (compiler.isPropertyAccessExpression(node) || compiler.isCallExpression(node))
    return firstIdentifier(node.expression);
  return undefined;
}

function importedFrom(declaration: ts.Node): string | null {
  let node: ts.Node = declaration;
  while (!compiler.isImportDeclaration(node)) {
    if (compiler.isSourceFile(node)) return null;
    node = node.parent;
  }
  return compiler.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : null;
}
