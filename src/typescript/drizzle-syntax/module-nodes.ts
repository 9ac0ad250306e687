import { none, PlainNode, type Span } from "./nodes.ts";

/** `import … from`, `export … from`, `export { … }`. */
export class ModuleNode extends PlainNode {
  moduleSpecifier: PlainNode | undefined;
  importClause: PlainNode | undefined;
  exportClause: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.moduleSpecifier = undefined;
    this.importClause = undefined;
    this.exportClause = undefined;
  }
}

/** What an import names: a default, and others. */
export class ImportClauseNode extends PlainNode {
  name: PlainNode | undefined;
  namedBindings: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.name = undefined;
    this.namedBindings = undefined;
  }
}

/** `{ a, b as c }` of an import or export. */
export class SpecifiersNode extends PlainNode {
  elements: readonly SpecifierNode[];

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.elements = none;
  }
}

/** `b as c`: `name` is the new name. */
export class SpecifierNode extends PlainNode {
  name: PlainNode | undefined;
  propertyName: PlainNode | undefined;

  constructor(kind: number, parent: PlainNode, span: Span) {
    super(kind, parent, span);
    this.name = undefined;
    this.propertyName = undefined;
  }
}
