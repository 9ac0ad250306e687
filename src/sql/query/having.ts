import type { Returned } from "./given.ts";
import { columnsIn } from "./parts.ts";
import { comparedIn } from "./proofs.ts";
import { type Field, resolve, type Scope } from "./scope.ts";
import type { Expr, Output } from "./tree.ts";

/** The groups that HAVING leaves. */
export interface Kept {
  readonly having: Expr;
  /** Whether there is one group for all, also of none. */
  readonly isOne: boolean;
  readonly scope: Scope;
}

/**
 * What HAVING says of a column: no NULL where it compares it. Where it looks at the same columns, at others that a join
 * may leave empty as well, or at whether there is a row at all, it may take the NULLs away.
 */
export function afterHaving({ name, value }: Returned, output: Output | undefined, kept: Kept): Returned {
  if (output?.kind !== "expression" || !value.nullable) return { name, value };
  const text = JSON.stringify(output.value);
  // Of two filters the text is not known.
  const isProven =
    !text.includes('"filtered":true') && comparedIn(kept.having).some((one) => JSON.stringify(one) === text);
  if (isProven) return { name, value: { ...value, nullable: false } };
  const isOpen = kept.isOne || isTouched(output.value, kept);
  return { name, value: isOpen ? { ...value, nullable: null } : value };
}

function isTouched(output: Expr, { having, scope }: Kept): boolean {
  const looked = fieldsIn(having, scope);
  return fieldsIn(output, scope).some(
    (own) => looked.includes(own) || (isOuter(own) && looked.some(isOuter)),
  );
}

function isOuter({ binding }: Field): boolean {
  return binding.extensions.length > 0;
}

function fieldsIn(expr: Expr, scope: Scope): Field[] {
  return columnsIn(expr).flatMap(({ table, name }) => {
    const field = resolve({ bindings: scope.bindings, outer: null }, table, name);
    return field === null || field === "unknown" ? [] : [field];
  });
}
