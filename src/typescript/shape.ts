import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";
import { unresolvedReferences } from "./unresolved.ts";

/** A property of an object type; its type is the union of `types`. */
export interface Property {
  readonly name: string;
  readonly types: readonly ts.Type[];
  /** Whether it may be missing: by `?`, or in one member of a union. */
  readonly optional: boolean;
  /** Where it is written; empty for what a mapped type makes up. */
  readonly declarations: readonly ts.Declaration[];
  /** The properties it overrides, nearest first. */
  readonly overrides: readonly (readonly ts.Declaration[])[];
}

/** What an object type holds. */
export interface Shape {
  /** Those of the bases first. */
  readonly properties: readonly Property[];
  /** Whether it has an index signature, so that it may hold more. */
  readonly indexed: boolean;
}

/** The properties of an object type: of a union all members', those not in every member optional. null for other types. */
export function shapeOf(type: ts.Type, checker: ts.TypeChecker): Shape | null {
  if (type.isUnion()) return unionShape(type.types, checker);
  if (!hasShape(type)) return null;
  const properties = checker.getPropertiesOfType(type).flatMap((symbol) => {
    const property = propertyOf(symbol, type, checker);
    return property ? [property] : [];
  });
  return { properties: basesFirst(properties, type, checker), indexed: isIndexed(type, checker) };
}

/** Whether a type is an object type, or a union of some; says at less cost whether `shapeOf` gives anything. */
export function hasShape(type: ts.Type): boolean {
  if (type.isUnion()) {
    const members = type.types.filter((member) => (member.flags & nothing) === 0);
    return members.length > 0 && members.every(hasShape);
  }
  const isObject = (type.flags & (compiler.TypeFlags.Object | compiler.TypeFlags.Intersection)) !== 0;
  return isObject && !isPrimitiveBrand(type);
}
const nothing = compiler.TypeFlags.Null | compiler.TypeFlags.Undefined;

/** As `shapeOf`, for a type that is an error as a whole: what can be known of an intersection with something unresolved. */
export function shapeOfNode(
  node: ts.TypeNode,
  checker: ts.TypeChecker,
  seen: ReadonlySet<ts.Node> = new Set(),
): Shape | null {
  // An alias of itself is an error, too.
  if (seen.has(node)) return null;
  const now = new Set([...seen, node]);
  if (compiler.isParenthesizedTypeNode(node)) return shapeOfNode(node.type, checker, now);
  const type = checker.getTypeFromTypeNode(node);
  if ((type.flags & compiler.TypeFlags.Any) === 0) return shapeOf(type, checker);
  if (compiler.isIntersectionTypeNode(node)) {
    const parts = node.types.map((part) => shapeOfNode(part, checker, now)).filter((part) => part !== null);
    return {
      properties: [
        ...new Map(parts.flatMap(({ properties }) => properties).map((p) => [p.name, p])).values(),
      ],
      indexed: parts.some((part) => part.indexed),
    };
  }
  const alias = compiler.isTypeReferenceNode(node) ? aliasOf(node, checker) : undefined;
  return alias && !alias.typeParameters ? shapeOfNode(alias.type, checker, now) : null;
}

function aliasOf(node: ts.TypeReferenceNode, checker: ts.TypeChecker): ts.TypeAliasDeclaration | undefined {
  const symbol = checker.getSymbolAtLocation(node.typeName);
  const target =
    symbol && symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.declarations?.find(compiler.isTypeAliasDeclaration);
}

/** Whether a type is a primitive with a brand (`string & { __brand: "UserId" }`). */
export function isPrimitiveBrand(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some((part) => (part.flags & compiler.TypeFlags.Object) === 0);
}

