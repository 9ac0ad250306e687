import type { ts } from "ts-morph";
import { builtinKind, isErrorType, isPromise } from "./builtin-types.ts";
import { compiler } from "./compiler.ts";
import { columnType } from "./kysely-column.ts";
import { type JsonTop, type Leaf, leafOfList, type Reading, readingOf } from "./leaves.ts";
import { inWrittenOrder } from "./literal-order.ts";
import { isPrimitiveBrand, type Property } from "./shape.ts";

/** What the reader of types needs to know of the model. */
export interface TypeContext {
  readonly checker: ts.TypeChecker;
  /** Whether a type is a table. */
  readonly isTable: (type: ts.Type) => boolean;
}

/** What is noted on the way through a property's type. */
interface Walk {
  /** Whether a ColumnType was met that the database fills. */
  filled: boolean;
  /** The lists whose elements are being read: JSON's own type is a list of itself. */
  readonly lists: Set<ts.Type>;
  /** What stands at the top of the JSON that was met; null for what may be either. */
  tops: readonly (JsonTop | null)[];
}

/** Reads what a property's type says of a column. */
export function readValue(property: Property, context: TypeContext): Reading {
  const walk: Walk = { filled: false, lists: new Set(), tops: [] };
  const { optional, declarations } = property;
  return readingOf(
    property.types.flatMap((type) => leavesOf(type, context, walk)),
    {
      optional,
      isNever: optional && property.types.every(isNeverGiven),
      filled: walk.filled,
      tops: walk.tops,
      inOrder: (members) => inWrittenOrder(members, declarations, context.checker),
    },
  );
}

/** Whether a type has no value but undefined: `kind?: never` says that there is no such property. */
function isNeverGiven({ flags }: ts.Type): boolean {
  return (flags & (compiler.TypeFlags.Never | compiler.TypeFlags.Undefined)) !== 0;
}

function leavesOf(type: ts.Type, context: TypeContext, walk: Walk): Leaf[] {
  const { flags } = type;
  if (context.isTable(type)) return ["relation"];
  if (flags & compiler.TypeFlags.Any) return isErrorType(type) ? [{ unreadable: "unresolved" }] : ["any"];
  if (flags & compiler.TypeFlags.Unknown) return ["unknown"];
  if (flags & compiler.TypeFlags.Never) return [];
  if (flags & (compiler.TypeFlags.Null | compiler.TypeFlags.Undefined | compiler.TypeFlags.Void))
    return ["null"];
  if (flags & compiler.TypeFlags.BooleanLike) return ["boolean"];
  if (type.isUnion()) return type.types.flatMap((member) => leavesOf(member, context, walk));
  if (type.isStringLiteral() || type.isNumberLiteral()) return [{ literal: type.value }];
  if (flags & (compiler.TypeFlags.StringLike | compiler.TypeFlags.Index)) return ["string"];
  if (flags & (compiler.TypeFlags.NumberLike | compiler.TypeFlags.Enum)) return ["number"];
  if (flags & compiler.TypeFlags.BigIntLike) return ["bigint"];
  if (flags & compiler.TypeFlags.ESSymbolLike) return [{ unreadable: "symbol" }];
  if (flags & compiler.TypeFlags.NonPrimitive) {
    walk.tops = [...walk.tops, null];
    return ["json"];
  }
  if (isPrimitiveBrand(type) && type.isIntersection()) return brandedLeaves(type, context, walk);
  if (flags & (compiler.TypeFlags.Object | compiler.TypeFlags.Intersection))
    return objectLeaves(type, context, walk);
  const filling = type.isTypeParameter() ? filledWith(type, context.checker) : undefined;
  return filling ? leavesOf(filling, context, walk) : [{ unreadable: "generic" }];
}

/** What stands for a type parameter that nobody fills: its default, or for `this` the type itself. */
function filledWith(type: ts.TypeParameter, checker: ts.TypeChecker): ts.Type | undefined {
  const { isThisType } = type as ts.TypeParameter & { readonly isThisType?: boolean };
  return isThisType ? checker.getBaseConstraintOfType(type) : checker.getDefaultFromTypeParameter(type);
}

/** A brand adds nothing to the primitive it marks. */
function brandedLeaves(type: ts.IntersectionType, context: TypeContext, walk: Walk): Leaf[] {
  const primitives = type.types.filter((part) => (part.flags & compiler.TypeFlags.Object) === 0);
  const leaves = primitives.map((part) => leavesOf(part, context, walk));
  return leaves[0] ?? [];
}

function objectLeaves(type: ts.Type, context: TypeContext, walk: Walk): Leaf[] {
  const { checker } = context;
  const column = columnType(type, checker);
  if (column) {
    if (column.filled) walk.filled = true;
    return leavesOf(column.select, context, walk);
  }
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return ["function"];
  const parts = type.isIntersection() ? type.types : [type];
  for (const part of parts) {
    const builtin = builtinKind(part);
    if (builtin) return [builtin];
  }
  const { tops } = walk;
  const leaf = elementLeaf(type, context, walk);
  // What is inside says nothing of the top.
  walk.tops = leaf === "json" ? [...tops, topOf(type, context)] : tops;
  return [leaf];
}

function topOf(type: ts.Type, { checker }: TypeContext): JsonTop | null {
  if (checker.isArrayType(type) || checker.isTupleType(type)) return "array";
  // What becomes of these in JSON is for the code to say.
  if (/^(?:Readonly|Weak)?(?:Map|Set)$|^Promise$/.test(type.symbol?.getName() ?? "")) return null;
  return checker.getIndexTypeOfType(type, compiler.IndexKind.Number) && !isRecord(type, checker)
    ? null
    : "object";
}

/** Whether it may have any name, and not numbers alone as lists of another kind do. */
function isRecord(type: ts.Type, checker: ts.TypeChecker): boolean {
  return checker.getIndexTypeOfType(type, compiler.IndexKind.String) !== undefined;
}

function elementLeaf(type: ts.Type, context: TypeContext, walk: Walk): Leaf {
  const { checker } = context;
  const isList = checker.isArrayType(type) || isPromise(type);
  const [element] = isList ? checker.getTypeArguments(type as ts.TypeReference) : [];
  if (!element || walk.lists.has(type)) return "json";
  walk.lists.add(type);
  return leafOfList(leavesOf(element, context, walk));
}
