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
  readonly parameters: (node: Functional, parent: PlainNode) => BindingNode[];
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

/** A call, or `new`. */
export class CallNode extends PlainNode {
  expression: PlainNode | undefined;
  arguments: readonly PlainNode[];

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.expression = undefined;
    this.arguments = none;
  }
}

/** `owner.name` */
export class AccessNode extends PlainNode {
  expression: PlainNode | undefined;
  name: PlainNode | undefined;
  questionDotToken: object | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.expression = undefined;
    this.name = undefined;
    this.questionDotToken = undefined;
  }
}

/** `owner[key]` */
export class ElementNode extends PlainNode {
  expression: PlainNode | undefined;
  argumentExpression: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.expression = undefined;
    this.argumentExpression = undefined;
  }
}

/** An object literal. */
export class ObjectNode extends PlainNode {
  properties: readonly PlainNode[];

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.properties = none;
  }
}

/** A member of an object literal. */
export class PropertyNode extends PlainNode {
  name: PlainNode | undefined;
  initializer: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.name = undefined;
    this.initializer = undefined;
  }
}

/** A list, or a pattern. */
export class ListNode extends PlainNode {
  elements: readonly PlainNode[];

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.elements = none;
  }
}

/** `left + right` */
export class BinaryNode extends PlainNode {
  left: PlainNode | undefined;
  operatorToken: PlainNode | undefined;
  right: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.left = undefined;
    this.operatorToken = undefined;
    this.right = undefined;
  }
}

/** `-operand` */
export class UnaryNode extends PlainNode {
  operator: number;
  operand: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.operator = Kind.OtherToken;
    this.operand = undefined;
  }
}

/** `condition ? whenTrue : whenFalse` */
export class ConditionalNode extends PlainNode {
  condition: PlainNode | undefined;
  whenTrue: PlainNode | undefined;
  whenFalse: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.condition = undefined;
    this.whenTrue = undefined;
    this.whenFalse = undefined;
  }
}

/** A template with something in it. */
export class TemplateNode extends PlainNode {
  head: TextNode | undefined;
  templateSpans: readonly SpanNode[];

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.head = undefined;
    this.templateSpans = none;
  }
}

/** What stands in a template, and the text behind it. */
export class SpanNode extends PlainNode {
  expression: PlainNode | undefined;
  literal: TextNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.expression = undefined;
    this.literal = undefined;
  }
}

/** A template with a function before it. */
export class TaggedNode extends PlainNode {
  tag: PlainNode | undefined;
  template: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.tag = undefined;
    this.template = undefined;
  }
}

/** A variable, a parameter, or a part of a pattern. */
export class BindingNode extends PlainNode {
  name: PlainNode | undefined;
  propertyName: PlainNode | undefined;
  dotDotDotToken: object | undefined;
  modifiers: readonly PlainNode[] | undefined;
  given: es.Expression | null;
  private grown: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.name = undefined;
    this.propertyName = undefined;
    this.dotDotDotToken = undefined;
    this.modifiers = undefined;
    this.given = null;
    this.grown = undefined;
  }

  get initializer(): PlainNode | undefined {
    if (this.given) {
      this.grown = this.file.grower.expression(this.given, this);
      this.given = null;
    }
    return this.grown;
  }

  override children(): PlainNode[] {
    void this.initializer;
    return super.children();
  }
}

/** A function of any kind. */
export class FunctionNode extends PlainNode {
  name: PlainNode | undefined;
  modifiers: readonly PlainNode[] | undefined;
  readonly asteriskToken: object | undefined;
  /** Whether it is one of the forms that another one implements. */
  readonly isOverload: boolean;
  private written: Functional | null;
  private grownBody: PlainNode | undefined;
  private grownParameters: readonly BindingNode[];

  constructor(kind: number, parent: PlainNode, span: Span, written: Functional) {
    super(kind, parent, span);
    this.name = undefined;
    this.modifiers = undefined;
    this.asteriskToken = written.generator ? present : undefined;
    this.isOverload = written.body === null;
    this.written = written;
    this.grownBody = undefined;
    this.grownParameters = none;
  }

  get body(): PlainNode | undefined {
    if (this.written) this.grow(this.written);
    return this.grownBody;
  }

  get parameters(): readonly BindingNode[] {
    if (this.written) this.grow(this.written);
    return this.grownParameters;
  }

  override children(): PlainNode[] {
    void this.body;
    return super.children();
  }

  private grow(written: Functional): void {
    const { grower } = this.file;
    this.grownParameters = grower.parameters(written, this);
    this.grownBody = grower.body(written, this);
    this.written = null;
  }
}

/** A class. */
export class ClassNode extends PlainNode {
  name: PlainNode | undefined;
  heritageClauses: readonly HeritageNode[] | undefined;
  private readonly written: es.Class;
  private grown: readonly PlainNode[] | null;

  constructor(kind: number, parent: PlainNode, span: Span, written: es.Class) {
    super(kind, parent, span);
    this.name = undefined;
    this.heritageClauses = undefined;
    this.grown = null;
    this.written = written;
  }

  get members(): readonly PlainNode[] {
    this.grown ??= this.file.grower.members(this.written, this);
    return this.grown;
  }

  override children(): PlainNode[] {
    void this.members;
    return super.children();
  }
}

/** What a class is built upon. */
export class HeritageNode extends PlainNode {
  token: number;
  expression: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.token = Kind.ExtendsKeyword;
    this.expression = undefined;
  }
}
