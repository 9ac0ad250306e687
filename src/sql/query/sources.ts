import { foldName, sameName } from "../../schema/names.ts";
import type { Named, Readable } from "./catalogue.ts";
import { anything, type Given, given, type Returned } from "./given.ts";
import { type Binding, bind, type Extension, type Field, merge, prove, type Scope } from "./scope.ts";
import type { Expr, Query, Source } from "./tree.ts";

/** What reading a FROM needs of the statement around it. */
export interface Surroundings {
  readonly readable: Readable;
  readonly cte: (name: string) => readonly Returned[] | null;
  readonly query: (query: Query) => Returned[];
  readonly view: (sql: string) => Returned[] | null;
  readonly assume: (condition: Expr, scope: Scope, within: readonly Binding[]) => void;
  /** What an expression gives over a row. */
  readonly computed: (expression: string, row: Binding) => Given;
  readonly outer: Scope | null;
}

const text = given(null, "text");
/** The columns of the table-valued functions that applications call. https://www.sqlite.org/json1.html#jeach */
const functions: Readonly<Record<string, readonly { name: string; value: typeof text }[]>> = {
  json_each: jsonTable(),
  json_tree: jsonTable(),
  pragma_table_info: tableInfo(),
  pragma_table_xinfo: [...tableInfo(), { name: "hidden", value: given(false, "integer") }],
};

function tableInfo() {
  return [
    { name: "cid", value: given(false, "integer") },
    { name: "name", value: given(false, "text") },
    { name: "type", value: given(false, "text") },
    { name: "notnull", value: given(false, "integer") },
    { name: "dflt_value", value: given(true, "text") },
    { name: "pk", value: given(false, "integer") },
  ];
}

function jsonTable() {
  return [
    { name: "key", value: anything },
    { name: "value", value: anything },
    { name: "type", value: given(false, "text") },
    { name: "atom", value: anything },
    { name: "id", value: given(false, "integer") },
    { name: "parent", value: given(true, "integer") },
    { name: "fullkey", value: given(false, "text") },
    { name: "path", value: given(false, "text") },
  ];
}

const rowids = ["rowid", "_rowid_", "oid"].map((name) => ({ name, value: given(false, "integer") }));

/** Reads a FROM: what it binds, and where a join may leave a side empty. https://www.sqlite.org/lang_select.html#joins */
export class Sources {
  private readonly around: Surroundings;

  constructor(around: Surroundings) {
    this.around = around;
  }

  bindings(source: Source): Binding[] {
    if (source.kind === "query") return [bind(source.alias ?? "", named(this.around.query(source.query)))];
    if (source.kind === "table")
      return [source.args === null ? this.table(source.name, source.alias) : tableFunction(source)];
    return this.join(source);
  }

  /** A table, view or common table expression; of anything else the columns are not known. */
  table(name: string, alias: string | null): Binding {
    const { cte, readable, view } = this.around;
    const known = cte(name);
    if (known) return bind(alias ?? name, named(known));
    const table = readable.table(name);
    if (table)
      return bind(alias ?? name, this.withComputed(table.columns), { silent: table.hasRowid ? rowids : [] });
    const found = readable.view(name);
    const columns = found && view(found.select);
    // A virtual table has a rowid as well; a view has none.
    if (!columns) return bind(alias ?? name, [], { open: true, silent: found ? [] : rowids });
    return bind(
      alias ?? name,
      named(columns.map((column, i) => ({ ...column, name: found.columns?.[i] ?? column.name }))),
    );
  }

  /** A computed column is NULL when its expression is. */
  private withComputed(columns: readonly Named[]): readonly Named[] {
    if (!columns.some(({ expression }) => expression)) return columns;
    const row = bind("", columns);
    return columns.map((column) => {
      if (column.expression === undefined || column.value.nullable === false) return column;
      return {
        ...column,
        value: { ...column.value, nullable: this.around.computed(column.expression, row).nullable },
      };
    });
  }

  private join(source: Extract<Source, { kind: "join" }>): Binding[] {
    const left = this.bindings(source.left);
    const right = this.bindings(source.right);
    const all = [...left, ...right];
    const scope: Scope = { bindings: all, outer: this.around.outer };
    const shared = sharedColumns(source, left, right);
    const concerned: Record<typeof source.join, Binding[]> = {
      inner: all,
      left: right,
      right: left,
      full: [],
    };
    const within = concerned[source.join];
    const assume = (bindings: readonly Binding[]): void => {
      if (source.on) this.around.assume(source.on, scope, bindings);
      for (const field of shared.flatMap(({ a, b }) => [a, b]))
        if (bindings.includes(field.binding)) prove(field, null);
    };
    assume(within);
    const met = source.join === "full" ? () => undefined : () => assume(all);
    if (source.join === "left" || source.join === "full") extend(right, met);
    if (source.join === "right" || source.join === "full") extend(left, met);
    for (const { a, b } of shared) {
      b.hidden = true;
      // RIGHT and FULL show the value of whichever side has one.
      if (source.join === "right" || source.join === "full") merge(a, b);
    }
    return all;
  }
}

function extend(bindings: readonly Binding[], met: () => void): void {
  const extension: Extension = { active: true, met };
  for (const binding of bindings) binding.extensions.push(extension);
}

function sharedColumns(
  { natural, using }: Extract<Source, { kind: "join" }>,
  left: readonly Binding[],
  right: readonly Binding[],
): { a: Field; b: Field }[] {
  const of = (bindings: readonly Binding[]) =>
    bindings.flatMap(({ fields }) => fields.filter(({ hidden }) => !hidden));
  const names = natural ? of(left).map(({ name }) => name) : using;
  return names.flatMap((name) => {
    const a = of(left).find((field) => sameName(field.name, name));
    const b = of(right).find((field) => sameName(field.name, name));
    return a && b ? [{ a, b }] : [];
  });
}

function named(columns: readonly Returned[]): { name: string; value: Returned["value"] }[] {
  return columns.map(({ name, value }) => ({ name: name ?? "", value }));
}

function tableFunction({ name, alias }: Extract<Source, { kind: "table" }>): Binding {
  const columns = functions[foldName(name)];
  return columns ? bind(alias ?? name, columns) : bind(alias ?? name, [], { open: true });
}
