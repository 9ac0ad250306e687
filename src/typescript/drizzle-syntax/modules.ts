import type * as es from "oxc-parser";
import { isOnlyLenient } from "../syntax/lenient.ts";
import { inPieces } from "../syntax/pieces.ts";
import { classOf, expression, functional, named } from "./expressions.ts";
import { Kind } from "./kinds.ts";
import { members } from "./members.ts";
import { ImportClauseNode, ModuleNode, SpecifierNode, SpecifiersNode } from "./module-nodes.ts";
import { PlainFile, type PlainNode, type Span, TextNode } from "./nodes.ts";
import { outer } from "./operations.ts";
import { isBlockBody, parameters } from "./patterns.ts";
import { notPlain } from "./refuse.ts";
import { block, statement } from "./statements.ts";

const grower = {
  expression,
  parameters,
  members,
  body: ({ body }, parent) =>
    body ? (isBlockBody(body) ? block(body, parent) : expression(body, parent)) : undefined,
} satisfies PlainFile["grower"];

/** A file as plain nodes; null where it does not parse. Throws NotPlain for what is not told by syntax. */
export function plainFile(path: string, text: string): PlainFile | null {
  // `var` names things for all of a function, wherever it stands.
  if (/\bvar\s/.test(text) || text.startsWith("\uFEFF")) return notPlain("a name declared with var");
  const file = new PlainFile(text, path, grower);
  if (isOnlyLenient(text)) return notPlain("what may not parse");
  const parses = inPieces(path, text, ({ statements, offset }) => {
    file.isModule ||= statements.some(({ type }) => /^(?:Import|Export)/.test(type));
    file.piece = { file, offset };
    for (const each of statements) file.statements.push(topmost(each, file));
  });
  return parses ? file : null;
}

function topmost(node: es.Statement | es.Directive, file: PlainFile): PlainNode {
  switch (node.type) {
    case "ImportDeclaration":
      return imports(node, file);
    case "ExportAllDeclaration": {
      const made = new ModuleNode(Kind.ExportDeclaration, file, node);
      made.moduleSpecifier = specified(node.source, made);
      if (node.exported) {
        const whole = specifier(Kind.NamespaceExport, node, node.exported, null, made);
        made.exportClause = whole;
      }
      return made;
    }
    case "ExportNamedDeclaration":
      if (!node.declaration) return exported(node, file);
      return marked(statement(node.declaration, file, node), false);
    case "ExportDefaultDeclaration":
      return marked(byDefault(node, node.declaration, file), true);
    default:
      return statement(node, file);
  }
}

function marked(made: PlainNode, isDefault: boolean): PlainNode {
  made.file.exported.set(made, isDefault);
  return made;
}

function imports(node: es.ImportDeclaration, file: PlainFile): PlainNode {
  const made = new ModuleNode(Kind.ImportDeclaration, file, node);
  made.moduleSpecifier = specified(node.source, made);
  const [first] = node.specifiers;
  if (!first) return made;
  const clause = new ImportClauseNode(Kind.ImportClause, made, {
    start: node.importKind === "type" ? startOfTypes(node, file) : first.start,
    end: node.source.start,
  });
  made.importClause = clause;
  const list = new SpecifiersNode(Kind.NamedImports, clause, node);
  list.elements = node.specifiers.flatMap((each): SpecifierNode[] => {
    if (each.type === "ImportDefaultSpecifier") clause.name = named(each.local, clause);
    else if (each.type === "ImportNamespaceSpecifier")
      clause.namedBindings = specifier(Kind.NamespaceImport, each, each.local, null, clause);
    else {
      const { imported, local } = each;
      const isSame = imported.start === local.start;
      return [specifier(Kind.ImportSpecifier, each, local, isSame ? null : imported, list)];
    }
    return [];
  });
  clause.namedBindings ??= list;
  return made;
}

/** A clause of types begins at the word `type`. */
function startOfTypes({ start }: Span, { text, piece: { offset } }: PlainFile): number {
  const [before] = /^import\s+(?=type\b)/.exec(text.slice(start + offset, start + offset + 200)) ?? [];
  return before === undefined ? notPlain("something before the word type") : start + before.length;
}

function exported(node: es.ExportNamedDeclaration, file: PlainFile): PlainNode {
  const made = new ModuleNode(Kind.ExportDeclaration, file, node);
  if (node.source) made.moduleSpecifier = specified(node.source, made);
  const list = new SpecifiersNode(Kind.NamedExports, made, node);
  list.elements = node.specifiers.map((each) => {
    const isSame = each.local.start === each.exported.start;
    return specifier(Kind.ExportSpecifier, each, each.exported, isSame ? null : each.local, list);
  });
  made.exportClause = list;
  return made;
}

function specified(source: es.StringLiteral, parent: PlainNode): PlainNode {
  parent.file.specifiers.add(source.value);
  return expression(source, parent);
}

function specifier(
  kind: number,
  span: Span,
  name: es.ModuleExportName | es.BindingIdentifier,
  before: es.ModuleExportName | null,
  parent: PlainNode,
): SpecifierNode {
  const made = new SpecifierNode(kind, parent, span);
  made.name = nameOf(name, made);
  if (before) made.propertyName = nameOf(before, made);
  return made;
}

function nameOf(node: es.ModuleExportName | es.BindingIdentifier, parent: PlainNode): PlainNode {
  return node.type === "Identifier"
    ? new TextNode(Kind.Identifier, parent, node, node.name)
    : notPlain("a name in quotes");
}

function byDefault(
  node: es.ExportDefaultDeclaration,
  declaration: es.ExportDefaultDeclarationKind,
  file: PlainFile,
): PlainNode {
  switch (declaration.type) {
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return functional(Kind.FunctionDeclaration, declaration, file, node);
    case "ClassDeclaration":
      return classOf(Kind.ClassDeclaration, declaration, file, node);
    case "TSInterfaceDeclaration":
      return notPlain("an interface by default");
    default:
      return outer(Kind.ExportAssignment, node, declaration, file);
  }
}
