import { isOperator, isWord } from "../tokens.ts";
import { SelectReader } from "./selects.ts";
import type { Cte, Output, Query, StatementTree } from "./tree.ts";

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

class QueryReader extends SelectReader {
  statement(): StatementTree | null {
    const ctes = this.with();
    const tree: StatementTree | null = this.startsQuery()
      ? { kind: "select", query: this.queryWith(ctes) }
      : this.change(ctes);
    if (tree && !this.atEnd()) throw new SyntaxError(`unexpected ${this.peek()?.text}`);
    return tree;
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
}
