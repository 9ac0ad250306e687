import { type Call, firstUnread, Native, Plain, toData, Unread, type Value } from "./values.ts";

/** What JavaScript's own names do, as far as it depends on nothing but what they are given. */
export const globals: Readonly<Record<string, Value>> = {
  Object: new Native("Object", unfollowed, {
    keys: native("keys", (object) => [...object.members.keys()]),
    values: native("values", (object) => [...object.members.values()].map(({ value }) => value)),
    entries: native("entries", (object) => [...object.members].map(([key, { value }]) => [key, value])),
    freeze: new Native("freeze", ({ args }) => args[0]),
    seal: new Native("seal", ({ args }) => args[0]),
    assign: new Native("assign", assigned),
    fromEntries: new Native("fromEntries", fromEntries),
  }),
  Array: new Native("Array", unfollowed, {
    from: new Native("from", listed),
    isArray: new Native("isArray", ({ args }) => Array.isArray(args[0])),
    of: new Native("of", ({ args }) => [...args]),
  }),
  JSON: new Native("JSON", unfollowed, { stringify: new Native("stringify", stringified) }),
  Date: new Native("Date", unfollowed, {
    new: new Native("Date", dated),
    UTC: new Native("UTC", (call) => {
      const numbers = call.args.filter((arg) => typeof arg === "number");
      const [year, ...rest] = numbers;
      return numbers.length === call.args.length && year !== undefined
        ? Date.UTC(year, ...rest)
        : unfollowed(call);
    }),
  }),
  String: converter("String", (value) => String(value)),
  Number: converter("Number", (value) => Number(value)),
  Boolean: converter("Boolean", (value) => Boolean(value)),
  BigInt: converter("BigInt", (value) =>
    typeof value === "bigint" ||
    (typeof value === "number" && Number.isInteger(value)) ||
    /^-?\d+$/.test(String(value))
      ? BigInt(String(value))
      : undefined,
  ),
  Infinity: Number.POSITIVE_INFINITY,
  NaN: Number.NaN,
};

function unfollowed({ node }: Call): Unread {
  return new Unread("the call is not followed", node);
}

function native(name: string, of: (object: Plain) => Value): Native {
  return new Native(name, (call) => {
    const [object] = call.args;
    if (object instanceof Unread) return object;
    if (!(object instanceof Plain)) return unfollowed(call);
    return object.unread[0] ?? of(object);
  });
}

function converter(name: string, convert: (value: string | number | bigint | boolean) => Value): Native {
  return new Native(name, (call) => {
    const [value] = call.args;
    if (value instanceof Unread) return value;
    const isPlain = ["string", "number", "bigint", "boolean"].includes(typeof value);
    return isPlain ? convert(value as string) : unfollowed(call);
  });
}

/** `Array.from(list)`, `Array.from({ length })`, each with a function or without. */
function listed(call: Call): Value {
  const [from, change] = call.args;
  const length = from instanceof Plain ? from.get("length") : undefined;
  const isCount = typeof length === "number" && length >= 0 && length <= 1000;
  const list = isCount ? Array.from<Value>({ length }) : from;
  if (!Array.isArray(list)) return from instanceof Unread ? from : unfollowed(call);
  return change === undefined
    ? [...list]
    : list.map((item, i) => call.reader.call(change, [item, i], call.node));
}

function assigned({ args, node }: Call): Value {
  const result = new Plain();
  for (const arg of args) {
    if (arg instanceof Unread) result.unread.push(arg);
    else if (!(arg instanceof Plain))
      result.unread.push(new Unread("what is assigned there is not known", node));
    else {
      for (const [name, { value, node: at }] of arg.members) result.set(name, value, at);
      result.unread.push(...arg.unread);
    }
  }
  return result;
}

function fromEntries(call: Call): Value {
  const [entries] = call.args;
  if (!Array.isArray(entries)) return entries instanceof Unread ? entries : unfollowed(call);
  const unread = firstUnread(entries);
  if (unread) return unread;
  const result = new Plain();
  for (const entry of entries) {
    const [key, value] = Array.isArray(entry) ? entry : [];
    if (typeof key !== "string") return unfollowed(call);
    result.set(key, value, call.node);
  }
  return result;
}

function stringified(call: Call): Value {
  const data = toData(call.args[0], call.node);
  if (data instanceof Unread) return data;
  return call.args.length === 1 ? JSON.stringify(data) : unfollowed(call);
}

/** A moment that is stated. The present one is another at each reading. */
function dated({ args, node }: Call): Value {
  const [first, ...rest] = args;
  const isStated = (typeof first === "string" && /^\d{4}-|Z$|GMT/.test(first)) || typeof first === "number";
  if (first instanceof Date) return first;
  if (!isStated || rest.length > 0)
    return new Unread("which moment it is depends on when and where it runs", node);
  const date = new Date(first);
  return Number.isNaN(date.getTime()) ? new Unread("it is no moment", node) : date;
}
