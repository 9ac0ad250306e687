import type { ts } from "ts-morph";
import { ColumnValue } from "./column-value.ts";
import {
  type Call,
  Closure,
  firstUnread,
  method,
  Native,
  Plain,
  Thing,
  Unread,
  type Value,
} from "./values.ts";

/** What a table may have besides columns. */
export type ExtraKind = "index" | "unique" | "primary-key" | "foreign-key" | "check";

/** An index, key or check of a table. */
export class Extra extends Thing {
  readonly is = "a part of a table";
  readonly kind: ExtraKind;
  readonly node: ts.Node;
  readonly parts: Readonly<Record<string, Value>>;

  constructor(kind: ExtraKind, node: ts.Node, parts: Readonly<Record<string, Value>>) {
    super();
    this.kind = kind;
    this.node = node;
    this.parts = parts;
  }

  /** The same with one more thing said of it. */
  override property(name: string, node: ts.Node): Value {
    if (!(refinements[this.kind] ?? []).includes(name)) return new Unread(`.${name}() is not known`, node);
    return method(name, ({ args }) => new Extra(this.kind, this.node, { ...this.parts, [name]: args[0] }));
  }
}

const refinements: Readonly<Partial<Record<ExtraKind, readonly string[]>>> = {
  index: ["where"],
  "foreign-key": ["onDelete", "onUpdate"],
};

/** The functions that make them, by name. */
export const extraFunctions: Readonly<Record<string, Native>> = {
  index: onColumns("index", { isUnique: false }),
  uniqueIndex: onColumns("index", { isUnique: true }),
  unique: onColumns("unique", {}),
  check: new Native(
    "check",
    ({ args: [name, condition], node }) => new Extra("check", node, { name, condition }),
  ),
  primaryKey: new Native("primaryKey", primaryKey),
  foreignKey: new Native("foreignKey", foreignKey),
};

/** `index(name).on(…)` and its like. */
function onColumns(kind: ExtraKind, parts: Readonly<Record<string, Value>>): Native {
  return new Native(kind, ({ args: [name], node }) =>
    new Plain().set(
      "on",
      method("on", ({ args }) => new Extra(kind, node, { ...parts, name, columns: [...args] })),
      node,
    ),
  );
}

function primaryKey({ args, node }: Call): Value {
  const [first] = args;
  if (first instanceof Plain) return new Extra("primary-key", node, { columns: first.get("columns") });
  return new Extra("primary-key", node, { columns: firstUnread(args) ?? [...args] });
}

function foreignKey({ args: [given, actions], node, reader }: Call): Value {
  const config = given instanceof Closure ? reader.call(given, [], node) : given;
  const parts = config instanceof Plain ? config : new Plain();
  if (!(config instanceof Plain))
    parts.unread.push(config instanceof Unread ? config : new Unread("its columns are not known", node));
  const stated =
    actions instanceof Plain ? { onDelete: actions.get("onDelete"), onUpdate: actions.get("onUpdate") } : {};
  return new Extra("foreign-key", node, {
    columns: parts.get("columns"),
    foreignColumns: parts.get("foreignColumns"),
    ...stated,
  });
}

/** The columns of a list; Unread for one that holds anything else. */
export function columnsOf(list: Value, node: ts.Node): readonly ColumnValue[] | Unread {
  if (list instanceof Unread) return list;
  if (!Array.isArray(list)) return new Unread("its columns are not known", node);
  const columns = list.filter((column) => column instanceof ColumnValue);
  if (columns.length === list.length && columns.length > 0) return columns;
  return firstUnread(list) ?? new Unread("it names what is no column", node);
}
