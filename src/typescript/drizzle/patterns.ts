import type { ts } from "ts-morph";
import type { Syntax } from "./program.ts";
import { propertyOf } from "./properties.ts";
import { Plain, type Reader, type Scope, Unread, type Value } from "./values.ts";

/** What one name of `{ a, b: c = 1, ...rest }` or `[a, ...rest]` gets of a value. */
export function destructured(
  value: Value,
  element: ts.BindingElement,
  scope: Scope | null,
  reader: Reader,
): Value {
  if (value instanceof Unread) return value;
  const part = partOf(value, element, scope, reader);
  return part === undefined && element.initializer ? reader.evaluate(element.initializer, scope) : part;
}

function partOf(value: Value, element: ts.BindingElement, scope: Scope | null, reader: Reader): Value {
  const pattern = element.parent;
  if (reader.syntax.isArrayBindingPattern(pattern)) {
    if (!Array.isArray(value)) return new Unread("it is no list that is known", element);
    const index = pattern.elements.indexOf(element);
    return element.dotDotDotToken ? value.slice(index) : value[index];
  }
  if (element.dotDotDotToken) return restOf(value, element, pattern, reader.syntax);
  const key = keyOf(element, reader.syntax, (node) => reader.evaluate(node, scope));
  return key === null ? new Unread("its key is not known", element) : propertyOf(value, key, element);
}

function restOf(
  value: Value,
  element: ts.BindingElement,
  pattern: ts.ObjectBindingPattern,
  syntax: Syntax,
): Value {
  if (!(value instanceof Plain)) return new Unread("it is no object that is known", element);
  const taken = new Set(pattern.elements.map((each) => keyOf(each, syntax, () => undefined)));
  const rest = new Plain();
  rest.unread.push(...value.unread);
  for (const [name, member] of value.members) if (!taken.has(name)) rest.set(name, member.value, member.node);
  return rest;
}

function keyOf(
  element: ts.BindingElement,
  syntax: Syntax,
  evaluate: (node: ts.Expression) => Value,
): string | null {
  const name = element.propertyName ?? element.name;
  if (syntax.isIdentifier(name) || syntax.isStringLiteralLike(name) || syntax.isNumericLiteral(name))
    return name.text;
  const key = syntax.isComputedPropertyName(name) ? evaluate(name.expression) : undefined;
  return typeof key === "string" || typeof key === "number" ? String(key) : null;
}
