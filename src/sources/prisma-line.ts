import type { PrismaArgument, PrismaAttribute, PrismaField, PrismaValue } from "./prisma-syntax.ts";
import type { Token } from "./prisma-tokens.ts";

/** Says why a line is none of the language, and where. */
export class PrismaSyntaxError extends Error {
  readonly token: Token;

  constructor(message: string, token: Token) {
    super(message);
    this.token = token;
  }
}

/** Nobody writes this many brackets in one another, and the stack has an end. */
const deepest = 100;

/** Reads one line of a schema.prisma from left to right. Every method throws PrismaSyntaxError. */
export class Line {
  private readonly file: string;
  private readonly tokens: readonly Token[];
  private next = 0;
  private depth = 0;

  constructor(file: string, tokens: readonly Token[]) {
    this.file = file;
    this.tokens = tokens;
  }

  /** Takes this sign, if it comes next. */
  takes(sign: string): boolean {
    const token = this.tokens[this.next];
    const isNext = token?.kind === "sign" && token.text === sign;
    if (isNext) this.next++;
    return isNext;
  }

  isAtEnd(): boolean {
    return this.next >= this.tokens.length;
  }

  expectSign(sign: string): void {
    if (!this.takes(sign)) throw this.wrong(`"${sign}"`);
  }

  expectEnd(): void {
    if (!this.isAtEnd()) throw this.wrong("the end of the line");
  }

  name(what: string): string {
    return this.word("name", what);
  }

  /** `name Type? @attribute…` up to the end of the line. */
  field(): PrismaField {
    const location = this.location();
    const name = this.name("the name of a field");
    const type = this.name(`the type of ${name}`);
    const unsupported = type === "Unsupported" ? this.inParentheses() : null;
    const isList = this.takes("[");
    if (isList) this.expectSign("]");
    const isOptional = this.takes("?");
    return { name, type, unsupported, isList, isOptional, attributes: this.attributes("@"), location };
  }

  /** `NAME @map("…")` up to the end of the line. */
  member(): PrismaField {
    const location = this.location();
    const name = this.name("a member of the enum");
    const untyped = { type: "", unsupported: null, isList: false, isOptional: false };
    return { ...untyped, name, attributes: this.attributes("@"), location };
  }

  /** All that is left of the line, each beginning with this sign. */
  attributes(sign: "@" | "@@"): PrismaAttribute[] {
    const attributes: PrismaAttribute[] = [];
    while (!this.isAtEnd()) {
      const location = this.location();
      this.expectSign(sign);
      const name = this.path("the name of an attribute");
      attributes.push({ name, args: this.takes("(") ? this.args() : [], location });
    }
    return attributes;
  }

  value(): PrismaValue {
    const token = this.tokens[this.next];
    if (this.takes("[")) return { kind: "list", items: this.list("]", () => this.value()) };
    if (token?.kind === "string" || token?.kind === "number") {
      this.next++;
      return { kind: token.kind, text: token.text };
    }
    const name = this.path("a value");
    return this.takes("(") ? { kind: "call", name, args: this.args() } : { kind: "name", text: name };
  }

  private args(): PrismaArgument[] {
    return this.list(")", () => {
      const [token, colon] = this.tokens.slice(this.next, this.next + 2);
      if (token?.kind !== "name" || colon?.text !== ":") return { name: null, value: this.value() };
      this.next += 2;
      return { name: token.text, value: this.value() };
    });
  }

  private list<Item>(end: "]" | ")", item: () => Item): Item[] {
    const items: Item[] = [];
    if (this.takes(end)) return items;
    if (++this.depth > deepest) throw this.wrong("fewer brackets in one another");
    do items.push(item());
    while (this.takes(","));
    this.expectSign(end);
    this.depth--;
    return items;
  }

  private path(what: string): string {
    let path = this.name(what);
    while (this.takes(".")) path += `.${this.name("a name")}`;
    return path;
  }

  private inParentheses(): string {
    this.expectSign("(");
    const text = this.word("string", "a type in quotes");
    this.expectSign(")");
    return text;
  }

  private word(kind: Token["kind"], what: string): string {
    const token = this.tokens[this.next];
    if (token?.kind !== kind) throw this.wrong(what);
    this.next++;
    return token.text;
  }

  private location(): PrismaAttribute["location"] {
    const { line, column } = this.here();
    return { file: this.file, line, column };
  }

  private here(): Token {
    const { line = 1, end = 1 } = this.tokens.at(-1) ?? {};
    const text = "the end of the line";
    return this.tokens[this.next] ?? { kind: "stray", text, line, column: end, end };
  }

  private wrong(expected: string): PrismaSyntaxError {
    const token = this.here();
    const found = token.kind === "stray" ? token.text : JSON.stringify(token.text);
    return new PrismaSyntaxError(`expected ${expected}, found ${found}`, token);
  }
}
