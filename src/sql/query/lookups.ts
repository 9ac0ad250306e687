import { byName, foldName, sameName } from "../../schema/names.ts";
import type { Schema, Table, View } from "../../schema/schema.ts";
import { readable } from "./catalogue.ts";
import { inIndexOrder, type Note, noteConditions, shownBy } from "./conditions.ts";
import { commonNames, fieldsOf, namedIn, outputMeant, renamed, sortBy, targetsOf } from "./fields.ts";
import type { Bound, Field, Lookup, Scope, Target } from "./lookup.ts";
import { queriesIn } from "./parts.ts";
import { readQuery } from "./read.ts";
import type { Cte, Expr, Query, Select, Source, StatementTree } from "./tree.ts";

/** How a statement looks for rows of the tables it reads, those inside its sub-selects and views included. */
export function lookupsOf(tree: StatementTree, schema: Schema): Lookup[] {
  const reader = new LookupReader(schema);
  reader.statement(tree);
  return reader.targets.flatMap(({ table, called, held, ranges, sorts, sides }) => [
    { table, called, held: inIndexOrder(held), ranges, sorts },
    ...sides.map((side) => ({
      ...{ table, called, held: inIndexOrder(side.held) },
      ...{ ranges: side.ranges, sorts: [] },
    })),
  ]);
}

/** Deeper than any view that is written by hand. */
const deepest = 20;

class LookupReader {
  readonly targets: Target[] = [];
  private readonly tables: ReadonlyMap<string, Table>;
  private readonly views: ReadonlyMap<string, View>;
  private readonly schema: Schema;
  private depth = 0;

  constructor(schema: Schema) {
    this.schema = schema;
    this.tables = byName(schema.tables);
    this.views = byName(schema.views);
  }

  statement(tree: StatementTree): void {
    if (tree.kind === "select") {
      this.query(tree.query, null);
      return;
    }
    const around: Scope = { bounds: [], outer: null, ctes: this.ctes(tree.ctes, null) };
    if (tree.source) this.query(tree.source, around);
    const target = this.table(tree.table, tree.alias, around);
    const bounds = [target, ...(tree.from ? this.sources(tree.from, around) : [])];
    const scope = { ...around, bounds };
    if (tree.where) this.where(tree.where, scope, (one) => one);
    for (const { value } of tree.set) this.inside(value, scope);
  }

  /** What a query shows. */
  private query(query: Query, outer: Scope | null): readonly Field[] | null {
    if (this.depth >= deepest) return null;
    this.depth++;
    const around: Scope = { bounds: [], outer, ctes: this.ctes(query.ctes, outer) };
    const first = this.select(query.first, around, query);
    const rest = query.rest.map(({ select }) => this.select(select, around, null));
    this.depth--;
    if (rest.length === 0 || first === null) return first;
    return first.map(({ name, shows }, i) => ({
      name,
      shows: [...shows, ...rest.flatMap((fields) => fields?.[i]?.shows ?? [])],
    }));
  }

  private ctes(ctes: readonly Cte[], outer: Scope | null): Scope["ctes"] {
    const known = new Map(outer?.ctes ?? []);
    for (const { name, columns, query } of ctes) {
      known.set(foldName(name), null);
      const fields = this.query(query, { bounds: [], outer, ctes: known });
      known.set(foldName(name), renamed(fields, columns));
    }
    return known;
  }

  private select(select: Select, around: Scope, query: Query | null): readonly Field[] | null {
    const bounds = select.from ? this.sources(select.from, around) : [];
    const scope: Scope = { ...around, bounds };
    if (select.where) this.where(select.where, scope, (target) => target);
    const values = select.outputs.flatMap((output) => (output.kind === "expression" ? [output.value] : []));
    const others = [...values, ...select.groupBy, ...(select.having ? [select.having] : [])];
    for (const value of [...others, ...(select.values ?? []).flat()]) this.inside(value, scope);
    this.sorts(select, scope, query);
    return fieldsOf(select.outputs, scope);
  }

  private where(condition: Expr, scope: Scope, note: Note): void {
    noteConditions(condition, scope, note);
    this.inside(condition, scope);
  }

