import type { ts } from "ts-morph";
import { method, Native, Plain, Thing, Unread, type Value } from "./values.ts";

/** A piece of SQL: texts, and the values between them. */
export class Sql extends Thing {
  readonly is = "SQL";
  readonly chunks: readonly Chunk[];
  /** The name that `.as(name)` gives it. */
  readonly alias: string | null;

  constructor(chunks: readonly Chunk[], alias: string | null = null) {
    super();
    this.chunks = chunks;
    this.alias = alias;
  }

  override property(name: string, node: ts.Node): Value {
    switch (name) {
      case "as":
        return method(name, ({ args }) => new Sql(this.chunks, typeof args[0] === "string" ? args[0] : null));
      case "mapWith":
      case "inlineParams":
      case "getSQL":
      case "$type":
        return method(name, () => this);
      case "append":
        return method(name, ({ args, node: at }) => new Sql([...this.chunks, { value: args[0], node: at }]));
      case "if":
        return method(name, ({ args }) => (args[0] instanceof Unread ? args[0] : args[0] ? this : undefined));
      default:
        return new Unread(`${name} of SQL is not followed`, node);
    }
  }
}

/** A name that SQL quotes. */
export class Name extends Thing {
  readonly is = "a name";
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override property(name: string, node: ts.Node): Value {
    return name === "getSQL" ? method(name, () => this) : new Unread(`${name} is not followed`, node);
  }
}

/** A part of a piece of SQL. `as` says what a value is stored as, where it stands beside a column. */
export type Chunk = string | { readonly value: Value; readonly node: ts.Node; readonly as?: Encoding };

/** How Drizzle stores a value of a column. */
export type Encoding = (value: Value) => Value;

/** The tag `sql` with what belongs to it. */
export const sqlTag: Native = new Native(
  "sql",
  ({ args: [texts, ...values], node }) => {
    if (!Array.isArray(texts)) return new Unread("sql is called as no tag", node);
    return new Sql(
      texts.flatMap((text, i): Chunk[] => [
        ...(i === 0 ? [] : [{ value: values[i - 1], node }]),
        String(text),
      ]),
    );
  },
  {
    raw: new Native("raw", ({ args: [text], node }) =>
      typeof text === "string" ? new Sql([text]) : unreadOr(text, "the text of sql.raw is not known", node),
    ),
    empty: new Native("empty", () => new Sql([])),
    identifier: new Native("identifier", ({ args: [name], node }) =>
      typeof name === "string" ? new Name(name) : unreadOr(name, "the name is not known", node),
    ),
    join: new Native("join", ({ args: [parts, between], node }) => {
      if (!Array.isArray(parts)) return unreadOr(parts, "what is joined is not known", node);
      return new Sql(
        parts.flatMap((value, i): Chunk[] => [
          ...(i === 0 || between === undefined ? [] : [{ value: between, node }]),
          { value, node },
        ]),
      );
    }),
    fromList: new Native("fromList", ({ args: [list], node }) =>
      Array.isArray(list)
        ? new Sql(list.map((value) => ({ value, node })))
        : unreadOr(list, "the list is not known", node),
    ),
    param: new Native("param", ({ args: [value] }) => value),
  },
);

function unreadOr(value: Value, why: string, node: ts.Node): Unread {
  return value instanceof Unread ? value : new Unread(why, node);
}

/** Whether a value stands in SQL as such, and not as a parameter. */
export function isSql(value: Value): boolean {
  return value instanceof Thing || value instanceof Plain;
}
