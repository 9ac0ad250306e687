import type * as es from "oxc-parser";
import { Kind } from "./kinds.ts";
import { type Functional, none, PlainNode, present, type Span } from "./nodes.ts";

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
    this.grownParameters = grower.parameters(written, this) as readonly BindingNode[];
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