  private inside(expr: Expr, scope: Scope): void {
    for (const query of queriesIn(expr)) this.query(query, scope);
  }

  private sorts(select: Select, scope: Scope, query: Query | null): void {
    const meant = (expr: Expr): Expr => outputMeant(expr, select.outputs);
    if (query !== null && query.rest.length === 0) {
      const terms = query.orderBy.map(({ value, descending }) => ({ value: meant(value), descending }));
      // A group is known only when its last row is.
      const limited = query.limited && select.groupBy.length === 0 && !select.distinct;
      this.sort(terms, limited, scope);
    }
    const ascending = (value: Expr) => ({ value: meant(value), descending: false });
    this.sort(select.groupBy.map(ascending), false, scope);
    const shown = select.outputs.map((output) => (output.kind === "expression" ? output.value : null));
    if (select.distinct && !shown.includes(null))
      this.sort(shown.filter((value) => value !== null).map(ascending), false, scope);
  }

  private sort(terms: readonly { value: Expr; descending: boolean }[], limited: boolean, scope: Scope): void {
    const found = terms.map(({ value, descending }) => ({ shows: shownBy(value, scope) ?? [], descending }));
    const target = found[0]?.shows[0]?.target;
    if (!target || !found.every(({ shows }) => shows.length === 1 && shows[0]?.target === target)) return;
    const sort = sortBy(
      found.map(({ shows, descending }) => ({ column: shows[0]?.column ?? null, descending })),
    );
    if (sort.length > 0) target.sorts.push({ columns: sort, limited });
  }

  private sources(source: Source, around: Scope): Bound[] {
    if (source.kind === "query")
      return [{ alias: source.alias ?? "", fields: this.query(source.query, around), rowid: null }];
    if (source.kind === "table")
      return source.args === null
        ? [this.table(source.name, source.alias, around)]
        : [{ alias: source.alias ?? source.name, fields: null, rowid: null }];
    return this.join(source, around);
  }

  private join(source: Extract<Source, { kind: "join" }>, around: Scope): Bound[] {
    const left = this.sources(source.left, around);
    const right = this.sources(source.right, around);
    const scope: Scope = { ...around, bounds: [...left, ...right] };
    // The condition of an outer join leaves no row of the outer side out.
    const narrowed = { inner: scope.bounds, left: right, right: left, full: [] }[source.join];
    const targets = new Set(narrowed.flatMap(({ fields }) => fields ?? []).flatMap(targetsOf));
    const note: Note = (target) => (targets.has(target) ? target : null);
    if (source.on) this.where(source.on, scope, note);
    const names = source.natural ? commonNames(left, right) : source.using;
    for (const name of names) {
      const shown = [left, right].flatMap((bounds) => namedIn(bounds, name)?.shows ?? []);
      for (const { target, column } of shown)
        if (column !== null) note(target)?.held.push({ column, by: "join" });
    }
    return scope.bounds.slice();
  }

  private table(name: string, alias: string | null, around: Scope): Bound {
    const called = alias ?? name;
    const cte = around.ctes.get(foldName(name));
    if (cte !== undefined) return { alias: called, fields: cte, rowid: null };
    const table = this.tables.get(foldName(name));
    if (table) return this.target(table, called);
    if (!this.views.has(foldName(name))) return { alias: called, fields: null, rowid: null };
    const view = readable(this.schema).view(name);
    const tree = view && readQuery(view.select);
    const fields = tree?.kind === "select" ? this.query(tree.query, null) : null;
    return { alias: called, fields: renamed(fields, view?.columns ?? null), rowid: null };
  }

  private target(table: Table, called: string): Bound {
    const target: Target = { table, called, held: [], ranges: [], sorts: [], sides: [] };
    this.targets.push(target);
    const { primaryKey } = table;
    const isRowid = (name: string): boolean =>
      primaryKey?.rowidAlias === true && primaryKey.columns.some((key) => sameName(key, name));
    const fields = table.columns.map(({ name }) => ({
      name,
      shows: [{ target, column: isRowid(name) ? null : name }],
    }));
    return { alias: called, fields, rowid: table.withoutRowid ? null : { target, column: null } };
  }
}
