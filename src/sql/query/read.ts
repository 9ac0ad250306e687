import { isOperator, isWord, nameOf } from "../tokens.ts";
import { ExpressionReader } from "./expressions.ts";
import type { Cte, Expr, JoinKind, OrderTerm, Output, Query, Select, Source, StatementTree } from "./tree.ts";

/**
 * Reads a SELECT, INSERT, UPDATE or DELETE that SQLite accepts into a tree; null for any other statement and for what
 * this reader does not know.
 */
export function readQuery(sql: string): StatementTree | null {
  try {
    return new QueryReader(sql).statement();
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

type Change = Exclude<StatementTree, { kind: "select" }>;

const joinWords = ["NATURAL", "LEFT", "RIGHT", "FULL", "OUTER", "INNER", "CROSS", "JOIN"];
/** What may follow a table or an output column without being its alias. */
const noAlias = new Set([
  ...joinWords,
  ..."AS ON USING WHERE GROUP HAVING ORDER LIMIT UNION INTERSECT EXCEPT FROM SET WINDOW INDEXED NOT RETURNING VALUES SELECT DEFAULT".split(
    " ",
  ),
]);

class QueryReader extends ExpressionReader {
  statement(): StatementTree | null {
    const ctes = this.with();
    const tree = this.startsQuery() ? this.select(ctes) : this.change(ctes);
    if (tree && !this.atEnd()) throw new SyntaxError(`unexpected ${this.peek()?.text}`);
    return tree;
  }

  query(): Query {
    return this.queryWith(this.with());
  }

  private select(ctes: readonly Cte[]): StatementTree {
    return { kind: "select", query: this.queryWith(ctes) };
  }

  private queryWith(ctes: readonly Cte[]): Query {
    const first = this.core();
    const rest: { op: Query["rest"][number]["op"]; select: Select }[] = [];
    while (isWord(this.peek(), "UNION", "INTERSECT", "EXCEPT")) {
      const op = this.next().upper as "UNION" | "INTERSECT" | "EXCEPT";
      const all = op === "UNION" && this.accept("ALL");
      rest.push({ op: all ? "UNION ALL" : op, select: this.core() });
    }
    const orderBy = this.orderBy();
    return { ctes, first, rest, orderBy, ...this.limit() };
  }

  private with(): Cte[] {
    if (!this.accept("WITH")) return [];
    this.accept("RECURSIVE");
    const ctes: Cte[] = [];
    do {
      const name = this.name();
      const columns = isOperator(this.peek(), "(") ? this.names() : null;
      this.expect("AS");
      this.accept("NOT");
      this.accept("MATERIALIZED");
      this.open();
      ctes.push({ name, columns, query: this.query() });
      this.close();
    } while (this.acceptOperator(","));
    return ctes;
  }

  private core(): Select {
    if (this.accept("VALUES")) return this.values();
    this.expect("SELECT");
    const distinct = this.accept("DISTINCT");
    this.accept("ALL");
    const outputs = this.outputs();
    const from = this.accept("FROM") ? this.sources() : null;
    const where = this.accept("WHERE") ? this.expression() : null;
    let groupBy: Expr[] = [];
    if (this.accept("GROUP")) {
      this.expect("BY");
      groupBy = this.expressions();
    }
    const having = this.accept("HAVING") ? this.expression() : null;
    if (this.accept("WINDOW")) this.windows();
    return { outputs, distinct, from, where, groupBy, having, values: null };
  }

  private values(): Select {
    const rows: Expr[][] = [];
    do {
      this.open();
      rows.push(this.expressions());
      this.close();
    } while (this.acceptOperator(","));
    const outputs = (rows[0] ?? []).map(
      (value, i): Output => ({ kind: "expression", value, alias: `column${i + 1}`, text: "" }),
    );
    return { outputs, distinct: false, from: null, where: null, groupBy: [], having: null, values: rows };
  }

  private windows(): void {
    do {
      this.name();
      this.expect("AS");
      this.skipParenthesised();
    } while (this.acceptOperator(","));
  }

  private outputs(): Output[] {
    const outputs = [this.output()];
    while (this.acceptOperator(",")) outputs.push(this.output());
    return outputs;
  }

  private output(): Output {
    if (this.acceptOperator("*")) return { kind: "all", table: null };
    if (isOperator(this.peek(1), ".") && isOperator(this.peek(2), "*")) {
      const table = this.name();
      this.next();
      this.next();
      return { kind: "all", table };
    }
    const start = this.peek()?.start ?? 0;
    const value = this.expression();
    const text = this.textFrom(start);
    return { kind: "expression", value, alias: this.alias(), text };
  }

  private alias(): string | null {
    if (this.accept("AS")) return this.name();
    const token = this.peek();
    if (token?.kind === "quoted" || token?.kind === "string") return this.name();
    if (token?.kind !== "word" || noAlias.has(token.upper)) return null;
    return this.name();
  }

  private sources(): Source {
    let left = this.source();
    for (;;) {
      const step = this.join();
      if (step === null) return left;
      const right = this.source();
      const on = this.accept("ON") ? this.expression() : null;
      const using = this.accept("USING") ? this.names() : [];
      left = { kind: "join", ...step, left, right, using, on };
    }
  }

  private join(): { join: JoinKind; natural: boolean } | null {
    if (this.acceptOperator(",")) return { join: "inner", natural: false };
    if (!isWord(this.peek(), ...joinWords)) return null;
    const words = new Set<string>();
    while (!isWord(this.peek(), "JOIN")) words.add(this.next().upper);
    this.next();
    const outer = (["left", "right", "full"] as const).find((kind) => words.has(kind.toUpperCase()));
    return { join: outer ?? "inner", natural: words.has("NATURAL") };
  }

  private source(): Source {
    if (this.acceptOperator("(")) {
      if (this.startsQuery()) {
        const query = this.query();
        this.close();
        return { kind: "query", query, alias: this.alias() };
      }
      const inner = this.sources();
      this.close();
      this.alias();
      return inner;
    }
    let name = this.name();
    if (this.acceptOperator(".")) name = this.name();
    const args = isOperator(this.peek(), "(") ? this.arguments() : null;
    const alias = this.alias();
    this.indexHint();
    return { kind: "table", name, alias, args };
  }

  private arguments(): Expr[] {
    this.open();
    const args = isOperator(this.peek(), ")") ? [] : this.expressions();
    this.close();
    return args;
  }

  private indexHint(): void {
    if (this.accept("INDEXED")) {
      this.expect("BY");
      this.name();
    } else if (isWord(this.peek(), "NOT") && isWord(this.peek(1), "INDEXED")) {
      this.next();
      this.next();
    }
  }

  private orderBy(): OrderTerm[] {
    if (!this.accept("ORDER")) return [];
    this.expect("BY");
    const terms: OrderTerm[] = [];
    do {
      const value = this.expression();
      const descending = this.accept("DESC");
      if (!descending) this.accept("ASC");
      if (this.accept("NULLS")) this.next();
      terms.push({ value, descending });
    } while (this.acceptOperator(","));
    return terms;
  }

  private limit(): { limited: boolean; offset: boolean } {
    const limited = this.accept("LIMIT");
    if (!limited) return { limited, offset: false };
    this.expression();
    const offset = this.accept("OFFSET") || this.acceptOperator(",");
    if (offset) this.expression();
    return { limited, offset };
  }

  private change(ctes: readonly Cte[]): Change | null {
    if (this.accept("REPLACE")) return this.insert(ctes);
    if (this.accept("INSERT")) return this.insert(ctes);
    if (this.accept("UPDATE")) return this.update(ctes);
    return this.accept("DELETE") ? this.delete(ctes) : null;
  }

  private conflict(): void {
    if (this.accept("OR")) this.next();
  }

  /** The table a statement writes to, with its alias. */
  private target(): { table: string; alias: string | null } {
    let table = this.name();
    if (this.acceptOperator(".")) table = this.name();
    const alias = this.alias();
    this.indexHint();
    return { table, alias };
  }

  private insert(ctes: readonly Cte[]): Change {
    this.conflict();
    this.expect("INTO");
    const target = this.target();
    const columns = isOperator(this.peek(), "(") ? this.names() : [];
    let source: Query | null = null;
    if (this.accept("DEFAULT")) this.expect("VALUES");
    else source = this.query();
    const set = this.upserts();
    const rest = { set, from: null, where: null, returning: this.returning() };
    return { kind: "insert", ctes, ...target, columns, source, ...rest };
  }

  /** ON CONFLICT clauses. https://www.sqlite.org/lang_upsert.html */
  private upserts(): Change["set"] {
    const set: Change["set"][number][] = [];
    while (isWord(this.peek(), "ON") && isWord(this.peek(1), "CONFLICT")) {
      this.next();
      this.next();
      if (isOperator(this.peek(), "(")) this.skipParenthesised();
      if (this.accept("WHERE")) this.expression();
      this.expect("DO");
      if (this.accept("NOTHING")) continue;
      this.expect("UPDATE");
      this.expect("SET");
      set.push(...this.assignments());
      if (this.accept("WHERE")) this.expression();
    }
    return set;
  }

  private update(ctes: readonly Cte[]): Change {
    this.conflict();
    const target = this.target();
    this.expect("SET");
    const set = this.assignments();
    const from = this.accept("FROM") ? this.sources() : null;
    const where = this.accept("WHERE") ? this.expression() : null;
    const returning = this.returning();
    this.orderBy();
    this.limit();
    const columns = set.flatMap((assignment) => assignment.columns);
    return { kind: "update", ctes, ...target, columns, source: null, set, from, where, returning };
  }

  private assignments(): Change["set"][number][] {
    const set: Change["set"][number][] = [];
    do {
      const columns = isOperator(this.peek(), "(") ? this.names() : [this.name()];
      if (!this.acceptOperator("=")) throw new SyntaxError("expected =");
      set.push({ columns, value: this.expression() });
    } while (this.acceptOperator(","));
    return set;
  }

  private delete(ctes: readonly Cte[]): Change {
    this.expect("FROM");
    const target = this.target();
    const where = this.accept("WHERE") ? this.expression() : null;
    const returning = this.returning();
    this.orderBy();
    this.limit();
    return {
      kind: "delete",
      ctes,
      ...target,
      columns: [],
      source: null,
      set: [],
      from: null,
      where,
      returning,
    };
  }

  private returning(): Output[] {
    return this.accept("RETURNING") ? this.outputs() : [];
  }

  private names(): string[] {
    this.open();
    const names = [nameOf(this.next())];
    while (this.acceptOperator(",")) names.push(nameOf(this.next()));
    this.close();
    return names;
  }
}
