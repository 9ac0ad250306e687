import { sameName } from "../../schema/names.ts";
import { withoutAliases } from "./aliases.ts";
import type { Readable } from "./catalogue.ts";
import { anything, computed, either, type Given, type Returned } from "./given.ts";
import { afterHaving } from "./having.ts";
import { provenBy } from "./proofs.ts";
import { readQuery } from "./read.ts";
import { type Binding, fieldGives, prove, resolve, type Scope } from "./scope.ts";
import { Sources } from "./sources.ts";
import type { Cte, Expr, Output, Query, Select, StatementTree } from "./tree.ts";
import { isAggregated, type Standing, Values } from "./values.ts";
import { rowWritten } from "./written.ts";

const alone = { aggregated: false, grouped: false };

/**
 * What a statement returns, by the schema and its own text; null where that cannot be told: a statement this reader
 * does not know, or a star over something whose columns are not known.
 */
export function describeStatement(tree: StatementTree, from: Readable): Returned[] | null {
  const describer = new Describer(from);
  try {
    return tree.kind === "select" ? describer.query(tree.query, null, []) : describer.returning(tree);
  } catch (error) {
    if (error instanceof UnknownColumns) return null;
    throw error;
  }
}

/** Thrown where a star stands for columns that are not known. */
class UnknownColumns extends Error {}

/** A common table expression that has been described. */
interface KnownCte {
  readonly name: string;
  readonly columns: readonly Returned[];
}

const deepest = 12;

class Describer {
  private readonly from: Readable;
  private depth = 0;

  constructor(from: Readable) {
    this.from = from;
  }

  query(query: Query, outer: Scope | null, known: readonly KnownCte[]): Returned[] {
    if (++this.depth > deepest) throw new UnknownColumns();
    const ctes = this.ctes(query.ctes, outer, known);
    const first = this.select(query.first, outer, ctes);
    const columns = query.rest.reduce(
      (left, { op, select }) => combined(op, left, this.select(select, outer, ctes)),
      first,
    );
    this.depth--;
    return columns;
  }

  /** The later ones first: a name means the nearest before it. */
  private ctes(ctes: readonly Cte[], outer: Scope | null, known: readonly KnownCte[]): readonly KnownCte[] {
    const all = [...known];
    for (const cte of ctes) all.unshift(this.cte(cte, outer, all));
    return all;
  }

  /** One that reads itself is described from its first part until nothing changes. */
  private cte(cte: Cte, outer: Scope | null, known: readonly KnownCte[]): KnownCte {
    const named = (columns: readonly Returned[]): KnownCte => ({
      name: cte.name,
      columns: columns.map((column, i) => ({ ...column, name: cte.columns?.[i] ?? column.name })),
    });
    const { rest } = cte.query;
    if (rest.length === 0) return named(this.query(cte.query, outer, known));
    let found = named(this.query({ ...cte.query, rest: [] }, outer, known));
    for (let round = 0; round < 4; round++) found = named(this.query(cte.query, outer, [found, ...known]));
    return found;
  }

  returning(tree: Exclude<StatementTree, { kind: "select" }>): Returned[] {
    const ctes = this.ctes(tree.ctes, null, []);
    const sources = this.sources(null, ctes);
    const before = sources.table(tree.table, tree.alias);
    const bindings = [before, ...(tree.from ? sources.bindings(tree.from) : [])];
    const scope: Scope = { bindings, outer: null };
    if (tree.where) this.assume(tree.where, scope, bindings);
    const values = this.values(scope, ctes, alone);
    const after = rowWritten(tree, {
      before,
      columns: this.from.table(tree.table)?.columns ?? [],
      gives: (expr) => values.of(expr),
      declared: (expression, over) => this.standing(expression, over),
      source: tree.source && this.insertedBy(tree.source, ctes),
    });
    const own: Scope = { bindings: [after], outer: null };
    return this.outputs(tree.returning, own, this.values(own, ctes, alone));
  }

  /** What is written by a query; nothing is known of one that is not understood. */
  private insertedBy(query: Query, ctes: readonly KnownCte[]): readonly Returned[] {
    try {
      return this.query(query, null, ctes);
    } catch (error) {
      if (error instanceof UnknownColumns) return [];
      throw error;
    }
  }

  private select(select: Select, outer: Scope | null, ctes: readonly KnownCte[]): Returned[] {
    if (select.values) return this.rows(select.values, outer, ctes);
    const bindings = select.from ? this.sources(outer, ctes).bindings(select.from) : [];
    const scope: Scope = { bindings, outer };
    const named = (condition: Expr | null) => condition && withoutAliases(condition, select.outputs, scope);
    const having = named(select.having);
    for (const condition of [named(select.where), having]) {
      if (condition) this.assume(condition, scope, bindings);
    }
    const grouped = select.groupBy.length > 0;
    const aggregated = !grouped && isAggregated(select);
    const columns = this.outputs(select.outputs, scope, this.values(scope, ctes, { aggregated, grouped }));
    if (having === null) return columns;
    const kept = { having, isOne: !grouped, scope };
    return columns.map((column, i) => afterHaving(column, select.outputs[i], kept));
  }

