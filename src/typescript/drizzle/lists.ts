import { type Call, firstUnread, method, Unread, type Value } from "./values.ts";

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
      : new Unread("what is joined is not known", node),
};

/** Whether JavaScript takes a value for true. */
export function isTrue(value: Value): boolean {
  return Boolean(value);
}
