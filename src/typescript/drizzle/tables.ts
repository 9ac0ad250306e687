import type { ts } from "ts-morph";
import { ColumnValue } from "./column-value.ts";
import { ColumnBuilder, columnFunctions } from "./columns.ts";
import { queryBuilder, Select } from "./select.ts";
import { Sql } from "./sql-value.ts";
import { TableValue } from "./table-value.ts";
import { type Call, Closure, method, Native, Plain, Thing, Unread, type Value } from "./values.ts";

/** A view: its SQL, or that it is there already. */
export class ViewValue extends Thing {
  readonly is = "a view";
  readonly name: string;
  readonly node: ts.Node;
  /** null for `.existing()`. */
  readonly query: Value;
  private readonly fields: Plain | null;

  constructor(name: string, node: ts.Node, query: Value, fields: Plain | null) {
    super();
    this.name = name;
    this.node = node;
    this.query = query;
    this.fields = fields;
  }

  override property(name: string, node: ts.Node): Value {
    const field = this.fields?.members.get(name)?.value;
    if (field instanceof ColumnBuilder) return viewColumn(this, field, name);
    return new Unread(`${name} of a view is not followed`, node);
  }
}

function viewColumn(view: ViewValue, builder: ColumnBuilder, key: string): ColumnValue {
  if (builder.config.name === "") builder.config.name = key;
  return new ColumnValue(view, builder.config, builder.node);
}

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
  const builders = new Plain();
  for (const [key, begin] of Object.entries(columnFunctions)) builders.set(key, begin, node);
  const columns = given instanceof Closure ? reader.call(given, [builders], node) : given;
  if (columns instanceof Plain) addColumns(table, columns);
  else table.unread.push(columns instanceof Unread ? columns : new Unread("the columns are not known", node));
  return table;
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
  const columns = fields instanceof Plain ? fields : null;
  const builder = new Plain();
  const as = method("as", ({ args: [given], node: at, reader }) => {
    const made = given instanceof Closure ? reader.call(given, [queryBuilder(at)], at) : given;
    const query = made instanceof Select ? made.toSql(at) : made;
    const isKnown = query instanceof Sql || query instanceof Unread;
    const sql = isKnown ? query : new Unread("what the view is made of is not followed", at);
    return new ViewValue(name, node, sql, columns);
  });
  return builder.set("as", as, node).set(
    "existing",
    method("existing", () => new ViewValue(name, node, null, columns)),
    node,
  );
});

/** The columns of a table as an object, by key. */
export const getTableColumns: Native = new Native("getTableColumns", ({ args: [table], node }) =>
  table instanceof TableValue ? table.asPlain() : new Unread("the table is not known", node),
);
