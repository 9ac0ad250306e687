import type { Expression, PropertyKey, TSEnumDeclaration, VariableDeclarator } from "oxc-parser";
import type { Literal } from "../leaves.ts";

/** What a literal stands for. */
export type Constant = Literal | boolean;

/** What a constant of literals holds: `[…] as const`, `{ … } as const`. */
export interface Constants {
  readonly of: "items" | "members";
  readonly values: readonly Constant[];
}

/** The name of a member that is written as a name or a text; null for others, and for what no member is called. */
export function keyOf(key: PropertyKey): string | null {
  const name =
    key.type === "Identifier" ? key.name : key.type === "Literal" && "value" in key ? key.value : null;
  return typeof name === "string" && !name.startsWith("__") ? name : null;
}

/** What a literal stands for, a negative number included; null for all else. */
export function literalOf(node: Expression | { readonly type: string } | null): Constant | null {
  if (node?.type === "Literal" && "value" in node) {
    const { value } = node;
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? value
      : null;
  }
  if (node?.type !== "UnaryExpression" || !("operator" in node) || node.operator !== "-") return null;
  const value = literalOf(node.argument);
  return typeof value === "number" && value !== 0 ? -value : null;
}

/** What a constant holds, null where that is no list or object of literals `as const`. */
export function constantsOf({ id, init }: VariableDeclarator): Constants | null {
  const given = init?.type === "TSSatisfiesExpression" ? init.expression : init;
  if (id.typeAnnotation || given?.type !== "TSAsExpression") return null;
  const { expression, typeAnnotation: as } = given;
  const isConst =
    as.type === "TSTypeReference" && as.typeName.type === "Identifier" && as.typeName.name === "const";
  if (!isConst) return null;
  if (expression.type === "ArrayExpression") return all("items", expression.elements.map(literalOf));
  if (expression.type !== "ObjectExpression") return null;
  const keys = new Set<string>();
  const values = expression.properties.map((property) => {
    const isPlain = property.type === "Property" && !property.computed && property.kind === "init";
    const key = isPlain ? keyOf(property.key) : null;
    if (!isPlain || key === null || keys.has(key)) return null;
    keys.add(key);
    return literalOf(property.value);
  });
  return all("members", values);
}

function all(of: Constants["of"], values: readonly (Constant | null)[]): Constants | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? { of, values: known } : null;
}

/** The values of an enum; null where it is declared only, has no members, or some are computed. */
export function enumMembers({ body, declare }: TSEnumDeclaration): readonly Literal[] | null {
  const values: Literal[] = [];
  const names = new Set<string>();
  let next: number | null = 0;
  for (const { id, initializer, computed } of body.members) {
    const value: Constant | null = initializer ? literalOf(initializer) : next;
    if (computed || id.type !== "Identifier" || value === null || typeof value === "boolean") return null;
    names.add(id.name);
    values.push(value);
    next = typeof value === "number" ? value + 1 : null;
  }
  return declare || values.length === 0 || names.size < values.length ? null : values;
}
