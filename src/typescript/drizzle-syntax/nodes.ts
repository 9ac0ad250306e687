import type * as es from "oxc-parser";
import { Kind } from "./kinds.ts";

/** Where something stands in its file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Makes the parts of nodes that are made when they are asked for. */
export interface Grower {
  readonly expression: (node: es.Expression, parent: PlainNode) => PlainNode;
  readonly parameters: (node: Functional, parent: PlainNode) => readonly PlainNode[];
  readonly body: (node: Functional, parent: PlainNode) => PlainNode | undefined;
  readonly members: (node: es.Class, parent: PlainNode) => PlainNode[];
}

/** A run of statements of a file that was parsed at once. */
export interface PieceOfFile {
  readonly file: PlainFile;
  /** Where it begins in the file. */
  readonly offset: number;
}

/** What has parameters and a body. */
export type Functional = es.Function | es.ArrowFunctionExpression;

/** No nodes: what they have is set when they are made. */
export const none: readonly never[] = [];

/** Stands for a token that is there, of which nobody asks more. */
export const present: object = {};

const nowhere = { piece: { offset: 0 } } as PlainNode;

/** A node of a file's syntax, in the shape that the compiler gives to its own. */
export class PlainNode {
  readonly kind: number;
  parent: PlainNode;
  readonly pos: number;
  readonly end: number;
  /** What it was parsed with. */
  piece: PieceOfFile;

  constructor(kind: number, parent: PlainNode, { start, end }: Span) {
    const { piece } = parent;
    this.kind = kind;
    this.parent = parent;
    this.pos = start + piece.offset;
    this.end = end + piece.offset;
    this.piece = piece;
  }

  get file(): PlainFile {
    return this.piece.file;
  }

  getStart(): number {
    return this.pos;
  }

  getText(): string {
    return this.file.text.slice(this.pos, this.end);
  }

  getSourceFile(): PlainFile {
    return this.file;
  }

  /** The nodes right below it. */
  children(): PlainNode[] {
    const below: PlainNode[] = [];
    for (const value of Object.values(this).flat())
      if (value instanceof PlainNode && value.parent === this) below.push(value);
    return below;
  }
}

/** A file. */
export class PlainFile extends PlainNode {
  readonly text: string;
  /** Absolute path. */
  readonly fileName: string;
  readonly grower: Grower;
  /** Whether it imports or exports anything: else its names are everybody's. */
  isModule: boolean;
  readonly statements: PlainNode[];
  /** The statements that begin with `export`, and whether `default` follows. */
  readonly exported: Map<PlainNode, boolean>;
  /** What it imports, and exports of others, as written. */
  readonly specifiers: Set<string>;
  /** The names of members, by their text. */
  readonly memberNames: Map<string, PlainNode>;

  constructor(text: string, fileName: string, grower: Grower) {
    super(Kind.SourceFile, nowhere, { start: 0, end: text.length });
    this.parent = undefined as unknown as PlainNode;
    this.piece = { file: this, offset: 0 };
    this.text = text;
    this.fileName = fileName;
    this.grower = grower;
    this.isModule = false;
    this.statements = [];
    this.exported = new Map();
    this.specifiers = new Set();
    this.memberNames = new Map();
  }
}

/** A name or a literal. */
export class TextNode extends PlainNode {
  readonly text: string;

  constructor(kind: number, parent: PlainNode, span: Span, text: string) {
    super(kind, parent, span);
    this.text = text;
  }
}

/** What has one expression: parentheses, a spread, a statement. */
export class OuterNode extends PlainNode {
  expression: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.expression = undefined;
  }
}

/** What nobody follows, with what stands in it. */
export class OtherNode extends PlainNode {
  parts: readonly PlainNode[];

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.parts = none;
  }
}
