import type { Memory } from "../database/memory.ts";
import { foldName, sameName } from "../schema/names.ts";
import { nearest } from "../schema/nearest.ts";
import { quoteName } from "../sql/quote.ts";
import { isOperator, tokenize } from "../sql/tokens.ts";
import { type DoctorTag, tagError } from "./doctor-tags.ts";

/** A name of a table that its tags may use. */
export interface ScopeColumn {
  readonly property: string;
  readonly column: string;
  /** The declared type, or what it would be created with; "" where that is open. */
  readonly type: () => string;
}

/** What the tags of one table can refer to, and SQLite's opinion of the SQL in them. */
export class Scope {
  readonly columns: readonly ScopeColumn[];
  /** Whether the table may have columns the doctor could not read. */
  readonly open: boolean;
  private readonly memory: Memory;

  private readonly table: string;

  constructor(table: string, columns: readonly ScopeColumn[], open: boolean, memory: Memory) {
    this.table = table;
    this.columns = columns;
    this.open = open;
    this.memory = memory;
  }

  /** The column meant by a property's or column's name in a list. Throws DoctorError when there is none. */
  columnNamed(name: string, tag: DoctorTag): string {
    const found =
      this.columns.find(({ property }) => property === name) ??
      this.columns.find(({ column }) => sameName(column, name));
    if (found) return found.column;
    if (this.open) return name;
    const near = nearest(name, new Set(this.columns.flatMap(({ property, column }) => [property, column])));
    throw tagError(
      tag,
      `@${tag.name} names ${name}, which is no property and no column of the table.`,
      near === null ? "Name a property or a column of the same table." : `Did you mean ${near}?`,
    );
  }

  /** Whether a run of SQL names a column of the table, or a property, which SQLite then complains about. */
  mentionsColumn(sql: string): boolean {
    const names = new Set(
      this.columns.flatMap(({ property, column }) => [foldName(property), foldName(column)]),
    );
    return (
      this.open || tokenize(sql).some(({ text }) => names.has(foldName(text.replace(/^["`[]|["`\]]$/g, ""))))
    );
  }

  /** Why a text is no SQL expression, or null. Names in it need not exist. */
  syntaxComplaint(expression: string): string | null {
    if (!isBalanced(expression)) return unbalanced;
    const complaint = this.memory.complaint(`SELECT (\n${expression}\n)`);
    return complaint && isSyntax.test(complaint) ? complaint : null;
  }

  /** SQLite's complaint about a column that refers to no other, or null. */
  columnComplaint(column: string): string | null {
    return this.memory.complaint(`CREATE TABLE "_" (\n${column}\n)`);
  }

  /** SQLite's complaint about the table with one more clause, or null; unknown columns of an open table are no reason. */
  tableComplaint(clause: string, holds: { expression?: string; replaces?: string } = {}): string | null {
    if (holds.expression !== undefined && !isBalanced(holds.expression)) return unbalanced;
    return this.excused(this.memory.complaint(this.createTable(clause, holds.replaces)));
  }

  /** SQLite's complaint about an index on the table, or null. */
  indexComplaint(index: string): string | null {
    return this.excused(
      this.memory.complaint(
        `CREATE INDEX "_doctor_index" ON ${quoteName(this.table)} ${index}`,
        this.createTable(),
      ),
    );
  }

  /** A hint for a complaint about a column that is written as its property. */
  hint(complaint: string): string {
    const unknown = /^no such column: "?([^"]+)"?/.exec(complaint)?.[1];
    const meant = this.columns.find(({ property, column }) => property === unknown && column !== unknown);
    if (meant) return `SQL takes column names: write ${meant.column}.`;
    const near =
      unknown === undefined
        ? null
        : nearest(
            unknown,
            this.columns.map(({ column }) => column),
          );
    return near === null ? "Write it as SQLite does; see docs/model.md." : `Did you mean ${near}?`;
  }

  private createTable(clause?: string, replaced?: string): string {
    const columns = this.columns
      .filter(({ column }) => column !== replaced)
      .map(({ column, type }) => `${quoteName(column)} ${type()}`);
    const parts = [...columns, ...(clause === undefined ? [] : [clause])];
    return `CREATE TABLE ${quoteName(this.table)} (\n${(parts.length > 0 ? parts : ['"_"']).join(",\n")}\n)`;
  }

  private excused(complaint: string | null): string | null {
    return complaint && this.open && complaint.startsWith("no such column") ? null : complaint;
  }
}

const unbalanced = "its parentheses or quotes do not match";
const isSyntax = /syntax error|incomplete input|unrecognized token|row value misused/;

function isBalanced(sql: string): boolean {
  let depth = 0;
  for (const token of tokenize(sql)) {
    if (isOperator(token, "(")) depth++;
    if (isOperator(token, ")") && --depth < 0) return false;
    if (isOperator(token, ";") || /^['"`[]$/.test(token.text)) return false;
  }
  return depth === 0;
}

/** An expression without parentheses around all of it. */
export function withoutParentheses(expression: string): string {
  const tokens = tokenize(expression);
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last || !isOperator(first, "(") || !isOperator(last, ")")) return expression.trim();
  const inner = expression.slice(first.end, last.start);
  return isBalanced(inner) ? withoutParentheses(inner) : expression.trim();
}
