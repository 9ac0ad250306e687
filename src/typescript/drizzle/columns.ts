import type { ts } from "ts-morph";
import type { ColumnConfig, ColumnKind } from "./column-value.ts";
import type { Encoding } from "./sql-value.ts";
import { Sql } from "./sql-value.ts";
import {
  type Call,
  Closure,
  firstUnread,
  method,
  Native,
  Plain,
  Thing,
  Unread,
  type Value,
} from "./values.ts";

/** A column being described: `text("name").notNull()`. */
export class ColumnBuilder extends Thing {
  readonly is = "a column builder";
  readonly config: ColumnConfig;
  readonly node: ts.Node;

  constructor(config: ColumnConfig, node: ts.Node) {
    super();
    this.config = config;
    this.node = node;
  }

  override property(name: string, node: ts.Node): Value {
    const describe = methods[name];
    if (!describe) return new Unread(`.${name}() of a column is not known`, node);
    return method(name, (call) => {
      const unread = takesAnything.has(name) ? undefined : firstUnread(call.args);
      if (unread) this.config.unread.push(unread);
      else describe(this.config, call);
      return this;
    });
  }
}

/** Methods whose arguments say nothing of the database, or are read later. */
const takesAnything: ReadonlySet<string> = new Set([
  ...[
    "default",
    "$default",
    "$defaultFn",
    "$onUpdate",
    "$onUpdateFn",
    "$type",
    "generatedAlwaysAs",
    "references",
  ],
]);

const nothing = (): void => undefined;

const methods: Readonly<Record<string, (config: ColumnConfig, call: Call) => void>> = {
  notNull: (config) => {
    config.notNull = true;
  },
  primaryKey: (config, { args: [options] }) => {
    config.primaryKey = true;
    config.notNull = true;
    if (options instanceof Plain && options.get("autoIncrement") === true) config.autoincrement = true;
  },
  default: (config, { args: [value], node }) => {
    config.default = value === undefined ? null : { value, node };
  },
  defaultNow: (config, { node }) => {
    config.default = { value: new Sql(["(cast((julianday('now') - 2440587.5)*86400000 as integer))"]), node };
  },
  unique: (config, { args: [name] }) => {
    config.unique = { name };
  },
  references: (config, { args: [target, actions], node }) => {
    config.references.push({ target, actions, node });
  },
  generatedAlwaysAs: (config, { args: [value, options], node }) => {
    const mode = options instanceof Plain ? options.get("mode") : options;
    config.generated = { value, node, stored: mode instanceof Unread ? mode : mode === "stored" };
  },
  $type: nothing,
  $default: nothing,
  $defaultFn: nothing,
  $onUpdate: nothing,
  $onUpdateFn: nothing,
};

/** The functions that begin a column, by name. */
export const columnFunctions: Readonly<Record<string, Native>> = {
  integer: begins("integer", integerOf),
  int: begins("int", integerOf),
  text: begins("text", textOf),
  real: begins("real", () => ({ kind: "real", type: "real" })),
  blob: begins("blob", (options) => ({
    kind: byMode(options, { json: "blob-json", bigint: "blob-bigint" }, "blob"),
    type: "blob",
  })),
  numeric: begins("numeric", (options) => ({
    kind: byMode(options, { bigint: "numeric-bigint" }, "numeric"),
    type: "numeric",
  })),
  customType: new Native("customType", customType),
};

/** What the first call says of a column. */
interface Beginning {
  readonly kind: ColumnKind;
  readonly type: string | null;
  readonly encode?: Encoding;
  readonly values?: readonly string[];
}

/** `text("name", { … })`, `text({ … })`, `text("name")`, `text()`. */
function begins(name: string, describe: (options: Plain) => Beginning): Native {
  return new Native(name, ({ args, node }) => {
    const [first, second] = args;
    const options = first instanceof Plain ? first : second;
    const unread = first instanceof Unread ? first : options instanceof Plain ? options.unread[0] : options;
    const column = start(
      typeof first === "string" ? first : "",
      describe(options instanceof Plain ? options : new Plain()),
    );
    if (unread instanceof Unread) {
      // Without its name or its mode nothing is known of it.
      return unread;
    }
    return new ColumnBuilder(column, node);
  });
}

function start(name: string, { kind, type, encode, values }: Beginning): ColumnConfig {
  return {
    name,
    keyAsName: name === "",
    kind,
    type,
    encode: encode ?? ((value) => value),
    values: values ?? null,
    notNull: false,
    primaryKey: false,
    autoincrement: false,
    unique: null,
    default: null,
    generated: null,
    references: [],
    unread: [],
  };
}

function byMode<Kind>(options: Plain, modes: Readonly<Record<string, Kind>>, otherwise: Kind): Kind {
  const mode = options.get("mode");
  return (typeof mode === "string" ? modes[mode] : undefined) ?? otherwise;
}

function integerOf(options: Plain): Beginning {
  const mode = options.get("mode");
  const type = "integer";
  if (mode === "boolean")
    return { kind: "boolean", type, encode: (value) => (isUnread(value) ? value : value ? 1 : 0) };
  if (mode === "timestamp" || mode === "timestamp_ms") {
    const unit = mode === "timestamp" ? 1000 : 1;
    return {
      kind: "timestamp",
      type,
      encode: (value) => (value instanceof Date ? Math.floor(value.getTime() / unit) : value),
    };
  }
  return { kind: "number", type };
}

function textOf(options: Plain): Beginning {
  if (options.get("mode") === "json") return { kind: "json", type: "text" };
  const length = options.get("length");
  const type = typeof length === "number" && length !== 0 ? `text(${length})` : "text";
  const members = options.get("enum");
  const values = members instanceof Plain ? [...members.members.values()].map(({ value }) => value) : members;
  const isKnown =
    Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === "string");
  return { kind: "text", type, ...(isKnown ? { values: values.map(String) } : {}) };
}

/** The function that a custom type is: it begins a column whose type `dataType()` says. */
function customType({ args: [parameters] }: Call): Value {
  return new Native("a custom type", ({ args, node, reader }) => {
    const [first, second] = args;
    if (first instanceof Unread) return first;
    const config = typeof first === "string" ? second : first;
    const dataType = parameters instanceof Plain ? parameters.get("dataType") : undefined;
    const type = dataType instanceof Closure ? reader.call(dataType, [config], node) : dataType;
    const toDriver = parameters instanceof Plain ? parameters.get("toDriver") : undefined;
    const column = start(typeof first === "string" ? first : "", {
      kind: "custom",
      type: typeof type === "string" ? type : null,
      encode: (value) => (toDriver instanceof Closure ? reader.call(toDriver, [value], node) : value),
    });
    if (typeof type !== "string")
      column.unread.push(
        type instanceof Unread ? type : new Unread("the type that dataType() returns is not known", node),
      );
    return new ColumnBuilder(column, node);
  });
}

function isUnread(value: Value): value is Unread {
  return value instanceof Unread;
}
