import type { ts } from "ts-morph";
import type { Location, NotAnalysed } from "../schema/location.ts";
import { isErrorType, isLibraryType } from "./builtin-types.ts";
import { commentsOf, strayComments } from "./comments.ts";
import { compiler } from "./compiler.ts";
import type { CheckedBody } from "./declarations.ts";
import type { Reading } from "./leaves.ts";
import type { ModelProgram } from "./program.ts";
import { hasShape, type Property, type Shape, shapeOf, shapeOfNode, unresolvedBases } from "./shape.ts";
import { type DocComment, readTags, type Tag, type TagReading } from "./tags.ts";
import { unresolvedReferences } from "./unresolved.ts";
import { readValue, type TypeContext } from "./value.ts";
import { whyUnreadable, whyUnresolved } from "./why-unread.ts";

/** A property of a table's type: what it holds and what its tags say. */
export interface Field {
  readonly name: string;
  readonly location: Location;
  readonly reading: Reading;
  /** Why an unreadable type is not known. */
  readonly why: string | null;
  readonly tags: readonly Tag[];
}

/** What can be read of a table's type. */
export interface Fields {
  readonly fields: readonly Field[];
  /** Whether it may have properties beside these. */
  readonly open: boolean;
  /** Bases and parts that cannot be found. */
  readonly notAnalysed: readonly NotAnalysed[];
  /** Tags inside its bodies that belong to no property. */
  readonly strayTags: readonly Tag[];
}

/** Reads the properties of an object type; null for every other type, lists and functions included. */
export function readFields(
  body: CheckedBody,
  location: Location,
  program: ModelProgram,
  context: TypeContext,
  reading: TagReading,
): Fields | null {
  const { checker } = program;
  const shape = shapeOfBody(body, checker);
  if (!shape || isNoTable(body.type, checker)) return null;
  const unresolved = body.declarations.flatMap((declaration) => unresolvedBases(declaration, checker));
  const fields = shape.properties.map((property) => fieldOf(property, location, program, context, reading));
  return {
    fields,
    open: shape.indexed || unresolved.length > 0,
    notAnalysed: unresolved.map((node) => ({
      what: `base ${node.getText()}`,
      location: program.locate(node),
      why: whyUnresolved(node, checker),
    })),
    strayTags: strays(body, shape).flatMap((comment) => readTags(comment, reading)),
  };
}

/** Whether a type can be a table at all: an object type with some property that is no function, or with unknown bases. */
export function mayBeTable(body: CheckedBody, checker: ts.TypeChecker): boolean {
  const shape = shapeOfBody(body, checker);
  if (!shape || isNoTable(body.type, checker) || isLibraryType(body.type)) return false;
  const isStored = ({ types }: Property): boolean =>
    types.some((type) => type.getCallSignatures().length === 0);
  return (
    shape.properties.some(isStored) ||
    body.declarations.some((declaration) => unresolvedBases(declaration, checker).length > 0)
  );
}

/** Whether a type is an object type, and no list or function. */
export function isObjectType(body: CheckedBody, checker: ts.TypeChecker): boolean {
  const isObject = isErrorType(body.type) ? shapeOfBody(body, checker) !== null : hasShape(body.type);
  return isObject && !isNoTable(body.type, checker);
}

function shapeOfBody({ type, declarations }: CheckedBody, checker: ts.TypeChecker): Shape | null {
  if (!isErrorType(type)) return shapeOf(type, checker);
  const alias = declarations.find(compiler.isTypeAliasDeclaration);
  return alias ? (shapeOfNode(alias.type, checker) ?? { properties: [], indexed: true }) : null;
}

function isNoTable(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (checker.isArrayType(type) || checker.isTupleType(type)) return true;
  return type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
}

function fieldOf(
  property: Property,
  table: Location,
  program: ModelProgram,
  context: TypeContext,
  reading: TagReading,
): Field {
  const [declaration] = property.declarations;
  const value = readValue(property, context);
  const typeNode = declaration && typeNodeOf(declaration);
  const refined = value.is === "value" && hidesUnresolved(property, typeNode, program.checker);
  const final: Reading = refined ? { is: "unreadable", why: "unresolved" } : value;
  return {
    name: property.name,
    location: declaration ? program.locate(compiler.getNameOfDeclaration(declaration) ?? declaration) : table,
    reading: final,
    why: final.is === "unreadable" ? whyUnreadable(final.why, typeNode, program.checker) : null,
    tags: propertyTags(property, reading),
  };
}

/** Whether an `any` is none that was written, but comes from something that cannot be found. */
function hidesUnresolved(property: Property, node: ts.Node | undefined, checker: ts.TypeChecker): boolean {
  if (!node || node.kind === compiler.SyntaxKind.AnyKeyword) return false;
  const isAny = property.types.some((type) => type.flags & compiler.TypeFlags.Any);
  return isAny && unresolvedReferences(node, checker, { members: false }).length > 0;
}

function typeNodeOf(declaration: ts.Declaration): ts.Node | undefined {
  const { type, initializer } = declaration as Partial<ts.PropertyDeclaration>;
  return type ?? initializer;
}

/** A property's own tags; where none of them is the doctor's, also those of the property it overrides. */
function propertyTags(property: Property, reading: TagReading): Tag[] {
  const own = tagsOf(property.declarations, reading);
  if (own.some(({ name }) => reading.isDoctorTag(name))) return own;
  for (const declarations of property.overrides) {
    const inherited = tagsOf(declarations, reading).filter(({ name }) => reading.isDoctorTag(name));
    if (inherited.length > 0) return [...own, ...inherited];
  }
  return own;
}

function tagsOf(declarations: readonly ts.Declaration[], reading: TagReading): Tag[] {
  return declarations
    .flatMap((declaration) => commentsOf(declaration, compiler.getNameOfDeclaration(declaration)))
    .flatMap((comment) => readTags(comment, reading));
}

/** The comments in the bodies that a type's properties stand in, and in its own, that belong to no property. */
function strays(body: CheckedBody, shape: Shape): DocComment[] {
  const bodies = new Set<ts.Node>(body.declarations);
  for (const { declarations } of shape.properties) {
    for (const declaration of declarations) bodies.add(declaration.parent);
  }
  return [...bodies].flatMap((node) => {
    if (
      compiler.isInterfaceDeclaration(node) ||
      compiler.isClassLike(node) ||
      compiler.isTypeLiteralNode(node)
    ) {
      return hasComment(node) ? strayComments(node.members, propertyName) : [];
    }
    if (compiler.isConstructorDeclaration(node) && hasComment(node)) {
      return strayComments(node.parameters, propertyName);
    }
    return [];
  });
}

function hasComment(node: ts.Node): boolean {
  return node.getFullText().includes("/**");
}

/** The name after which a comment in a member is misplaced; none for members that are no properties. */
function propertyName(member: ts.Node): ts.Node | undefined {
  const isProperty =
    compiler.isPropertySignature(member) ||
    compiler.isPropertyDeclaration(member) ||
    compiler.isParameter(member);
  return isProperty ? member.name : undefined;
}
