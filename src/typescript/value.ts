import type { ts } from "ts-morph";
import { builtinKind, isErrorType, isPromise, type ValueKind } from "./builtin-types.ts";
import { compiler } from "./compiler.ts";
import { columnType } from "./kysely-column.ts";
import { inWrittenOrder, type Literal } from "./literal-order.ts";
import { isPrimitiveBrand, type Property } from "./shape.ts";

/** What a property's type says. `relation` and `function` are no columns; `unreadable` says why it is not known. */
export type Reading =
  | { readonly is: "value"; readonly value: Value }
  | { readonly is: "relation" }
  | { readonly is: "function" }
  | { readonly is: "unreadable"; readonly why: "unresolved" | "generic" | "symbol" | "never" };

/** What a column's type says of its values. What is absent it leaves open. */
export interface Value {
  readonly kind?: ValueKind;
  readonly nullable?: boolean;
  readonly members?: readonly Literal[];
  /** What JSON has at its top, where that is always the same. */
  readonly json?: JsonTop;
  /** Kysely: the database fills the column when an insert leaves it out. */
  readonly filledByDatabase?: boolean;
}

/** What JSON may have at its top, texts and numbers aside. */
export type JsonTop = "array" | "object";

/** What the reader of types needs to know of the model. */
export interface TypeContext {
  readonly checker: ts.TypeChecker;
  /** Whether a type is a table. */
  readonly isTable: (type: ts.Type) => boolean;
}

/** One alternative of a property's type. */
type Leaf =
  | ValueKind
  | "null"
  | "any"
  | "unknown"
  | "relation"
  | "function"
  | Unreadable
  | { readonly literal: Literal };
type Unreadable = { readonly unreadable: "unresolved" | "generic" | "symbol" };

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
  const leaves = property.types.flatMap((type) => leavesOf(type, context, walk));
  const optional = property.optional;
  const stored = leaves.filter((leaf) => leaf !== "null");
  for (const leaf of stored) {
    if (typeof leaf === "object" && "unreadable" in leaf) return { is: "unreadable", why: leaf.unreadable };
  }
  if (stored.length > 0 && stored.every((leaf) => leaf === "relation")) return { is: "relation" };
  if (stored.length > 0 && stored.every((leaf) => leaf === "function")) return { is: "function" };
  const isNever = leaves.length === 0 || (optional && property.types.every(isNeverGiven));
  if (isNever) return { is: "unreadable", why: "never" };
  const nullable = optional || leaves.includes("null");
  const isOpen = stored.includes("any") || stored.includes("unknown");
  const filled = walk.filled ? { filledByDatabase: true } : {};
  if (isOpen) {
    const kind = stored.includes("any") ? {} : { kind: "json" as const };
    return { is: "value", value: { ...kind, ...(nullable ? { nullable } : {}), ...filled } };
  }
  const value = { ...kindOf(stored, property, context), nullable, ...filled };
  const [top, ...others] = [...new Set(walk.tops)];
  const isOne = value.kind === "json" && others.length === 0;
  return { is: "value", value: isOne && top ? { ...value, json: top } : value };
}

/** Whether a type has no value but undefined: `kind?: never` says that there is no such property. */
function isNeverGiven({ flags }: ts.Type): boolean {
  return (flags & (compiler.TypeFlags.Never | compiler.TypeFlags.Undefined)) !== 0;
}

/** The kind and members that all alternatives share; nothing for a mixed union. */
function kindOf(
  stored: readonly Leaf[],
  property: Property,
  { checker }: TypeContext,
): Pick<Value, "kind" | "members"> {
  const kinds = new Set(stored.map(kindOfLeaf));
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined || kind === null) return {};
  const literals = stored.flatMap((leaf) =>
    typeof leaf === "object" && "literal" in leaf ? [leaf.literal] : [],
  );
  if (literals.length < stored.length) return { kind };
  return { kind, members: inWrittenOrder([...new Set(literals)], property.declarations, checker) };
}

function kindOfLeaf(leaf: Leaf): ValueKind | null {
  if (typeof leaf === "object") {
    if (!("literal" in leaf)) return null;
    return typeof leaf.literal === "string" ? "string" : "number";
  }
  if (leaf === "null" || leaf === "any" || leaf === "unknown" || leaf === "relation" || leaf === "function")
    return null;
  return leaf;
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

/** A list is JSON, except a list of tables, which is a relation, and one of unknown things, which may be either. */
function elementLeaf(type: ts.Type, context: TypeContext, walk: Walk): Leaf {
  const { checker } = context;
  const isList = checker.isArrayType(type) || isPromise(type);
  const [element] = isList ? checker.getTypeArguments(type as ts.TypeReference) : [];
  if (!element || walk.lists.has(type)) return "json";
  walk.lists.add(type);
  const leaves = leavesOf(element, context, walk).filter((leaf) => leaf !== "null");
  const unreadable = leaves.find((leaf) => typeof leaf === "object" && "unreadable" in leaf);
  if (unreadable) return unreadable;
  return leaves.length > 0 && leaves.every((leaf) => leaf === "relation") ? "relation" : "json";
}
