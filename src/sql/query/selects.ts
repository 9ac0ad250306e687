import { isOperator, isWord, nameOf } from "../tokens.ts";
import { ExpressionReader } from "./expressions.ts";
import type { Cte, Expr, JoinKind, OrderTerm, Output, Query, Select, Source } from "./tree.ts";

const joinWords = ["NATURAL", "LEFT", "RIGHT", "FULL", "OUTER", "INNER", "CROSS", "JOIN"];
/** What may follow a table or an output column without being its alias. */
const noAlias = new Set([
  ...joinWords,
  ..."AS ON USING WHERE GROUP HAVING ORDER LIMIT UNION INTERSECT EXCEPT FROM SET WINDOW INDEXED NOT RETURNING VALUES SELECT DEFAULT".split(
    " ",
  ),
]);

/** Reads SELECT and VALUES with all that belongs to them. Throws SyntaxError. https://www.sqlite.org/lang_select.html */
export class SelectReader extends ExpressionReader {
  query(): Query {
    return this.queryWith(this.with());
  }

  protected queryWith(ctes: readonly Cte[]): Query {
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

  protected with(): Cte[] {
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

  protected outputs(): Output[] {
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

  protected alias(): string | null {
    if (this.accept("AS")) return this.name();
    const token = this.peek();
    if (token?.kind === "quoted" || token?.kind === "string") return this.name();
    if (token?.kind !== "word" || noAlias.has(token.upper)) return null;
    return this.name();
  }

  protected sources(): Source {
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

  protected indexHint(): void {
    if (this.accept("INDEXED")) {
      this.expect("BY");
      this.name();
    } else if (isWord(this.peek(), "NOT") && isWord(this.peek(1), "INDEXED")) {
      this.next();
      this.next();
    }
  }

  protected orderBy(): OrderTerm[] {
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

  protected limit(): { limited: boolean; offset: boolean } {
    const limited = this.accept("LIMIT");
    if (!limited) return { limited, offset: false };
    this.expression();
    const offset = this.accept("OFFSET") || this.acceptOperator(",");
    if (offset) this.expression();
    return { limited, offset };
  }

  protected names(): string[] {
    this.open();
    const names = [nameOf(this.next())];
    while (this.acceptOperator(",")) names.push(nameOf(this.next()));
    this.close();
    return names;
  }
}
