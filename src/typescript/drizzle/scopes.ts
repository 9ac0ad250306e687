import type { ts } from "ts-morph";
import type { Scope, Value } from "./values.ts";

/** What a declaration stands for in the functions being followed; `undefined` where none of them holds it. */
export function bound(scope: Scope | null, declaration: ts.Node): { readonly value: Value } | undefined {
  for (let at = scope; at; at = at.outer) {
    if (at.bindings.has(declaration)) return { value: at.bindings.get(declaration) };
  }
  return undefined;
}

/** A scope inside another one. */
export function inside(outer: Scope | null): Scope {
  return { bindings: new Map(), outer };
}
