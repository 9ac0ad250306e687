import type { Unparsable } from "../schema/declared.ts";
import { Line, PrismaSyntaxError } from "./prisma-line.ts";
import type { PrismaAttribute, PrismaBlock, PrismaField, PrismaValue } from "./prisma-syntax.ts";
import { linesOf, type Token } from "./prisma-tokens.ts";

/** The blocks of a schema.prisma, and the lines that are none of its language. */
export interface PrismaFile {
  readonly blocks: readonly PrismaBlock[];
  readonly unparsable: readonly Unparsable[];
}

const kinds = ["model", "view", "type", "enum", "datasource", "generator"] as const;

/**
 * Reads the text of a schema.prisma line by line, as Prisma's own grammar does; a line that cannot be read is told, and
 * the others are read all the same. What the names and attributes mean is no business of the grammar.
 */
export function parsePrisma(file: string, text: string): PrismaFile {
  const reading = new Reading(file);
  for (const tokens of linesOf(text)) reading.line(tokens);
  reading.end();
  return reading;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface OpenBlock extends Writable<Omit<PrismaBlock, "fields" | "attributes" | "settings">> {
  readonly fields: PrismaField[];
  readonly attributes: PrismaAttribute[];
  readonly settings: Map<string, PrismaValue>;
}

class Reading {
  readonly blocks: PrismaBlock[] = [];
  readonly unparsable: Unparsable[] = [];
  private readonly file: string;
  private block: OpenBlock | null = null;

  constructor(file: string) {
    this.file = file;
  }

  line(tokens: readonly Token[]): void {
    try {
      if (this.block !== null && this.opens(tokens)) this.end();
      if (this.block === null) this.open(tokens);
      else this.inside(this.block, tokens);
    } catch (error) {
      if (!(error instanceof PrismaSyntaxError)) throw error;
      const { line, column } = error.token;
      if (this.block) this.block.isBroken = true;
      this.unparsable.push({ location: { file: this.file, line, column }, message: error.message });
    }
  }

  /** What is open at the end of the file, or before the next block, was never closed. */
  end(): void {
    if (this.block === null) return;
    const { kind, name, location } = this.block;
    this.unparsable.push({ location, message: `the ${kind} ${name} is not closed by a line with "}"` });
    this.block.isBroken = true;
    this.block = null;
  }

  private opens([keyword, name, brace]: readonly Token[]): boolean {
    return name?.kind === "name" && brace?.text === "{" && kinds.some((kind) => kind === keyword?.text);
  }

  private open(tokens: readonly Token[]): void {
    const line = new Line(this.file, tokens);
    const [first] = tokens;
    const kind = kinds.find((each) => each === first?.text);
    if (kind === undefined || !first) {
      const found = JSON.stringify(first?.text ?? "");
      throw new PrismaSyntaxError(
        `expected a block such as "model Name {", found ${found}`,
        first ?? { kind: "stray", text: "", line: 1, column: 1, end: 1 },
      );
    }
    line.name("a block");
    const name = line.name(`the name of the ${kind}`);
    line.expectSign("{");
    const location = { file: this.file, line: first.line, column: first.column };
    this.block = { kind, name, location, fields: [], attributes: [], settings: new Map(), isBroken: false };
    this.blocks.push(this.block);
    line.expectEnd();
  }

  private inside(block: OpenBlock, tokens: readonly Token[]): void {
    const line = new Line(this.file, tokens);
    const isAttribute = tokens[0]?.kind === "sign" && tokens[0].text === "@@";
    if (line.takes("}")) {
      this.block = null;
      line.expectEnd();
    } else if (block.kind === "datasource" || block.kind === "generator") {
      const name = line.name("the name of a setting");
      line.expectSign("=");
      block.settings.set(name, line.value());
      line.expectEnd();
    } else if (isAttribute) block.attributes.push(...line.attributes("@@"));
    else block.fields.push(block.kind === "enum" ? line.member() : line.field());
  }
}
