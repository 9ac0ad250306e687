import type { ts } from "ts-morph";
import { ColumnValue } from "./column-value.ts";
import { bare, fieldsFor, selectionOf } from "./selection.ts";
import { type Chunk, Name, Sql } from "./sql-value.ts";
import { Subquery } from "./subquery.ts";
import { AliasedTable, TableValue } from "./table-value.ts";
import {
  type Call,
  Closure,
  firstUnread,
  method,
  type Native,
  Plain,
  Thing,
  Unread,
  type Value,
} from "./values.ts";

/** What stands behind FROM or JOIN, with the fields it brings; null for SQL, which brings none. */
export interface QuerySource {
  readonly value: Value;
  readonly name: string | null;
  readonly fields: Plain | null;
}

interface Join {
  readonly words: string;
  readonly source: QuerySource;
  readonly on: Value;
  readonly node: ts.Node;
}

/** What may stand behind each SELECT, and behind a UNION of two. */
interface Ending {
  readonly orderBy?: readonly Value[];
  readonly limit?: Value;
  readonly offset?: Value;
}

interface Combination extends Ending {
  readonly words: string;
  readonly right: Query;
}

interface QueryParts extends Ending {
  readonly with: readonly Subquery[];
  readonly distinct: boolean;
  /** Whether the code names the fields. */
  readonly isPartial: boolean;
  readonly fields: Plain;
  readonly source: QuerySource;
  readonly joins: readonly Join[];
  readonly where?: Value;
  readonly groupBy?: readonly Value[];
  readonly having?: Value;
  readonly combined: readonly Combination[];
}

/** The words of the joins, by method. */
const joins: Readonly<Record<string, string>> = {
  leftJoin: "left join ",
  rightJoin: "right join ",
  innerJoin: "inner join ",
  fullJoin: "full join ",
  crossJoin: "cross join ",
};

/** The words of the set operations, by method. */
const combinations: Readonly<Record<string, string>> = {
  union: "union ",
  unionAll: "union all ",
  intersect: "intersect ",
  except: "except ",
};

/** A SELECT as the query builder makes it, call by call. */
export class Query extends Thing {
  readonly is = "a query";
  readonly parts: QueryParts;
  private readonly node: ts.Node;
  /** Finds the source that a value is. */
  private readonly sourceOf: (value: Value, node: ts.Node) => QuerySource | Unread;

  constructor(parts: QueryParts, node: ts.Node, sourceOf: Query["sourceOf"]) {
    super();
    this.parts = parts;
    this.node = node;
    this.sourceOf = sourceOf;
  }

  override property(name: string, node: ts.Node): Value {
    const words = joins[name];
    if (words !== undefined) return method(name, (call) => this.joined(words, call));
    const combine = combinations[name];
    if (combine !== undefined) return method(name, (call) => this.combinedWith(combine, call));
    switch (name) {
      case "where":
      case "having":
        return method(name, (call) => this.told(call, false, ([value]) => this.changed({ [name]: value })));
      case "groupBy":
        return method(name, (call) => this.told(call, true, (groupBy) => this.changed({ groupBy })));
      case "orderBy":
        return method(name, (call) => this.told(call, true, (orderBy) => this.ending({ orderBy })));
      case "limit":
      case "offset":
        return method(name, (call) => this.told(call, true, ([value]) => this.ending({ [name]: value })));
      case "$dynamic":
        return method(name, () => this);
      case "as":
        return method(name, (call) => this.named(call));
      default:
        return new Unread(`.${name}() of a query is not followed`, node);
    }
  }

  /** Its SQL as Drizzle writes it; Unread where a part of it is not known. */
  toSql(): Sql | Unread {
    let left = this.plainSql();
    for (const { words, right, ...ending } of this.parts.combined) {
      const other = right.toSql();
      if (left instanceof Unread) return left;
      if (other instanceof Unread) return other;
      const { orderBy, ...rest } = ending;
      const order = orderBy?.map(uncased);
      const end = this.endingChunks({ ...rest, ...(order ? { orderBy: order } : {}) });
      left = new Sql([...left.chunks, ` ${words}`, ...other.chunks, ...end]);
    }
    return left;
  }

  /** A set operation with further queries; the later endings belong to it. */
  combined(words: string, others: readonly Value[], node: ts.Node): Value {
    const right: Combination[] = [];
    for (const other of others) {
      if (!(other instanceof Query))
        return other instanceof Unread ? other : new Unread("what is combined there is not followed", node);
      right.push({ words, right: other });
    }
    return this.changed({ combined: [...this.parts.combined, ...right] });
  }

  private combinedWith(words: string, { args: [other], node, reader }: Call): Value {
    const operations = new Plain();
    for (const [name, operation] of Object.entries(setOperations)) operations.set(name, operation, node);
    const right = other instanceof Closure ? reader.call(other, [operations], node) : other;
    return this.combined(words, [right], node);
  }

