import { type Call, Closure, firstUnread, method, Unread, type Value } from "./values.ts";

/** A method of a list; undefined where it is not known. */
export function listMethod(list: readonly Value[], name: string): Value {
  const found = methods[name];
  return found && method(name, (call) => found(list, call));
}

const methods: Readonly<Record<string, (list: readonly Value[], call: Call) => Value>> = {
  map: (list, call) => list.map((item, i) => call.reader.call(call.args[0], [item, i], call.node)),
  flatMap: (list, call) => list.flatMap((item, i) => call.reader.call(call.args[0], [item, i], call.node)),
  filter: (list, call) => {
    const kept = list.map((item, i) => call.reader.call(call.args[0], [item, i], call.node));
    return firstUnread(kept) ?? list.filter((_, i) => isTrue(kept[i]));
  },
  reduce: reduced,
  forEach: (list, call) =>
    firstUnread(list.map((item, i) => call.reader.call(call.args[0], [item, i], call.node))),
  some: (list, call) => tested(list, call, (kept) => kept.some(isTrue)),
  every: (list, call) => tested(list, call, (kept) => kept.every(isTrue)),
  find: (list, call) => tested(list, call, (kept) => list[kept.findIndex(isTrue)]),
  at: (list, { args }) => list.at(Number(args[0])),
  reverse: (list) => [...list].reverse(),
  toReversed: (list) => [...list].reverse(),
  entries: (list) => list.map((item, i) => [i, item]),
  keys: (list) => list.map((_, i) => i),
  values: (list) => [...list],
  push: (list, { args }) => {
    // The list itself grows: only functions being followed may do that.
    (list as Value[]).push(...args);
    return list.length;
  },
  concat: (list, { args }) => [...list, ...args.flat()],
  slice: (list, { args }) => list.slice(...args.map(Number)),
  flat: (list) => list.flat(1) as Value[],
  toSorted: (list, { args, node }) =>
    args.length === 0 && list.every((item) => typeof item === "string")
      ? list.map(String).sort()
      : new Unread("how it is sorted is not followed", node),
  includes: (list, { args }) => firstUnread(list) ?? list.includes(args[0]),
  join: (list, { args, node }) =>
    list.every((item) => typeof item === "string" || typeof item === "number")
      ? list.join(args[0] === undefined ? "," : String(args[0]))
      : (firstUnread(list) ?? new Unread("what is joined is not known", node)),
};

function reduced(list: readonly Value[], { args, node, reader }: Call): Value {
  const [step] = args;
  const items = args.length > 1 ? list : list.slice(1);
  const start = args.length > 1 ? args[1] : list[0];
  if (!(step instanceof Closure)) return new Unread("how the list is summed up is not followed", node);
  const shift = list.length - items.length;
  return items.reduce<Value>((sum, item, i) => reader.call(step, [sum, item, i + shift], node), start);
}

function tested(list: readonly Value[], call: Call, of: (kept: readonly Value[]) => Value): Value {
  const kept = list.map((item, i) => call.reader.call(call.args[0], [item, i], call.node));
  return firstUnread(kept) ?? of(kept);
}

/** Whether JavaScript takes a value for true. */
export function isTrue(value: Value): boolean {
  return Boolean(value);
}
