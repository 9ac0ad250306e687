import { Kind } from "./kinds.ts";
import { none, PlainNode, type Span, type TextNode } from "./nodes.ts";

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