  private rows(
    rows: readonly (readonly Expr[])[],
    outer: Scope | null,
    ctes: readonly KnownCte[],
  ): Returned[] {
    const values = this.values({ bindings: [], outer }, ctes, alone);
    const width = rows[0]?.length ?? 0;
    return Array.from({ length: width }, (_, i) => ({
      name: `column${i + 1}`,
      value: computed(either(rows.flatMap((row) => (row[i] ? [values.of(row[i])] : [])))),
    }));
  }

  private sources(outer: Scope | null, ctes: readonly KnownCte[]): Sources {
    return new Sources({
      readable: this.from,
      cte: (name) => ctes.find((cte) => sameName(cte.name, name))?.columns ?? null,
      query: (query) => this.query(query, outer, ctes),
      view: (sql) => {
        const tree = readQuery(sql);
        return tree?.kind === "select" ? this.query(tree.query, null, []) : null;
      },
      computed: (expression, row) => this.standing(expression, [row]),
      assume: (condition, scope, within) => this.assume(condition, scope, within),
      outer,
    });
  }

  /** What an expression of a table's declaration gives. */
  private standing(expression: string, bindings: readonly Binding[]): Given {
    const tree = readQuery(`SELECT ${expression}`);
    const [output] = tree?.kind === "select" ? tree.query.first.outputs : [];
    if (output?.kind !== "expression") return anything;
    return this.values({ bindings, outer: null }, [], alone).of(output.value);
  }

  private values(
    scope: Scope,
    ctes: readonly KnownCte[],
    one: Pick<Standing, "aggregated" | "grouped">,
  ): Values {
    const scalar = (query: Query): Given => this.scalar(query, scope, ctes);
    const first = (query: Query): Given => this.query(query, scope, ctes)[0]?.value ?? anything;
    return new Values({ scope, scalar, first, ...one });
  }

  /** The one value of a sub-select: NULL without a row, which an aggregate over no rows still gives. */
  private scalar(query: Query, outer: Scope, ctes: readonly KnownCte[]): Given {
    const [first] = this.query(query, outer, ctes);
    const { first: select, rest } = query;
    const isOne = rest.length === 0 && select.groupBy.length === 0 && select.having === null;
    const always =
      isOne && !query.offset && (isAggregated(select) || (select.from === null && select.where === null));
    const value = first?.value ?? anything;
    return computed(value, always ? value.nullable : true);
  }

  /** Notes what a condition proves of the fields of some bindings. */
  private assume(condition: Expr, scope: Scope, within: readonly Binding[]): void {
    for (const { table, name } of provenBy(condition)) {
      const field = resolve({ bindings: scope.bindings, outer: null }, table, name);
      if (field !== null && field !== "unknown" && within.includes(field.binding)) prove(field, table);
    }
  }

  private outputs(outputs: readonly Output[], scope: Scope, values: Values): Returned[] {
    return outputs.flatMap((output): Returned[] => {
      if (output.kind === "all") return this.all(output.table, scope, values);
      const { value, alias } = output;
      const name = alias ?? (value.kind === "column" ? value.name : null);
      return [{ name, value: values.of(value) }];
    });
  }

  private all(table: string | null, scope: Scope, values: Values): Returned[] {
    const bindings = scope.bindings.filter(({ alias }) => table === null || sameName(alias, table));
    if (bindings.length === 0 || bindings.some(({ open }) => open)) throw new UnknownColumns();
    return bindings.flatMap(({ fields }) =>
      fields
        .filter(({ hidden }) => table !== null || !hidden)
        .map((field) => ({ name: field.name, value: values.bare(fieldGives(field, table)) })),
    );
  }
}

/** The columns of two SELECTs joined by a compound operator; names are those of the first. */
function combined(
  op: Query["rest"][number]["op"],
  left: readonly Returned[],
  right: readonly Returned[],
): Returned[] {
  return left.map(({ name, value }, i) => {
    const other = right[i]?.value ?? anything;
    if (op === "EXCEPT") return { name, value };
    const never = value.nullable === false || other.nullable === false;
    if (op === "INTERSECT") return { name, value: { ...value, nullable: never ? false : value.nullable } };
    const same = value.origin !== null && other.origin !== null && sameOrigin(value.origin, other.origin);
    return { name, value: { ...either([value, other]), origin: same ? value.origin : null } };
  });
}

function sameOrigin(a: NonNullable<Given["origin"]>, b: NonNullable<Given["origin"]>): boolean {
  return sameName(a.table, b.table) && sameName(a.column, b.column);
}
