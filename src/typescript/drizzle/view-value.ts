import type { ts } from "ts-morph";
import { ColumnValue } from "./column-value.ts";
import { ColumnBuilder } from "./columns.ts";
import { seenAs } from "./seen-as.ts";
import { Plain, Thing, Unread, type Value } from "./values.ts";

/** A view: its SQL, or that it is there already. */
export class ViewValue extends Thing {
  readonly is = "a view";
  readonly name: string;
  readonly node: ts.Node;
  /** null for `.existing()`. */
  readonly query: Value;
  /** Its columns as it states them, or what its query selects. */
  private readonly fields: Plain;

  constructor(name: string, node: ts.Node, query: Value, fields: Plain) {
    super();
    this.name = name;
    this.node = node;
    this.query = query;
    this.fields = fields;
  }

  override property(name: string, node: ts.Node): Value {
    const field = this.fields.members.get(name);
    if (!field) return this.fields.unread[0] ?? new Unread(`${name} of a view is not followed`, node);
    return seenAs(this.name, field.value, node);
  }

  /** What it selects, as those who select from it see it. */
  selected(node: ts.Node): Value {
    return seenAs(this.name, this.fields, node);
  }
}

/** The columns that a view states, by key. */
export function viewColumns(view: string, columns: Plain): Plain {
  const result = new Plain();
  for (const [key, { value, node }] of columns.members) {
    if (value instanceof ColumnBuilder && value.config.name === "") value.config.name = key;
    const isColumn = value instanceof ColumnBuilder;
    result.set(key, isColumn ? new ColumnValue({ name: view }, value.config, value.node) : value, node);
  }
  result.unread.push(...columns.unread);
  return result;
}
