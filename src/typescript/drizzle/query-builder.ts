import type { ts } from "ts-morph";
import { Query, type QuerySource } from "./query.ts";
import { Sql } from "./sql-value.ts";
import { Subquery } from "./subquery.ts";
import { AliasedTable, TableValue } from "./table-value.ts";
import { type Call, Closure, method, Native, Plain, Unread, type Value } from "./values.ts";
import { ViewValue } from "./view-value.ts";

/** What `.as((qb) => …)` of a view is given, and what `new QueryBuilder()` makes. */
export function queryBuilder(node: ts.Node): Plain {
  const builder = selecting(node, []);
  builder.set(
    "with",
    method("with", ({ args, node: at }) => {
      const queries = args.filter((arg) => arg instanceof Subquery);
      return queries.length === args.length
        ? selecting(at, queries)
        : (args.find((arg) => arg instanceof Unread) ?? new Unread("a query of with is not followed", at));
    }),
    node,
  );
  return builder.set("$with", method("$with", withNamed), node);
}

/** Makes query builders: `new QueryBuilder()`. */
export const queryBuilderClass: Native = new Native(
  "QueryBuilder",
  ({ node }) => new Unread("it is no function", node),
  { new: method("new", ({ node }) => queryBuilder(node)) },
);

function selecting(node: ts.Node, withs: readonly Subquery[]): Plain {
  const begins = (name: string, distinct: boolean): Value =>
    method(name, ({ args: [fields] }: Call) => {
      if (fields instanceof Unread) return fields;
      const from = method("from", ({ args: [table], node: at }) => {
        const source = sourceOf(table, at);
        if (source instanceof Unread) return source;
        const isPartial = fields instanceof Plain;
        const parts = { with: withs, distinct, isPartial, source, joins: [], combined: [] };
        return new Query(
          { ...parts, fields: isPartial ? fields : (source.fields ?? new Plain()) },
          at,
          sourceOf,
        );
      });
      return new Plain().set("from", from, node);
    });
  return new Plain()
    .set("select", begins("select", false), node)
    .set("selectDistinct", begins("selectDistinct", true), node);
}

/** `$with(name).as(query)`, and `$with(name, fields).as(sql)`. */
function withNamed({ args: [alias, selection], node }: Call): Value {
  if (typeof alias !== "string") return new Unread("the name of the query is not known", node);
  const as = method("as", ({ args: [given], node: at, reader }) => {
    const made = given instanceof Closure ? reader.call(given, [queryBuilder(at)], at) : given;
    const sql = made instanceof Query ? made.toSql() : made;
    if (!(sql instanceof Sql))
      return sql instanceof Unread ? sql : new Unread("what stands in with is not followed", at);
    const own = made instanceof Query ? made.parts.fields : new Plain();
    return new Subquery(alias, sql, selection instanceof Plain ? selection : own, true);
  });
  return new Plain().set("as", as, node);
}

function sourceOf(value: Value, node: ts.Node): QuerySource | Unread {
  if (value instanceof TableValue || value instanceof AliasedTable)
    return { value, name: value.name, fields: value.asPlain() };
  if (value instanceof Subquery || value instanceof ViewValue) {
    const fields = value.selected(node);
    if (fields instanceof Unread) return fields;
    const name = value instanceof Subquery ? value.alias : value.name;
    return { value, name, fields: fields instanceof Plain ? fields : null };
  }
  if (value instanceof Sql) return { value, name: null, fields: null };
  return value instanceof Unread ? value : new Unread("what it selects from is not followed", node);
}
