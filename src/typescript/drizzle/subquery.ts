import type { ts } from "ts-morph";
import { seenAs } from "./seen-as.ts";
import type { Sql } from "./sql-value.ts";
import { type Plain, Thing, Unread, type Value } from "./values.ts";

/** A query with a name: `.as("recent")`, or `$with("recent").as(…)`, which only its name stands for. */
export class Subquery extends Thing {
  readonly is = "a query";
  readonly alias: string;
  readonly sql: Sql;
  readonly isWith: boolean;
  private readonly fields: Plain;

  constructor(alias: string, sql: Sql, fields: Plain, isWith: boolean) {
    super();
    this.alias = alias;
    this.sql = sql;
    this.fields = fields;
    this.isWith = isWith;
  }

  override property(name: string, node: ts.Node): Value {
    const field = this.fields.members.get(name);
    if (!field) return this.fields.unread[0] ?? new Unread(`${this.alias} has no field ${name}`, node);
    return seenAs(this.alias, field.value, node);
  }

  /** What it selects, as those who select from it see it. */
  selected(node: ts.Node): Value {
    return seenAs(this.alias, this.fields, node);
  }
}
