import type { ts } from "ts-morph";
import { type Casing, cased } from "./casing.ts";
import type { Encoding } from "./sql-value.ts";
import { method, Thing, Unread, type Value } from "./values.ts";

/** What a column holds in the code. */
export type ColumnKind =
  | "number"
  | "boolean"
  | "timestamp"
  | "text"
  | "json"
  | "real"
  | "blob"
  | "blob-json"
  | "blob-bigint"
  | "numeric"
  | "numeric-bigint"
  | "custom";

/** A value with the place where it is given. */
export interface Given {
  readonly value: Value;
  readonly node: ts.Node;
}

/** A foreign key written at a column. */
export interface Reference {
  readonly target: Value;
  readonly actions: Value;
  readonly node: ts.Node;
}

/** A column while it is described, call by call. The same builder in two tables is one column described once, as in Drizzle. */
export interface ColumnConfig {
  /** "" until a table gives the key. */
  name: string;
  keyAsName: boolean;
  readonly kind: ColumnKind;
  /** null where a custom type computes it in a way that is not followed. */
  readonly type: string | null;
  readonly encode: Encoding;
  readonly values: readonly string[] | null;
  notNull: boolean;
  primaryKey: boolean;
  autoincrement: boolean;
  unique: { readonly name: Value } | null;
  default: Given | null;
  generated: (Given & { readonly stored: boolean | Unread }) | null;
  readonly references: Reference[];
  /** What about it could not be read. */
  readonly unread: Unread[];
}

/** A column of a table, as `users.id`. */
export class ColumnValue extends Thing {
  readonly is = "a column";
  readonly table: ColumnOwner;
  readonly config: ColumnConfig;
  readonly node: ts.Node;

  constructor(table: ColumnOwner, config: ColumnConfig, node: ts.Node) {
    super();
    this.table = table;
    this.config = config;
    this.node = node;
  }

  /** Its name in the database. */
  named(casing: Casing): string {
    return this.config.keyAsName ? cased(this.config.name, casing) : this.config.name;
  }

  override property(name: string, node: ts.Node): Value {
    switch (name) {
      case "name":
        return this.config.name;
      case "enumValues":
        return this.config.values === null ? undefined : [...this.config.values];
      case "notNull":
        return this.config.notNull;
      case "getSQL":
        return method(name, () => this);
      default:
        return new Unread(`${name} of a column is not followed`, node);
    }
  }
}

/** What has columns: a table or a view. */
export interface ColumnOwner {
  readonly name: string;
}
