import { closing, isOperator, isWord, nameOf, type Token, tokenize } from "../tokens.ts";

/** Walks the tokens of a statement. Throws SyntaxError where something else is expected. */
export class Cursor {
  protected readonly sql: string;
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(sql: string) {
    this.sql = sql;
    this.tokens = tokenize(sql);
  }

  protected peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  protected next(): Token {
    const token = this.tokens[this.at++];
    if (!token) throw new SyntaxError("unexpected end");
    return token;
  }

  protected accept(...keywords: readonly string[]): boolean {
    if (!isWord(this.peek(), ...keywords)) return false;
    this.at++;
    return true;
  }

  protected expect(keyword: string): void {
    if (!this.accept(keyword)) throw new SyntaxError(`expected ${keyword}`);
  }

  protected acceptOperator(text: string): boolean {
    if (!isOperator(this.peek(), text)) return false;
    this.at++;
    return true;
  }

  protected open(): void {
    if (!this.acceptOperator("(")) throw new SyntaxError("expected (");
  }

  protected close(): void {
    if (!this.acceptOperator(")")) throw new SyntaxError("expected )");
  }

  /** The name that stands here, without its quotes. */
  protected name(): string {
    const token = this.next();
    if (token.kind !== "word" && token.kind !== "quoted" && token.kind !== "string")
      throw new SyntaxError(`expected a name, not ${token.text}`);
    return nameOf(token);
  }

  /** Passes over what stands in the parentheses that begin here. */
  protected skipParenthesised(): void {
    const close = closing(this.tokens, this.at);
    if (close < 0) throw new SyntaxError("expected )");
    this.at = close + 1;
  }

  /** Passes over everything up to this operator on the same level. */
  protected skipTo(text: string): void {
    while (!isOperator(this.peek(), text)) {
      if (isOperator(this.peek(), "(")) this.skipParenthesised();
      else this.next();
    }
  }

  /** The texts of all windows further on that have a name: `WINDOW name AS (…)`. */
  protected windowsNamed(name: string): string[] {
    const start = this.tokens.findIndex((token, i) => i >= this.at && isWord(token, "WINDOW"));
    if (start < 0) return [];
    return this.tokens.flatMap((token, i) => {
      if (i < start || nameOf(token).toLowerCase() !== name.toLowerCase()) return [];
      if (!isWord(this.tokens[i + 1], "AS") || !isOperator(this.tokens[i + 2], "(")) return [];
      const end = this.tokens[closing(this.tokens, i + 2)]?.end;
      return [this.sql.slice(token.end, end)];
    });
  }

  /** Whether a SELECT, VALUES or WITH begins here. */
  protected startsQuery(): boolean {
    return isWord(this.peek(), "SELECT", "VALUES", "WITH");
  }

  protected atEnd(): boolean {
    return this.peek() === undefined || (isOperator(this.peek(), ";") && this.peek(1) === undefined);
  }

  /** The text from a token to the last one read. */
  protected textFrom(start: number): string {
    return this.sql.slice(start, this.tokens[this.at - 1]?.end ?? start);
  }
}
