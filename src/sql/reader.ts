import type { Conflict } from "../schema/column.ts";
import type { Action, IndexPart } from "../schema/constraint.ts";
import { readIndexPart } from "./index-part.ts";
import {
  closing,
  isOperator,
  isWord,
  nameOf,
  type Span,
  splitCommas,
  type Token,
  tokensIn,
} from "./tokens.ts";

const afterType = new Set(
  "CONSTRAINT PRIMARY NOT NULL UNIQUE CHECK DEFAULT COLLATE REFERENCES AS DEFERRABLE".split(" "),
);
const tableConstraints = new Set(["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"]);

/** Walks the tokens of a DDL statement; its methods are the small words of SQLite's grammar. Throws SyntaxError. */
export class Reader {
  readonly sql: string;
  private readonly tokens: readonly Token[];
  private at = 0;

  /** Begins at a place between two tokens. */
  constructor(sql: string, start = 0) {
    this.sql = sql;
    this.tokens = tokensIn(sql, start, sql.length);
  }

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  next(): Token {
    const token = this.tokens[this.at++];
    if (!token) throw new SyntaxError("unexpected end of statement");
    return token;
  }

  skip(count: number): void {
    this.at += count;
  }

  /** Where the last token read ends. */
  lastEnd(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  accept(...keywords: readonly string[]): boolean {
    const token = this.tokens[this.at];
    if (token === undefined || token.kind !== "word" || !keywords.includes(token.upper)) return false;
    this.at++;
    return true;
  }

  expect(keyword: string): void {
    if (!this.accept(keyword)) throw new SyntaxError(`expected ${keyword}`);
  }

  open(): void {
    if (!isOperator(this.next(), "(")) throw new SyntaxError("expected (");
  }

  atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  atClose(): boolean {
    return isOperator(this.peek(), ")");
  }

  atItemEnd(): boolean {
    return this.atClose() || isOperator(this.peek(), ",");
  }

  startsTableConstraint(): boolean {
    return tableConstraints.has(this.peek()?.upper ?? "");
  }

  constraintName(): string | null {
    return this.accept("CONSTRAINT") ? nameOf(this.next()) : null;
  }

  /** A declared type: any run of names and an optional size; GENERATED ALWAYS is not part of it. */
  typeName(): Span | null {
    const start = this.peek()?.start ?? 0;
    const first = this.at;
    while (this.startsTypeWord()) this.at++;
    if (this.at === first) return null;
    if (isOperator(this.peek(), "(")) this.at = closing(this.tokens, this.at) + 1;
    return { start, end: this.lastEnd() };
  }

  private startsTypeWord(): boolean {
    const token = this.peek();
    if (!token) return false;
    if (token.kind === "quoted" || token.kind === "string") return true;
    if (isWord(token, "GENERATED") && isWord(this.peek(1), "ALWAYS")) return false;
    return token.kind === "word" && !afterType.has(token.upper);
  }

  /** The text between the parentheses that come next. */
  parenthesised(): string {
    const close = isOperator(this.peek(), "(") ? closing(this.tokens, this.at) : -1;
    const open = this.tokens[this.at];
    const end = this.tokens[close];
    if (!open || !end) throw new SyntaxError("expected a parenthesised expression");
    this.at = close + 1;
    return this.sql.slice(open.end, end.start).trim();
  }

  /** A default as written: a literal with its sign, a word, or a parenthesised expression with its parentheses. */
  defaultValue(): string {
    const start = this.peek()?.start ?? 0;
    if (isOperator(this.peek(), "(")) this.parenthesised();
    else if (isOperator(this.peek(), "-") || isOperator(this.peek(), "+")) this.skip(2);
    else this.skip(1);
    return this.sql.slice(start, this.lastEnd());
  }

  /** ASC or DESC; true for DESC. */
  order(): boolean {
    if (this.accept("DESC")) return true;
    this.accept("ASC");
    return false;
  }

  conflict(): Conflict {
    if (!isWord(this.peek(), "ON") || !isWord(this.peek(1), "CONFLICT")) return null;
    this.skip(2);
    const word = this.next().text.toUpperCase();
    if (word === "ROLLBACK" || word === "FAIL" || word === "IGNORE" || word === "REPLACE") return word;
    return word === "ABORT" ? "ABORT" : null;
  }

  storage(): boolean {
    if (this.accept("STORED")) return true;
    this.accept("VIRTUAL");
    return false;
  }

  /** A parenthesised list of names, or null when none comes next. */
  nameList(): string[] | null {
    return isOperator(this.peek(), "(") ? splitCommas(this.inner()).flatMap(firstName) : null;
  }

  /** The columns of a PRIMARY KEY or UNIQUE constraint of the table; AUTOINCREMENT may stand inside the list. */
  keyParts(): { parts: IndexPart[]; autoincrement: boolean } {
    const tokens = this.inner();
    const autoincrement = isWord(tokens.at(-1), "AUTOINCREMENT");
    const listed = autoincrement ? tokens.slice(0, -1) : tokens;
    return { parts: splitCommas(listed).map((part) => readIndexPart(this.sql, part)), autoincrement };
  }

  private inner(): Token[] {
    const close = closing(this.tokens, this.at);
    if (close < 0) throw new SyntaxError("expected a list");
    const tokens = this.tokens.slice(this.at + 1, close);
    this.at = close + 1;
    return tokens;
  }

  action(): Action {
    if (this.accept("CASCADE")) return "CASCADE";
    if (this.accept("RESTRICT")) return "RESTRICT";
    if (this.accept("NO")) {
      this.expect("ACTION");
      return "NO ACTION";
    }
    this.expect("SET");
    if (this.accept("NULL")) return "SET NULL";
    this.expect("DEFAULT");
    return "SET DEFAULT";
  }

  atDeferral(): boolean {
    return (
      isWord(this.peek(), "DEFERRABLE") || (isWord(this.peek(), "NOT") && isWord(this.peek(1), "DEFERRABLE"))
    );
  }

  /** Reads [NOT] DEFERRABLE [INITIALLY DEFERRED|IMMEDIATE]; true when it is checked at COMMIT. */
  deferral(): boolean {
    const not = this.accept("NOT");
    this.expect("DEFERRABLE");
    if (!this.accept("INITIALLY")) return false;
    const deferred = this.accept("DEFERRED");
    if (!deferred) this.expect("IMMEDIATE");
    return deferred && !not;
  }
}

function firstName(tokens: readonly Token[]): string[] {
  return tokens[0] ? [nameOf(tokens[0])] : [];
}