  private plainSql(): Sql | Unread {
    const { with: withs, distinct, fields, source, where, groupBy, having } = this.parts;
    const selection = selectionOf(fields, this.parts.joins.length === 0);
    if (selection instanceof Unread) return selection;
    if (selection.length === 0) return new Unread("it names no columns", this.node);
    const { node } = this;
    const before = withs.flatMap(({ alias, sql }, i): Chunk[] => [
      i === 0 ? "with " : ", ",
      { value: new Name(alias), node },
      " as (",
      ...sql.chunks,
      ")",
    ]);
    return new Sql([
      ...before,
      ...(before.length > 0 ? [" "] : []),
      distinct ? "select distinct " : "select ",
      ...selection,
      " from ",
      ...behindFrom(source.value, node),
      ...this.parts.joins.flatMap(joinChunks),
      ...clause(" where ", [where], node),
      ...clause(" group by ", groupBy ?? [], node),
      ...clause(" having ", [having], node),
      ...this.endingChunks(this.parts),
    ]);
  }

  private endingChunks({ orderBy, limit, offset }: Ending): Chunk[] {
    const { node } = this;
    const limited = typeof limit === "number" ? limit >= 0 : typeof limit === "object" && limit !== null;
    return [
      ...clause(" order by ", orderBy ?? [], node),
      ...(limited ? clause(" limit ", [limit], node) : []),
      ...(offset ? clause(" offset ", [offset], node) : []),
    ];
  }

  private changed(parts: Partial<QueryParts>): Query {
    return new Query({ ...this.parts, ...parts }, this.node, this.sourceOf);
  }

  /** ORDER BY, LIMIT and OFFSET belong to the last set operation, if there is one. */
  private ending(ending: Ending): Query {
    const last = this.parts.combined.at(-1);
    if (!last) return this.changed(ending);
    return this.changed({ combined: [...this.parts.combined.slice(0, -1), { ...last, ...ending }] });
  }

  /** What a clause is given: values, or a function of the fields. */
  private told({ args, node, reader }: Call, named: boolean, change: (values: Value[]) => Query): Value {
    const [first] = args;
    const made =
      first instanceof Closure ? reader.call(first, [fieldsFor(this.parts.fields, named)], node) : null;
    const values = made === null ? [...args] : Array.isArray(made) ? made : [made];
    if (values.some((value) => value instanceof Plain || value instanceof Closure))
      return new Unread("what the clause is given is not followed", node);
    return firstUnread(values) ?? change(values);
  }

  private joined(words: string, { args: [table, condition], node, reader }: Call): Value {
    const source = this.sourceOf(table, node);
    if (source instanceof Unread) return source;
    const fields = this.parts.isPartial ? this.parts.fields : this.fieldsWith(source, node);
    const on =
      condition instanceof Closure ? reader.call(condition, [fieldsFor(fields, false)], node) : condition;
    if (on instanceof Unread) return on;
    return this.changed({ fields, joins: [...this.parts.joins, { words, source, on, node }] });
  }

  /** Without fields of its own a query of several sources has an object of them for each. */
  private fieldsWith({ name, fields }: QuerySource, node: ts.Node): Plain {
    const { source, joins: before } = this.parts;
    const all = new Plain();
    if (before.length === 0 && source.name !== null) all.set(source.name, this.parts.fields, node);
    else for (const [key, member] of this.parts.fields.members) all.set(key, member.value, member.node);
    return name === null || fields === null ? all : all.set(name, fields, node);
  }

  private named({ args: [alias], node }: Call): Value {
    const sql = this.toSql();
    if (sql instanceof Unread) return sql;
    if (typeof alias !== "string") return new Unread("the name of the query is not known", node);
    return new Subquery(alias, sql, this.parts.fields, false);
  }
}

function behindFrom(value: Value, node: ts.Node): Chunk[] {
  if (!(value instanceof AliasedTable)) return [{ value, node }];
  return [{ value: new Name(value.table.name), node }, " ", { value: new Name(value.name), node }];
}

function joinChunks({ words, source: { value }, on, node }: Join): Chunk[] {
  const table = value instanceof TableValue ? new Name(value.name) : value;
  return [
    ` ${words}`,
    ...behindFrom(table, node),
    ...(on === undefined || on === null ? [] : [" on ", { value: on, node }]),
  ];
}

function clause(words: string, values: readonly Value[], node: ts.Node): Chunk[] {
  const stated = values.filter((value) => value !== undefined);
  return stated.flatMap((value, i): Chunk[] => [i === 0 ? words : ", ", { value, node }]);
}

/** Behind a set operation columns stand without their tables. */
function uncased(value: Value): Value {
  if (value instanceof ColumnValue) return new Name(value.config.name);
  return value instanceof Sql ? new Sql(value.chunks.map(bare), value.alias) : value;
}

/** `union(a, b, …)` and its like, by name. */
export const setOperations: Readonly<Record<string, Native>> = Object.fromEntries(
  Object.entries(combinations).map(([name, words]) => [
    name,
    method(name, ({ args: [left, ...others], node }) =>
      left instanceof Query
        ? left.combined(words, others, node)
        : left instanceof Unread
          ? left
          : new Unread("what is combined there is not followed", node),
    ),
  ]),
);
