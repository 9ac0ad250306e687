import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";
import type { Literal } from "./leaves.ts";
import { isKnownFile } from "./resolution.ts";

/**
 * Sorts the members of a union as they are written. The checker keeps unions in the order in which it met their
 * members; only the source knows the author's order.
 */
export function inWrittenOrder(
  members: readonly Literal[],
  declarations: readonly ts.Node[],
  checker: ts.TypeChecker,
): readonly Literal[] {
  if (members.length < 2) return members;
  const written = writtenLiterals(declarations, checker);
  const last = written.size;
  return [...members].sort((a, b) => (written.get(a) ?? last) - (written.get(b) ?? last));
}

/** The literals met on the way through declarations and what they refer to, each with its rank. */
function writtenLiterals(declarations: readonly ts.Node[], checker: ts.TypeChecker): Map<Literal, number> {
  const ranks = new Map<Literal, number>();
  const seen = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (seen.has(node) || isKnownFile(node.getSourceFile().fileName)) return;
    seen.add(node);
    const found = literalsOf(node, checker);
    for (const literal of found) if (!ranks.has(literal)) ranks.set(literal, ranks.size);
    if (found.length > 0) return;
    for (const next of leadsTo(node, checker)) visit(next);
  };
  declarations.forEach(visit);
  return ranks;
}

function literalsOf(node: ts.Node, checker: ts.TypeChecker): readonly Literal[] {
  if (compiler.isTypeOperatorNode(node) && node.operator === compiler.SyntaxKind.KeyOfKeyword) {
    const { type } = node;
    return checker
      .getTypeFromTypeNode(type)
      .getProperties()
      .map((property) => property.getName());
  }
  const literal = compiler.isEnumMember(node) ? checker.getConstantValue(node) : literalOf(node);
  return literal === undefined ? [] : [literal];
}

/** What a node refers to or consists of, as far as it can hold literals of its type. */
function leadsTo(node: ts.Node, checker: ts.TypeChecker): readonly ts.Node[] {
  if (compiler.isTypeReferenceNode(node))
    return [...(node.typeArguments ?? []), ...meantBy(node.typeName, checker)];
  if (compiler.isTypeQueryNode(node)) return meantBy(node.exprName, checker);
  if (compiler.isIdentifier(node) || compiler.isPropertyAccessExpression(node)) return meantBy(node, checker);
  if (compiler.isIndexedAccessTypeNode(node)) return accessedMember(node, checker) ?? [node.objectType];
  return partsOf(node);
}

function meantBy(name: ts.Node, checker: ts.TypeChecker): readonly ts.Node[] {
  const symbol = checker.getSymbolAtLocation(name);
  const target =
    symbol && symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.declarations ?? [];
}

function literalOf(node: ts.Node): Literal | undefined {
  if (compiler.isLiteralTypeNode(node)) return literalOf(node.literal);
  if (compiler.isStringLiteralLike(node)) return node.text;
  if (compiler.isNumericLiteral(node)) return Number(node.text);
  if (compiler.isPrefixUnaryExpression(node) && node.operator === compiler.SyntaxKind.MinusToken) {
    const value = literalOf(node.operand);
    return typeof value === "number" ? -value : undefined;
  }
  return undefined;
}

/** The declarations of the property that `T["name"]` means. */
function accessedMember(
  node: ts.IndexedAccessTypeNode,
  checker: ts.TypeChecker,
): readonly ts.Node[] | undefined {
  const key = compiler.isLiteralTypeNode(node.indexType) ? literalOf(node.indexType) : undefined;
  if (typeof key !== "string") return undefined;
  return checker.getTypeFromTypeNode(node.objectType).getProperty(key)?.declarations;
}

/** What of a node can hold literals of its type. */
function partsOf(node: ts.Node): readonly ts.Node[] {
  if (
    compiler.isVariableDeclaration(node) ||
    compiler.isPropertyDeclaration(node) ||
    compiler.isParameter(node)
  ) {
    return node.type ? [node.type] : node.initializer ? [node.initializer] : [];
  }
  if (compiler.isPropertySignature(node) || compiler.isTypeAliasDeclaration(node))
    return node.type ? [node.type] : [];
  if (compiler.isPropertyAssignment(node)) return [node.initializer];
  if (compiler.isEnumDeclaration(node)) return node.members;
  const children: ts.Node[] = [];
  compiler.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}
