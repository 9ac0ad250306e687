import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { isKnownFile } from "../resolution.ts";
import { shapeOf } from "../shape.ts";
import { readValue } from "../value.ts";
import { type ClaimedType, claimedTypes } from "./claimed-type.ts";
import type { Claim, ClaimedProperty } from "./found.ts";
import { type CodeProgram, functionAround, nameOfFunction } from "./program.ts";
import type { Rows } from "./row-type.ts";

export type { Rows } from "./row-type.ts";

/** The type that the code gives the rows of a call, or null where it says none. */
export function claimOf(call: ts.Expression, rows: Rows, program: CodeProgram): Claim | null {
  for (const claimed of claimedTypes(call, rows, program)) {
    const claim = readClaim(claimed, program);
    if (claim) return claim;
  }
  return null;
}

function readClaim({ type: written, node }: ClaimedType, program: CodeProgram): Claim | null {
  const { checker } = program;
  const type = checker.getNonNullableType(written);
  const shape = shapeOf(type, checker);
  if (!shape || checker.isArrayType(type) || checker.isTupleType(type)) return null;
  const context = { checker, isTable: () => false };
  const properties = shape.properties.flatMap((property): ClaimedProperty[] => {
    const reading = readValue(property, context);
    if (reading.is === "function") return [];
    const [own] = property.declarations;
    const location = program.locate(own ?? node);
    const { optional, name } = property;
    // What is unknown may be anything.
    const isOpen = property.types.some(({ flags }) => (flags & compiler.TypeFlags.Unknown) !== 0);
    if (reading.is !== "value" || isOpen) return [{ name, location, optional }];
    const { kind, nullable } = reading.value;
    return [
      {
        name,
        location,
        optional,
        ...(kind ? { kind } : {}),
        ...(nullable === undefined ? {} : { nullable }),
      },
    ];
  });
  if (properties.length === 0) return null;
  const named = nameOfType(type, node, program);
  const location = program.locate(named?.declaration ?? node);
  const name = named?.name ?? nameOfFunction(functionAround(node)) ?? nameAround(node) ?? location.file;
  return { name, key: `${location.file} ${name}`, location, properties, open: shape.indexed };
}

/** The variable or property around a type that is written out. */
function nameAround(node: ts.Node): string | null {
  for (let at = node.parent; at; at = at.parent) {
    if (compiler.isVariableDeclaration(at) && compiler.isIdentifier(at.name)) return at.name.text;
    if (compiler.isPropertyDeclaration(at))
      return [at.parent.name?.text, at.name.getText()].filter((part) => part !== undefined).join(".");
  }
  return null;
}

interface Named {
  readonly name: string;
  readonly declaration: ts.Node;
}

/** What a type is called: as it is written, or else by its own name; one that is written out has none. */
function nameOfType(type: ts.Type, node: ts.Node, program: CodeProgram): Named | null {
  const reference = compiler.isTypeNode(node) ? referenceIn(node, program) : null;
  if (reference) return reference;
  const symbol = [type.aliasSymbol, type.symbol].find(
    (each) => each !== undefined && !each.getName().startsWith("__") && !isLibrarys(each),
  );
  const declaration = symbol?.declarations?.[0];
  return symbol && declaration ? { name: symbol.getName(), declaration } : null;
}

/** The type of the project that a type node names, inside of lists and promises. */
function referenceIn(node: ts.TypeNode, program: CodeProgram): Named | null {
  if (compiler.isArrayTypeNode(node)) return referenceIn(node.elementType, program);
  if (compiler.isParenthesizedTypeNode(node) || compiler.isTypeOperatorNode(node))
    return referenceIn(node.type, program);
  if (compiler.isUnionTypeNode(node)) {
    const named = node.types.flatMap((member) => referenceIn(member, program) ?? []);
    return named.length === 1 ? (named[0] ?? null) : null;
  }
  if (!compiler.isTypeReferenceNode(node)) return null;
  const declaration = program.symbolOf(node.typeName)?.declarations?.[0];
  if (!declaration) return null;
  const [only] = node.typeArguments ?? [];
  if (isKnownFile(declaration.getSourceFile().fileName)) return only ? referenceIn(only, program) : null;
  const target = compiler.isTypeAliasDeclaration(declaration) ? listed(declaration.type) : null;
  if (target) return referenceIn(target, program);
  const name =
    compiler.getNameOfDeclaration(declaration as ts.Declaration)?.getText() ?? node.typeName.getText();
  return {
    name: only ? `${name}<${node.typeArguments?.map((each) => each.getText()).join(", ")}>` : name,
    declaration,
  };
}

/** The type that an alias is a list of. */
function listed(type: ts.TypeNode): ts.TypeNode | null {
  return compiler.isArrayTypeNode(type) ? type : null;
}

function isLibrarys({ declarations }: ts.Symbol): boolean {
  return declarations?.some((each) => isKnownFile(each.getSourceFile().fileName)) ?? false;
}
