import type { ts } from "ts-morph";
import { ColumnValue } from "./column-value.ts";
import { method, Plain, Thing, Unread, type Value } from "./values.ts";

/** A table, with its columns by key. */
export class TableValue extends Thing {
  readonly is = "a table";
  readonly name: string;
  readonly node: ts.Node;
  readonly columns = new Map<string, ColumnValue>();
  /** Columns that could not be read. */
  readonly unread: Unread[] = [];
  /** The third argument: what the table has besides columns. */
  readonly extras: Value;

  constructor(name: string, node: ts.Node, extras: Value) {
    super();
    this.name = name;
    this.node = node;
    this.extras = extras;
  }

  override property(name: string, node: ts.Node): Value {
    const column = this.columns.get(name);
    if (column) return column;
    if (name === "getSQL") return method(name, () => this);
    return this.unread[0] ?? new Unread(`the table ${this.name} has no column ${name}`, node);
  }

  /** Its columns as an object. */
  asPlain(): Plain {
    const columns = new Plain();
    for (const [key, column] of this.columns) columns.set(key, column, column.node);
    columns.unread.push(...this.unread);
    return columns;
  }
}

/** A table under another name in a query. */
export class AliasedTable extends Thing {
  readonly is = "a table";
  readonly table: TableValue;
  readonly name: string;

  constructor(table: TableValue, name: string) {
    super();
    this.table = table;
    this.name = name;
  }

  override property(name: string, node: ts.Node): Value {
    const value = this.table.property(name, node);
    return value instanceof ColumnValue ? this.renamed(value) : value;
  }

  /** Its columns as an object. */
  asPlain(): Plain {
    const columns = new Plain();
    for (const [key, column] of this.table.columns) columns.set(key, this.renamed(column), column.node);
    columns.unread.push(...this.table.unread);
    return columns;
  }

  private renamed({ config, node }: ColumnValue): ColumnValue {
    return new ColumnValue(this, config, node);
  }
}
