import type { TSIndexedAccessType, TSSignature, TSType } from "oxc-parser";
import type { Literal } from "../leaves.ts";
import { keyOf, literalOf } from "./literals.ts";

/** A type as it is written, as far as it is plain; else `unclear`. */
export type Written =
  | Keyword
  | "unclear"
  | { readonly literal: Literal }
  | { readonly union: readonly Written[] }
  | { readonly list: Written }
  | { readonly braces: Braces }
  | { readonly name: string; readonly given: readonly Written[] }
  | { readonly constant: string; readonly of: "items" | "members" };

/** A type that has a word. */
export type Keyword = "string" | "number" | "boolean" | "bigint" | "null" | "any" | "unknown" | "object";

/** The body of an interface or of an object type. */
export interface Braces {
  readonly start: number;
  readonly end: number;
  /** null where there is more in it than properties and methods with plain names. */
  readonly members: readonly Member[] | null;
}

/** A property or method. */
export interface Member {
  readonly name: string;
  /** null for a method. */
  readonly type: Written | null;
  readonly optional: boolean;
  /** Where its name stands. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

const keywords: ReadonlyMap<TSType["type"], Keyword> = new Map([
  ["TSStringKeyword", "string"],
  ["TSNumberKeyword", "number"],
  ["TSBooleanKeyword", "boolean"],
  ["TSBigIntKeyword", "bigint"],
  ["TSNullKeyword", "null"],
  ["TSUndefinedKeyword", "null"],
  ["TSAnyKeyword", "any"],
  ["TSUnknownKeyword", "unknown"],
  ["TSObjectKeyword", "object"],
]);

/** A type without the tree it was parsed into, whose positions count from `offset`. */
export function writtenType(node: TSType, offset: number): Written {
  switch (node.type) {
    case "TSParenthesizedType":
      return writtenType(node.typeAnnotation, offset);
    case "TSUnionType":
      return { union: node.types.map((type) => writtenType(type, offset)) };
    case "TSTypeLiteral":
      return { braces: bracesOf(node, node.members, offset) };
    case "TSArrayType":
      return { list: writtenType(node.elementType, offset) };
    case "TSTypeOperator": {
      const isList = node.operator === "readonly" && node.typeAnnotation.type === "TSArrayType";
      return isList ? writtenType(node.typeAnnotation, offset) : "unclear";
    }
    case "TSLiteralType": {
      const literal = literalOf(node.literal);
      return literal === null ? "unclear" : typeof literal === "boolean" ? "boolean" : { literal };
    }
    case "TSIndexedAccessType":
      return accessed(node);
    case "TSTypeReference": {
      if (node.typeName.type !== "Identifier") return "unclear";
      const given = (node.typeArguments?.params ?? []).map((type) => writtenType(type, offset));
      return { name: node.typeName.name, given };
    }
    default:
      return keywords.get(node.type) ?? "unclear";
  }
}

/** `(typeof list)[number]`, `(typeof object)[keyof typeof object]`. */
function accessed({ objectType, indexType }: TSIndexedAccessType): Written {
  const constant = queried(objectType);
  if (constant === null) return "unclear";
  if (indexType.type === "TSNumberKeyword") return { constant, of: "items" };
  const isKeyOf = indexType.type === "TSTypeOperator" && indexType.operator === "keyof";
  return isKeyOf && queried(indexType.typeAnnotation) === constant ? { constant, of: "members" } : "unclear";
}

/** The name in `typeof name`, or null. */
function queried(node: TSType): string | null {
  if (node.type === "TSParenthesizedType") return queried(node.typeAnnotation);
  if (node.type !== "TSTypeQuery" || node.typeArguments) return null;
  return node.exprName.type === "Identifier" ? node.exprName.name : null;
}

/** The body of an interface or of an object type, without its tree. */
export function bracesOf(
  body: { readonly start: number; readonly end: number },
  signatures: readonly TSSignature[],
  offset: number,
): Braces {
  const members: Member[] = [];
  for (const signature of signatures) {
    const member = memberOf(signature, offset);
    if (member) members.push(member);
  }
  const isPlain = members.length === signatures.length;
  return { start: body.start + offset, end: body.end + offset, members: isPlain ? members : null };
}

function memberOf(node: TSSignature, offset: number): Member | null {
  const isProperty = node.type === "TSPropertySignature";
  const isMethod = node.type === "TSMethodSignature" && node.kind === "method";
  if ((!isProperty && !isMethod) || node.computed) return null;
  const name = keyOf(node.key);
  if (name === null) return null;
  // Without a type it is any, of which the compiler has its own to say.
  const type = !isProperty
    ? null
    : node.typeAnnotation
      ? writtenType(node.typeAnnotation.typeAnnotation, offset)
      : "unclear";
  const { start, end, key, optional } = node;
  return { name, type, optional, at: key.start + offset, start: start + offset, end: end + offset };
}
