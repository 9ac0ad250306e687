import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { isKnownFile } from "../resolution.ts";
import type { Bound, Unbindable } from "./found.ts";
import { bare, type CodeProgram } from "./program.ts";

/** What is bound: values by place, or the properties of one object by name; null where that is not known. */
export function boundBy(args: readonly ts.Expression[], program: CodeProgram): Bound | null {
  const [only] = args;
  if (args.length === 1 && only) {
    const plain = bare(only);
    if (compiler.isObjectLiteralExpression(plain)) return boundByName(plain, program);
    if (compiler.isArrayLiteralExpression(plain)) {
      const [first] = plain.elements;
      const isObject =
        first && plain.elements.length === 1 && compiler.isObjectLiteralExpression(bare(first));
      return isObject ? boundBy([first], program) : byPlace(plain.elements, program);
    }
    return kindsOf(plain, program).every((kind) => kind !== "other") ? byPlace(args, program) : null;
  }
  return byPlace(args, program);
}

function byPlace(values: readonly ts.Expression[], program: CodeProgram): Bound | null {
  if (values.some((value) => compiler.isSpreadElement(value) || isList(value, program))) return null;
  const unbindable = values.flatMap((value, i) => unbindableIn(`value ${i + 1}`, value, program));
  return { places: values.length, names: [], unbindable };
}

function boundByName({ properties }: ts.ObjectLiteralExpression, program: CodeProgram): Bound | null {
  const unbindable: Unbindable[] = [];
  const names: string[] = [];
  for (const property of properties) {
    if (!property.name || !compiler.isIdentifier(property.name)) return null;
    const name = property.name.text;
    names.push(name);
    const value = compiler.isPropertyAssignment(property) ? property.initializer : property.name;
    unbindable.push(...unbindableIn(name, value, program));
  }
  return { places: 0, names, unbindable };
}

type Kind = "value" | "boolean" | "Date" | "other";

/** What a value may be, NULL aside. */
function kindsOf(value: ts.Expression, { checker }: CodeProgram): Kind[] {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(value));
  return (type.isUnion() ? type.types : [type]).map(kindOf);
}

function kindOf(type: ts.Type): Kind {
  const { NumberLike, BigIntLike, StringLike, BooleanLike } = compiler.TypeFlags;
  if (type.flags & (NumberLike | BigIntLike | StringLike)) return "value";
  if (type.flags & BooleanLike) return "boolean";
  const isDate =
    type.symbol?.getName() === "Date" &&
    type.symbol.declarations?.some((each) => isKnownFile(each.getSourceFile().fileName));
  return isDate ? "Date" : "other";
}

/** A value that is nothing but what some drivers do not bind. */
function unbindableIn(at: string, value: ts.Expression, program: CodeProgram): Unbindable[] {
  const [kind, ...others] = new Set(kindsOf(value, program));
  return (kind === "boolean" || kind === "Date") && others.length === 0 ? [{ at, kind }] : [];
}

/** Drivers take the elements of a list for values of their own. */
function isList(value: ts.Expression, { checker }: CodeProgram): boolean {
  const type = checker.getTypeAtLocation(value);
  return checker.isArrayType(type) || checker.isTupleType(type);
}
