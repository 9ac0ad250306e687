import type { ts } from "ts-morph";
import { ColumnValue } from "./column-value.ts";
import { ColumnBuilder, columnFunctions } from "./columns.ts";
import { Query } from "./query.ts";
import { queryBuilder } from "./query-builder.ts";
import { Sql } from "./sql-value.ts";
import { AliasedTable, TableValue } from "./table-value.ts";
import { type Call, Closure, method, Native, Plain, Unread, type Value } from "./values.ts";
import { ViewValue, viewColumns } from "./view-value.ts";

/** `sqliteTable(name, columns, extras)`. */
export const sqliteTable: Native = new Native("sqliteTable", (call) => tableOf(call.args[0], call));

/** `sqliteTableCreator((name) => …)`: a function like sqliteTable. */
export const sqliteTableCreator: Native = new Native("sqliteTableCreator", ({ args: [customize], reader }) =>
  method("sqliteTable", (call) => tableOf(reader.call(customize, [call.args[0]], call.node), call)),
);

function tableOf(name: Value, { args, node, reader }: Call): Value {
  const [, given, extras] = args;
  if (typeof name !== "string") {
    const unread = name instanceof Unread ? name : new Unread("the name is no text", node);
    return new Unread(`the name of the table is not known: ${unread.why}`, node, true);
  }
  const table = new TableValue(name, node, extras);
  const columns = given instanceof Closure ? reader.call(given, [builders(node)], node) : given;
  if (columns instanceof Plain) addColumns(table, columns);
  else table.unread.push(columns instanceof Unread ? columns : new Unread("the columns are not known", node));
  return table;
}

/** What begins columns, as a function that describes them is given it. */
function builders(node: ts.Node): Plain {
  const given = new Plain();
  for (const [key, begin] of Object.entries(columnFunctions)) given.set(key, begin, node);
  return given;
}

function addColumns(table: TableValue, columns: Plain): void {
  for (const [key, { value, node }] of columns.members) {
    if (value instanceof ColumnBuilder) {
      if (value.config.name === "") value.config.name = key;
      table.columns.set(
        key,
        new ColumnValue(table, value.config, isInside(node, table.node) ? node : value.node),
      );
    } else {
      const unread = value instanceof Unread ? value : new Unread("it is no column that is known", node);
      table.unread.push(new Unread(`the column ${key}: ${unread.why}`, unread.node));
    }
  }
  table.unread.push(...columns.unread);
}

function isInside(node: ts.Node, outer: ts.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;
}

/** `sqliteView(name)` and `sqliteView(name, columns)`. */
export const sqliteView: Native = new Native("sqliteView", ({ args: [name, fields], node }) => {
  if (typeof name !== "string")
    return name instanceof Unread ? name : new Unread("the name of the view is not known", node);
  const columns = fields instanceof Plain ? viewColumns(name, fields) : new Plain();
  const as = method("as", ({ args: [given], node: at, reader }) => {
    const made = given instanceof Closure ? reader.call(given, [queryBuilder(at)], at) : given;
    if (made instanceof Query) return new ViewValue(name, node, made.toSql(), made.parts.fields);
    const isKnown = made instanceof Sql || made instanceof Unread;
    const sql = isKnown ? made : new Unread("what the view is made of is not followed", at);
    return new ViewValue(name, node, sql, columns);
  });
  const existing = method("existing", () => new ViewValue(name, node, null, columns));
  return new Plain().set("as", as, node).set("existing", existing, node);
});

/** The columns of a table as an object, by key. */
export const getTableColumns: Native = new Native("getTableColumns", ({ args: [table], node }) =>
  table instanceof TableValue || table instanceof AliasedTable
    ? table.asPlain()
    : table instanceof Unread
      ? table
      : new Unread("the table is not known", node),
);

/** `alias(table, name)`: the table under another name in a query. */
export const alias: Native = new Native("alias", ({ args: [table, name], node }) =>
  table instanceof TableValue && typeof name === "string"
    ? new AliasedTable(table, name)
    : new Unread("the table or its other name is not known", node),
);
