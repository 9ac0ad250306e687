import { type Call, Closure, firstUnread, method, Unread, type Value } from "./values.ts";

/** The methods of texts that depend on nothing but their arguments. */
const known: ReadonlySet<string> = new Set([
  ...["toLowerCase", "toUpperCase", "trim", "trimStart", "trimEnd", "concat", "slice", "substring", "at"],
  ...["charAt", "padStart", "padEnd", "repeat", "startsWith", "endsWith", "includes", "indexOf", "split"],
  ...["toString", "replace", "replaceAll", "match"],
]);

/** A method of a text; undefined where it is not known. */
export function textMethod(text: string, name: string): Value {
  if (!known.has(name)) return undefined;
  return method(name, (call) => {
    const [pattern, replacement] = call.args;
    const isReplaced = name === "replace" || name === "replaceAll";
    if (isReplaced && replacement instanceof Closure) return replaced(text, pattern, replacement, call);
    const plain = call.args.every(
      (arg) =>
        typeof arg === "string" || typeof arg === "number" || arg === undefined || arg instanceof RegExp,
    );
    const grows = name === "repeat" || name === "padStart" || name === "padEnd";
    if (grows && (Number(pattern) > 1000 || text.length > 1000))
      return new Unread("the text is too long to follow", call.node);
    if (!plain) return firstUnread(call.args) ?? new Unread(`what ${name} is given is not known`, call.node);
    const own = (text as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[name];
    const result = own?.apply(text, [...call.args]);
    return Array.isArray(result) ? result.map(String) : (result as Value);
  });
}

/** The text with what a function makes of each match in its place. */
function replaced(text: string, pattern: Value, by: Closure, { reader, node }: Call): Value {
  if (typeof pattern !== "string" && !(pattern instanceof RegExp))
    return new Unread("what is replaced is not known", node);
  let unread: Unread | null = null;
  const result = text.replace(pattern, (...found: (string | number | undefined)[]) => {
    const made = reader.call(
      by,
      found.filter((part) => typeof part !== "object"),
      node,
    );
    if (typeof made === "string" || typeof made === "number") return String(made);
    unread ??= made instanceof Unread ? made : new Unread("what stands in its place is not known", node);
    return "";
  });
  return unread ?? result;
}

/** A regular expression, if it is one of those that take no time to speak of: no repetition of a group. */
export function patternOf(source: string, flags: string): RegExp | null {
  if (source.length > 200 || /\)[*+{]/.test(source)) return null;
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}