function unionShape(members: readonly ts.Type[], checker: ts.TypeChecker): Shape | null {
  const objects = members.filter((member) => (member.flags & nothing) === 0);
  const shapes = objects.map((member) => shapeOf(member, checker));
  if (shapes.length === 0 || shapes.some((shape) => shape === null)) return null;
  const known = shapes.filter((shape) => shape !== null);
  const names = new Set(known.flatMap(({ properties }) => properties.map(({ name }) => name)));
  return {
    properties: [...names].map((name) => joined(name, known)),
    indexed: known.some((shape) => shape.indexed),
  };
}

function joined(name: string, shapes: readonly Shape[]): Property {
  const all = shapes.flatMap(({ properties }) => properties.filter((property) => property.name === name));
  return {
    name,
    types: [...new Set(all.flatMap((property) => property.types))],
    optional: all.length < shapes.length || all.some((property) => property.optional),
    declarations: [...new Set(all.flatMap((property) => property.declarations))],
    overrides: all.flatMap((property) => property.overrides),
  };
}

/** A property that may be a column: no method, no get or set, nothing static, `#private` or called by a symbol. */
function propertyOf(symbol: ts.Symbol, owner: ts.Type, checker: ts.TypeChecker): Property | null {
  const name = symbol.getName();
  if (symbol.flags & compiler.SymbolFlags.Method || name.startsWith("__@") || name.startsWith("__#"))
    return null;
  const declarations = declarationsOf(symbol);
  if (declarations.some(isNoProperty)) return null;
  return {
    name,
    types: [checker.getTypeOfSymbol(symbol)],
    optional: (symbol.flags & compiler.SymbolFlags.Optional) !== 0,
    declarations,
    overrides: overridden(name, owner, checker),
  };
}

function isNoProperty(declaration: ts.Declaration): boolean {
  if (compiler.isGetAccessorDeclaration(declaration) || compiler.isSetAccessorDeclaration(declaration))
    return true;
  if (compiler.isMethodDeclaration(declaration) || compiler.isMethodSignature(declaration)) return true;
  const name = compiler.getNameOfDeclaration(declaration);
  return name !== undefined && compiler.isPrivateIdentifier(name);
}

/** Where a property is written; a mapped type with `as` hides it one step deeper. */
function declarationsOf(symbol: ts.Symbol): readonly ts.Declaration[] {
  if (symbol.declarations) return symbol.declarations;
  const { links } = symbol as ts.Symbol & { readonly links?: { readonly syntheticOrigin?: ts.Symbol } };
  return links?.syntheticOrigin ? declarationsOf(links.syntheticOrigin) : [];
}

function overridden(name: string, owner: ts.Type, checker: ts.TypeChecker): (readonly ts.Declaration[])[] {
  return basesOf(owner, checker).flatMap((base) => {
    const symbol = checker.getPropertyOfType(base, name);
    if (!symbol) return [];
    return [declarationsOf(symbol), ...overridden(name, base, checker)];
  });
}

function basesFirst(properties: readonly Property[], type: ts.Type, checker: ts.TypeChecker): Property[] {
  const parts = type.isIntersection() ? type.types : basesOf(type, checker);
  if (parts.length === 0) return [...properties];
  const order = new Set<string>();
  for (const base of parts) {
    for (const { name } of shapeOf(base, checker)?.properties ?? []) order.add(name);
  }
  const rank = new Map([...order].map((name, index) => [name, index]));
  const last = order.size;
  return [...properties].sort((a, b) => (rank.get(a.name) ?? last) - (rank.get(b.name) ?? last));
}

function basesOf(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  if (type.isClassOrInterface()) return checker.getBaseTypes(type);
  const { target } = type as ts.TypeReference;
  return target?.isClassOrInterface() ? checker.getBaseTypes(target) : [];
}

function isIndexed(type: ts.Type, checker: ts.TypeChecker): boolean {
  return checker.getIndexInfosOfType(type).length > 0;
}

/** What the bases and parts of a declared type name that cannot be found. */
export function unresolvedBases(declaration: ts.Declaration, checker: ts.TypeChecker): ts.Node[] {
  return unresolvedReferences(declaration, checker, { members: false });
}
