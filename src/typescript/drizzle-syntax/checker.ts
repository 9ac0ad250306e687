import type { UnaryNode } from "./expression-nodes.ts";
import { ownExports } from "./file-names.ts";
import { Kind } from "./kinds.ts";
import { ModuleNode, type SpecifierNode } from "./module-nodes.ts";
import { Flag, Names, PlainSymbol, textOf } from "./names.ts";
import { type OuterNode, PlainFile, type PlainNode, TextNode } from "./nodes.ts";
import { notPlain } from "./refuse.ts";
import { Scopes } from "./scopes.ts";
import { type EnumMemberNode, EnumNode } from "./statement-nodes.ts";

/** The file that an import means; null for a package. Throws NotPlain for what only the compiler knows. */
export type FileOf = (specifier: string, from: PlainFile) => PlainFile | null;

/** Answers what is asked of the compiler's checker, as it would. Throws NotPlain where that is not told by syntax. */
export class PlainChecker {
  readonly #fileOf: FileOf;
  readonly #scopes = new Scopes();
  readonly #modules = new Map<PlainFile, PlainSymbol>();
  readonly #exports = new Map<PlainSymbol, Names>();

  constructor(fileOf: FileOf) {
    this.#fileOf = fileOf;
  }

  getSymbolAtLocation(node: PlainNode): PlainSymbol | undefined {
    if (node instanceof PlainFile) return this.#moduleOf(node);
    if (node.parent instanceof ModuleNode) return this.#meant(node.parent);
    return node instanceof TextNode ? this.#valueOf(node) : notPlain("what is no name");
  }

  getShorthandAssignmentValueSymbol({ name }: { readonly name: TextNode }): PlainSymbol | undefined {
    return this.#valueOf(name);
  }

  getExportSpecifierLocalTargetSymbol({ name, propertyName, file }: SpecifierNode): PlainSymbol | undefined {
    const text = textOf(propertyName ?? name);
    return this.#scopes.namesOf(file).get(text) ?? notPlain(`${text} is exported and not declared`);
  }

  tryGetMemberInModuleExports(name: string, module: PlainSymbol): PlainSymbol | undefined {
    return this.#exportsOf(module).get(name);
  }

  getExportsOfModule(module: PlainSymbol): PlainSymbol[] {
    return this.#exportsOf(module).all();
  }

  /** Of `export * as name from`. */
  getAliasedSymbol({ declarations: [node] }: PlainSymbol): PlainSymbol {
    const module = node?.parent instanceof ModuleNode ? this.#meant(node.parent) : undefined;
    return module ?? new PlainSymbol("unknown", node as PlainNode, Flag.Property);
  }

  getConstantValue(member: EnumMemberNode): string | number | undefined {
    const { parent, initializer } = member;
    if (initializer) return constant(initializer);
    const before =
      parent instanceof EnumNode ? parent.members[parent.members.indexOf(member) - 1] : undefined;
    if (!before) return 0;
    const value = this.getConstantValue(before);
    return typeof value === "number" ? value + 1 : undefined;
  }

  /** A type that is imported stands for no value: the compiler looks further then. */
  #valueOf(name: TextNode): PlainSymbol | undefined {
    const symbol = this.#scopes.meaningOf(name);
    if (symbol?.flags !== Flag.Alias) return symbol;
    symbol.isValue ??= this.#mayBeValue(symbol, []);
    return symbol.isValue ? symbol : notPlain(`${name.text} may be a type`);
  }

  #mayBeValue({ declarations: [node] }: PlainSymbol, before: readonly PlainNode[]): boolean {
    if (!node || before.includes(node)) return false;
    if (node.kind === Kind.NamespaceImport || node.kind === Kind.NamespaceExport) return true;
    if (node.kind === Kind.ExportAssignment) {
      const { expression } = node as OuterNode;
      return expression instanceof TextNode && this.#scopes.meaningOf(expression) !== undefined;
    }
    const { name, propertyName } = node as SpecifierNode;
    const text = node.kind === Kind.ImportClause ? "default" : textOf(propertyName ?? name);
    const from = moduleAround(node);
    const target = from.moduleSpecifier ? this.#named(text, from) : this.#scopes.namesOf(node.file).get(text);
    if (target === "unknown") return true;
    if (!target) return false;
    if ((target.flags & Flag.Value) !== 0) return true;
    return (target.flags & Flag.Alias) !== 0 && this.#mayBeValue(target, [...before, node]);
  }

  #named(name: string, from: ModuleNode): PlainSymbol | "unknown" | undefined {
    const module = this.#meant(from);
    return module ? this.#exportsOf(module).get(name) : "unknown";
  }

  #meant({ moduleSpecifier, file }: ModuleNode): PlainSymbol | undefined {
    const target = this.#fileOf(textOf(moduleSpecifier), file);
    return target ? this.#moduleOf(target) : undefined;
  }

  #moduleOf(file: PlainFile): PlainSymbol {
    const known = this.#modules.get(file) ?? new PlainSymbol(file.fileName, file, Flag.ValueModule);
    this.#modules.set(file, known);
    known.exports ??= ownExports(file);
    return known;
  }

  #exportsOf(module: PlainSymbol): Names {
    const known = this.#exports.get(module) ?? this.#visited(module, new Set()) ?? new Names();
    this.#exports.set(module, known);
    return known;
  }

  /** What a module exports with what it passes on; nothing the second time, as with the compiler. */
  #visited(module: PlainSymbol, before: Set<PlainSymbol>): Names | null {
    const [file] = module.declarations;
    if (before.has(module) || !(file instanceof PlainFile) || !module.exports) return null;
    before.add(module);
    const names = new Names();
    names.extend(module.exports.all());
    const passed = new Names();
    for (const each of file.statements) {
      if (!(each instanceof ModuleNode) || each.kind !== Kind.ExportDeclaration || each.exportClause)
        continue;
      const next = this.#meant(each);
      const others = next ? this.#visited(next, before) : null;
      if (others) passed.extend(others.all().filter(({ name }) => name !== "default"));
    }
    names.extend(passed.all());
    return names;
  }
}

function moduleAround(node: PlainNode): ModuleNode {
  let at = node;
  while (at.parent && !(at instanceof ModuleNode)) at = at.parent;
  return at instanceof ModuleNode ? at : notPlain("an import of no file");
}

/** The value of a member of an enum, where it is written as it is. */
function constant(node: PlainNode): string | number {
  switch (node.kind) {
    case Kind.StringLiteral:
    case Kind.NoSubstitutionTemplateLiteral:
      return (node as TextNode).text;
    case Kind.NumericLiteral:
      return Number((node as TextNode).text);
    case Kind.PrefixUnaryExpression: {
      const { operator, operand } = node as UnaryNode;
      const value = operator === Kind.MinusToken && operand ? constant(operand) : undefined;
      return typeof value === "number" ? -value : notPlain("a member that is computed");
    }
    default:
      return notPlain("a member that is computed");
  }
}
