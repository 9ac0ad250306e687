import type { ts } from "ts-morph";
import { isKnownFile } from "./resolution.ts";

/** What one kind of JavaScript value a type stands for. */
export type ValueKind = "string" | "number" | "bigint" | "boolean" | "date" | "bytes" | "json";

/** The types of the standard library that are more than an object. Lists of bytes and numbers are told by their names. */
const kinds: ReadonlyMap<string, ValueKind | "function"> = new Map([
  ["Date", "date"],
  ["String", "string"],
  ["Number", "number"],
  ["Boolean", "boolean"],
  ["BigInt", "bigint"],
  ["Function", "function"],
  ["Buffer", "bytes"],
  ["ArrayBuffer", "bytes"],
  ["SharedArrayBuffer", "bytes"],
  ["DataView", "bytes"],
]);

/** What a type of the standard library is stored as, its subclasses included; undefined for every other type. */
export function builtinKind(type: ts.Type): ValueKind | "function" | undefined {
  if (isKnown(type)) {
    const name = type.symbol.getName();
    return (
      kinds.get(name) ?? (/^(?:Ui|I)nt\d+(?:Clamped)?Array$|^Float\d+Array$/.test(name) ? "bytes" : undefined)
    );
  }
  for (const base of type.getBaseTypes() ?? []) {
    const kind = builtinKind(base);
    if (kind) return kind;
  }
  return undefined;
}

/** Whether a type is one of the standard library's own, such as Map, or a subclass of one, such as an Error. */
export function isLibraryType(type: ts.Type): boolean {
  if (!type.isClassOrInterface() && !(type as ts.TypeReference).target?.isClassOrInterface()) return false;
  return isKnown(type) || (type.getBaseTypes() ?? []).some(isLibraryType);
}

/** Whether a type is the standard library's Promise. */
export function isPromise(type: ts.Type): boolean {
  return type.symbol?.getName() === "Promise" && isKnown(type);
}

/** Whether a type stands for something that could not be found, other than a written `any`. */
export function isErrorType(type: ts.Type): boolean {
  return (type as ts.Type & { readonly intrinsicName?: string }).intrinsicName === "error";
}

function isKnown({ symbol }: ts.Type): boolean {
  return symbol?.declarations?.some((node) => isKnownFile(node.getSourceFile().fileName)) ?? false;
}
