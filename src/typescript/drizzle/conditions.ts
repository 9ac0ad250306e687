import { ColumnValue } from "./column-value.ts";
import { type Chunk, type Encoding, isSql, Sql } from "./sql-value.ts";
import { type Call, firstUnread, Native, type Value } from "./values.ts";

/** The operators of `drizzle-orm` as the SQL that they write. */
export const conditions: Readonly<Record<string, Native>> = {
  ...comparison("eq", " = "),
  ...comparison("ne", " <> "),
  ...comparison("gt", " > "),
  ...comparison("gte", " >= "),
  ...comparison("lt", " < "),
  ...comparison("lte", " <= "),
  ...written("isNull", "", " is null"),
  ...written("isNotNull", "", " is not null"),
  ...written("not", "not ", ""),
  ...written("exists", "exists ", ""),
  ...written("notExists", "not exists ", ""),
  ...written("asc", "", " asc"),
  ...written("desc", "", " desc"),
  ...likeness("like", " like "),
  ...likeness("notLike", " not like "),
  ...joined("and"),
  ...joined("or"),
  ...membership("inArray", " in ", "false"),
  ...membership("notInArray", " not in ", "true"),
  ...range("between", " between "),
  ...range("notBetween", " not between "),
  ...aggregate("count", "*"),
  ...aggregate("sum"),
  ...aggregate("avg"),
  ...aggregate("max"),
  ...aggregate("min"),
  ...written("countDistinct", "count(distinct ", ")"),
  ...written("sumDistinct", "sum(distinct ", ")"),
  ...written("avgDistinct", "avg(distinct ", ")"),
};

type Named = Readonly<Record<string, Native>>;

function named(name: string, write: (call: Call) => Value): Named {
  return { [name]: new Native(name, write) };
}

/** A value beside a column is stored as that column stores it. */
function beside(value: Value, column: Value, { node }: Call): Chunk {
  const as: Encoding | null = column instanceof ColumnValue && !isSql(value) ? column.config.encode : null;
  return as ? { value, node, as } : { value, node };
}

function comparison(name: string, operator: string): Named {
  return named(name, (call) => {
    const [left, right] = call.args;
    return new Sql([{ value: left, node: call.node }, operator, beside(right, left, call)]);
  });
}

function written(name: string, before: string, after: string): Named {
  return named(name, ({ args: [value], node }) => new Sql([before, { value, node }, after]));
}

function likeness(name: string, operator: string): Named {
  return named(
    name,
    ({ args: [left, right], node }) => new Sql([{ value: left, node }, operator, { value: right, node }]),
  );
}

function joined(word: "and" | "or"): Named {
  return named(word, ({ args, node }) => {
    const parts = args.filter((arg) => arg !== undefined);
    const chunks = parts.flatMap((value, i): Chunk[] => [...(i === 0 ? [] : [` ${word} `]), { value, node }]);
    if (parts.length === 0) return undefined;
    return new Sql(parts.length === 1 ? chunks : ["(", ...chunks, ")"]);
  });
}

function membership(name: string, operator: string, ofNone: string): Named {
  return named(name, (call) => {
    const [column, list] = call.args;
    const start: Chunk[] = [{ value: column, node: call.node }, operator];
    if (!Array.isArray(list)) return new Sql([...start, { value: list, node: call.node }]);
    const unread = firstUnread(list);
    if (unread) return unread;
    if (list.length === 0) return new Sql([ofNone]);
    const items = list.flatMap((value, i): Chunk[] => [
      ...(i === 0 ? [] : [", "]),
      beside(value, column, call),
    ]);
    return new Sql([...start, "(", ...items, ")"]);
  });
}

function range(name: string, operator: string): Named {
  return named(name, (call) => {
    const [column, from, to] = call.args;
    const start: Chunk[] = [{ value: column, node: call.node }, operator, beside(from, column, call)];
    return new Sql([...start, " and ", beside(to, column, call)]);
  });
}

function aggregate(name: string, ofNothing?: string): Named {
  return named(name, ({ args: [value], node }) =>
    value === undefined && ofNothing !== undefined
      ? new Sql([`${name}(${ofNothing})`])
      : new Sql([`${name}(`, { value, node }, ")"]),
  );
}
