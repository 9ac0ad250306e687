import type { ts } from "ts-morph";
import { listMethod } from "./lists.ts";
import { textMethod } from "./texts.ts";
import { Closure, method, Native, Plain, Thing, Unread, type Value } from "./values.ts";

/** What stands under a name in a value. */
export function propertyOf(value: Value, name: string, node: ts.Node): Value {
  if (value instanceof Unread) return value;
  if (value instanceof Plain) {
    if (value.members.has(name) || value.unread.length > 0) return value.get(name);
    return undefined;
  }
  if (value instanceof Thing) return value.property(name, node);
  if (value instanceof Native) return value.members[name] ?? new Unread(`${name} is not known`, node);
  if (Array.isArray(value)) {
    if (name === "length") return value.length;
    return /^\d+$/.test(name) ? value[Number(name)] : (listMethod(value, name) ?? unknown(name, node));
  }
  if (typeof value === "string") {
    if (name === "length") return value.length;
    return /^\d+$/.test(name) ? value[Number(name)] : (textMethod(value, name) ?? unknown(name, node));
  }
  if (value instanceof RegExp) return patternMethod(value, name) ?? unknown(name, node);
  if (value instanceof Date) return dateMethod(value, name) ?? unknown(name, node);
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    return name === "toString" ? method(name, () => String(value)) : unknown(name, node);
  }
  if (value instanceof Closure) return unknown(name, node);
  return new Unread(`${String(value)} has no properties`, node);
}

function unknown(name: string, node: ts.Node): Unread {
  return new Unread(`${name} is not followed`, node);
}

function patternMethod(pattern: RegExp, name: string): Value {
  if (name === "source") return pattern.source;
  if (name !== "test") return undefined;
  return method(name, ({ args: [text], node }) =>
    typeof text === "string" ? new RegExp(pattern).test(text) : new Unread("the text is not known", node),
  );
}

function dateMethod(date: Date, name: string): Value {
  switch (name) {
    case "getTime":
    case "valueOf":
      return method(name, () => date.getTime());
    case "toISOString":
    case "toJSON":
      return method(name, () => date.toISOString());
    default:
      return undefined;
  }
}
