import type { ts } from "ts-morph";
import { isErrorType } from "../builtin-types.ts";
import { compiler } from "../compiler.ts";
import { isKnownFile } from "../resolution.ts";

/** How many rows an expression holds. */
export type Rows = "one" | "many";

/** The type of one row in what holds rows; null where that says nothing. */
export function rowIn(type: ts.Type, count: Rows, checker: ts.TypeChecker): ts.Type | null {
  if (isOpen(type)) return null;
  const whole = unwrapped(type, checker);
  if (isOpen(whole)) return null;
  const plain = checker.getNonNullableType(whole);
  const isList = checker.isArrayType(plain) || checker.isTupleType(plain);
  const one = count === "one" ? (isList ? undefined : plain) : elementOf(plain, checker);
  if (!one || isOpen(one) || one.flags & compiler.TypeFlags.TypeParameter || isDrivers(one)) return null;
  return one;
}

function elementOf(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  if (checker.isArrayType(type)) return checker.getTypeArguments(type as ts.TypeReference)[0];
  const isIterator = /^(?:Async)?(?:Iterable|IterableIterator|Generator|Iterator)$/.test(
    type.symbol?.getName() ?? "",
  );
  return isIterator ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
}

function unwrapped(type: ts.Type, checker: ts.TypeChecker): ts.Type {
  return type.symbol?.getName() === "Promise"
    ? (checker.getTypeArguments(type as ts.TypeReference)[0] ?? type)
    : type;
}

/** What a driver calls its rows says nothing of the columns. */
function isDrivers(type: ts.Type): boolean {
  return (
    type.symbol?.declarations?.some(
      (node) => !compiler.isMappedTypeNode(node) && isKnownFile(node.getSourceFile().fileName),
    ) ?? false
  );
}

function isOpen(type: ts.Type): boolean {
  return (
    isErrorType(type) ||
    (type.flags & (compiler.TypeFlags.Any | compiler.TypeFlags.Unknown | compiler.TypeFlags.Never)) !== 0
  );
}
