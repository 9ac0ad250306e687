import { method, Unread, type Value } from "./values.ts";

/** The methods of texts that depend on nothing but their arguments. */
const known: ReadonlySet<string> = new Set([
  ...["toLowerCase", "toUpperCase", "trim", "trimStart", "trimEnd", "concat", "slice", "substring", "at"],
  ...["charAt", "padStart", "padEnd", "repeat", "startsWith", "endsWith", "includes", "indexOf", "split"],
  ...["toString", "replace", "replaceAll"],
]);

/** A method of a text; undefined where it is not known. */
export function textMethod(text: string, name: string): Value {
  if (!known.has(name)) return undefined;
  return method(name, ({ args, node }) => {
    const plain = args.every(
      (arg) => typeof arg === "string" || typeof arg === "number" || arg === undefined,
    );
    if (!plain) return new Unread(`what ${name} is given is not known`, node);
    const own = (text as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[name];
    const result = own?.apply(text, [...args]);
    return Array.isArray(result) ? result.map(String) : (result as Value);
  });
}
