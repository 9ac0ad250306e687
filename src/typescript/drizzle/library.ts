import { columnFunctions } from "./columns.ts";
import { conditions } from "./conditions.ts";
import { extraFunctions } from "./extras.ts";
import { globals } from "./globals.ts";
import type { Library } from "./names.ts";
import { setOperations } from "./query.ts";
import { queryBuilderClass } from "./query-builder.ts";
import { sqlTag } from "./sql-value.ts";
import { alias, getTableColumns, sqliteTable, sqliteTableCreator, sqliteView } from "./tables.ts";
import { method, Native, Thing, Unread, type Value } from "./values.ts";

/** Tables and views of another engine: left alone. */
export class Foreign extends Thing {
  readonly is = "of another engine";
  readonly engine: string;

  constructor(engine: string) {
    super();
    this.engine = engine;
  }

  override property(name: string): Value {
    return method(name, () => this);
  }
}

const core: Readonly<Record<string, Value>> = {
  ...columnFunctions,
  ...extraFunctions,
  sqliteTable,
  sqliteTableCreator,
  sqliteView,
  view: sqliteView,
  ...setOperations,
  QueryBuilder: queryBuilderClass,
  alias,
};

const orm: Readonly<Record<string, Value>> = {
  ...conditions,
  sql: sqlTag,
  getTableColumns,
  getColumns: getTableColumns,
  aliasedTable: alias,
};

const engines = /\/(pg|mysql|singlestore|gel|mssql|cockroach)-core$/;

/** What the names of Drizzle's packages mean. */
export const drizzle: Library = {
  knows: (module) => /^(?:npm:)?drizzle-orm(?:@[^/]+)?(?:\/|$)/.test(module),
  imported: (module, name) => {
    const engine = engines.exec(module)?.[1];
    if (engine !== undefined) return name === "*" ? new Foreign(engine) : foreign(engine);
    const names = module.includes("/sqlite-core") ? core : orm;
    // A namespace import asks for all of them.
    if (name === "*") return namespace(names);
    return names[name] ?? ignored(name);
  },
  global: (name) => (Object.hasOwn(globals, name) ? globals[name] : undefined),
};

function foreign(engine: string): Native {
  const of = new Foreign(engine);
  return method(`${engine}-core`, () => of);
}

/** What `import * as core` gives a name to. */
function namespace(names: Readonly<Record<string, Value>>): Native {
  return new Native("drizzle", ({ node }) => new Unread("it is no function", node), names);
}

/** What says nothing of the database, such as relations: read as something that is not known. */
function ignored(name: string): Native {
  return method(name, ({ node }) => new Unread(`${name} of Drizzle says nothing of the database`, node));
}
