import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";
import { isKnownFile } from "./resolution.ts";

/** What to look into besides references: the members of object types, or only what object types are made of. */
export interface Depth {
  readonly members: boolean;
}

/** The names in a type, and in the types it is made of, that cannot be found. */
export function unresolvedReferences(node: ts.Node, checker: ts.TypeChecker, depth: Depth): ts.Node[] {
  const found: ts.Node[] = [];
  const seen = new Set<ts.Node>();
  const visit = (current: ts.Node): void => {
    if (seen.has(current) || isKnownFile(current.getSourceFile().fileName)) return;
    seen.add(current);
    const name = referenceName(current);
    if (name) {
      const target = targetOf(name, checker);
      if (!target && !isComputed(name, checker)) found.push(name);
      for (const declaration of target?.declarations ?? []) visitDeclaration(declaration);
      for (const argument of typeArguments(current)) visit(argument);
      return;
    }
    if (isMemberOwner(current)) visitDeclaration(current);
    else compiler.forEachChild(current, visit);
  };
  const visitDeclaration = (declaration: ts.Node): void => {
    if (compiler.isTypeAliasDeclaration(declaration)) visit(declaration.type);
    else if (isMemberOwner(declaration)) {
      if (!compiler.isTypeLiteralNode(declaration)) declaration.heritageClauses?.forEach(visitHeritage);
      if (depth.members) declaration.members.forEach(visit);
    }
  };
  const visitHeritage = (clause: ts.HeritageClause): void => {
    // What a class implements adds nothing to it.
    if (clause.token === compiler.SyntaxKind.ExtendsKeyword) clause.types.forEach(visit);
  };
  if (isMemberOwner(node) || compiler.isTypeAliasDeclaration(node)) visitDeclaration(node);
  else visit(node);
  return found;
}

type MemberOwner = ts.InterfaceDeclaration | ts.ClassLikeDeclaration | ts.TypeLiteralNode;

function isMemberOwner(node: ts.Node): node is MemberOwner {
  return (
    compiler.isInterfaceDeclaration(node) || compiler.isClassLike(node) || compiler.isTypeLiteralNode(node)
  );
}

function referenceName(node: ts.Node): ts.EntityName | ts.Expression | undefined {
  if (compiler.isTypeReferenceNode(node)) return node.typeName;
  if (compiler.isTypeQueryNode(node)) return node.exprName;
  if (compiler.isExpressionWithTypeArguments(node)) return node.expression;
  return undefined;
}

function typeArguments(node: ts.Node): readonly ts.TypeNode[] {
  return (node as ts.NodeWithTypeArguments).typeArguments ?? [];
}

/** What a name means in the end, or undefined when that is unknown. */
function targetOf(name: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  if (!symbol) return undefined;
  const target = symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  // The checker makes up a symbol without declarations for a name that it cannot find.
  return target.declarations?.length ? target : undefined;
}

/** Whether a base is an expression (`extends Timestamped(Base)`) that the checker can follow. */
function isComputed(name: ts.Node, checker: ts.TypeChecker): boolean {
  return (
    compiler.isCallExpression(name) && (checker.getTypeAtLocation(name).flags & compiler.TypeFlags.Any) === 0
  );
}
