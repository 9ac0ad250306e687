import type { BindingNode } from "./declaring-nodes.ts";
import { none, PlainNode, type Span } from "./nodes.ts";

/** What has a name and nothing else that is asked for: a type. */
export class NamedNode extends PlainNode {
  name: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.name = undefined;
  }
}

/** An enum. */
export class EnumNode extends NamedNode {
  members: readonly EnumMemberNode[];

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.members = none;
  }
}

/** A member of an enum. */
export class EnumMemberNode extends NamedNode {
  initializer: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.initializer = undefined;
  }
}

/** `const a = 1, b = 2`, in a statement or a loop. */
export class VariablesNode extends PlainNode {
  declarations: readonly BindingNode[];
  flags: number;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.declarations = none;
    this.flags = 0;
  }
}

/** `const a = 1;` */
export class VariableStatementNode extends PlainNode {
  declarationList: VariablesNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.declarationList = undefined;
  }
}

/** Statements in braces. */
export class BlockNode extends PlainNode {
  statements: readonly PlainNode[];

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.statements = none;
  }
}

/** `if` */
export class IfNode extends PlainNode {
  expression: PlainNode | undefined;
  thenStatement: PlainNode | undefined;
  elseStatement: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.expression = undefined;
    this.thenStatement = undefined;
    this.elseStatement = undefined;
  }
}

/** A loop of any kind. */
export class LoopNode extends PlainNode {
  initializer: PlainNode | undefined;
  expression: PlainNode | undefined;
  others: readonly PlainNode[];
  statement: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.initializer = undefined;
    this.expression = undefined;
    this.others = none;
    this.statement = undefined;
  }
}

/** `switch` */
export class SwitchNode extends PlainNode {
  expression: PlainNode | undefined;
  caseBlock: ClausesNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.expression = undefined;
    this.caseBlock = undefined;
  }
}

/** What stands in the braces of a `switch`. */
export class ClausesNode extends PlainNode {
  clauses: readonly ClauseNode[];

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.clauses = none;
  }
}

/** `case …:`, `default:` */
export class ClauseNode extends PlainNode {
  expression: PlainNode | undefined;
  statements: readonly PlainNode[];

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.expression = undefined;
    this.statements = none;
  }
}

/** `try` */
export class TryNode extends PlainNode {
  tryBlock: BlockNode | undefined;
  catchClause: CatchNode | undefined;
  finallyBlock: BlockNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.tryBlock = undefined;
    this.catchClause = undefined;
    this.finallyBlock = undefined;
  }
}

/** `catch` */
export class CatchNode extends PlainNode {
  variableDeclaration: BindingNode | undefined;
  block: BlockNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.variableDeclaration = undefined;
    this.block = undefined;
  }
}
