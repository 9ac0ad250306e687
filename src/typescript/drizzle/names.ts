import type { ts } from "ts-morph";
import { changedIn } from "./changed.ts";
import { ClassValue } from "./classes.ts";
import { destructured } from "./patterns.ts";
import type { Syntax } from "./program.ts";
import { propertyOf } from "./properties.ts";
import { bound } from "./scopes.ts";
import { Closure, Plain, type Reader, type Scope, Thing, Unread, type Value } from "./values.ts";

/** What the names of packages and of JavaScript itself mean. */
export interface Library {
  /** A name that a package exports; `undefined` for packages that mean nothing to the doctor. */
  readonly imported: (module: string, name: string) => Value;
  /** Whether a package is one of those. */
  readonly knows: (module: string) => boolean;
  /** A name that stands everywhere: Object, Date. */
  readonly global: (name: string) => Value;
}

/** All that a file exports: `import * as schema`. */
class Namespace extends Thing {
  readonly is = "a module";
  private readonly names: Names;
  private readonly module: ts.Symbol;

  constructor(names: Names, module: ts.Symbol) {
    super();
    this.names = names;
    this.module = module;
  }

  override property(name: string, node: ts.Node): Value {
    return this.names.exported(this.module, name, node);
  }
}

/** What `module.exports = …` gives at once. */
export function wholeExport(module: ts.Symbol, syntax: Syntax): ts.Symbol | undefined {
  return module.exports?.get(syntax.InternalSymbolName.ExportEquals);
}

/** Finds what names mean, over imports, barrels and re-exports. */
export class Names {
  private readonly reader: Reader;
  private readonly syntax: Syntax;
  private readonly library: Library;
  private readonly known = new Map<ts.Node, Value>();
  private readonly changed = new Map<ts.SourceFile, ReadonlySet<ts.Node>>();

  constructor(reader: Reader, library: Library) {
    this.reader = reader;
    this.syntax = reader.syntax;
    this.library = library;
  }

  /** What an identifier means where it stands. */
  valueOf(node: ts.Identifier, scope: Scope | null): Value {
    if (node.text === "undefined") return undefined;
    const { checker } = this.reader.program;
    const symbol = this.syntax.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
    return symbol ? this.ofSymbol(symbol, scope, node) : this.globalNamed(node.text, node);
  }

  /** What a file or namespace exports under a name. */
  exported(module: ts.Symbol, name: string, node: ts.Node): Value {
    const { checker } = this.reader.program;
    const symbol = checker.tryGetMemberInModuleExports(name, module);
    if (symbol) return this.ofSymbol(symbol, null, node);
    // `module.exports = { … }`
    const whole = wholeExport(module, this.syntax);
    if (whole) {
      const value = this.ofSymbol(whole, null, node);
      return name === "default" ? value : propertyOf(value, name, node);
    }
    const passedOn = this.passedOn(module, name, new Set());
    return passedOn ?? new Unread(`${name} is not exported there`, node);
  }

  /** All that a file or namespace exports, as an object. */
  members(module: ts.Symbol, node: ts.Node): Plain {
    const object = new Plain();
    for (const symbol of this.reader.program.checker.getExportsOfModule(module))
      if ((symbol.flags & this.syntax.SymbolFlags.Value) !== 0)
        object.set(symbol.getName(), this.ofSymbol(symbol, null, node), node);
    return object;
  }

  /** What a symbol of a file stands for. */
  ofSymbol(symbol: ts.Symbol, scope: Scope | null, node: ts.Node): Value {
    const declaration = declarationOf(symbol, this.syntax);
    if (!declaration || this.reader.program.isKnown(declaration.getSourceFile())) {
      return this.globalNamed(symbol.getName(), node);
    }
    const local = bound(scope, declaration);
    if (local) return local.value;
    if (this.known.has(declaration)) return this.known.get(declaration);
    this.known.set(declaration, new Unread("it is made of itself", declaration));
    const value = this.ofDeclaration(declaration, node);
    this.known.set(declaration, value);
    return value;
  }

  /** What a module specifier leads to: all that a file exports, or a package that is known. */
  module(specifier: ts.Expression): Value {
    const symbol = this.reader.program.checker.getSymbolAtLocation(specifier);
    if (symbol) return new Namespace(this, symbol);
    const module = this.syntax.isStringLiteralLike(specifier) ? specifier.text : "";
    if (this.library.knows(module)) return this.library.imported(module, "*");
    return new Unread(`${JSON.stringify(module)} is not read`, specifier);
  }

  private ofDeclaration(declaration: ts.Declaration, node: ts.Node): Value {
    if (this.syntax.isImportSpecifier(declaration)) {
      const name = (declaration.propertyName ?? declaration.name).text;
      return this.imported(declaration.parent.parent.parent.moduleSpecifier, name, declaration);
    }
    if (this.syntax.isImportClause(declaration))
      return this.imported(declaration.parent.moduleSpecifier, "default", declaration);
    if (this.syntax.isNamespaceImport(declaration))
      return this.module(declaration.parent.parent.moduleSpecifier);
    if (this.syntax.isNamespaceExport(declaration) && declaration.parent.moduleSpecifier)
      return this.module(declaration.parent.moduleSpecifier);
    if (this.syntax.isExportSpecifier(declaration)) return this.ofExport(declaration, node);
    if (this.syntax.isExportAssignment(declaration))
      return this.reader.evaluate(declaration.expression, null);
    if (this.syntax.isVariableDeclaration(declaration)) return this.ofVariable(declaration);
    if (this.syntax.isBindingElement(declaration)) return this.ofElement(declaration);
    if (this.syntax.isFunctionDeclaration(declaration)) return new Closure(declaration, null);
    if (this.syntax.isEnumDeclaration(declaration)) return this.ofEnum(declaration);
    if (this.syntax.isClassDeclaration(declaration)) return new ClassValue(declaration, null, this.reader);
    if (this.syntax.isModuleDeclaration(declaration)) return this.ofNamespace(declaration);
    if (this.syntax.isShorthandPropertyAssignment(declaration)) return this.valueOf(declaration.name, null);
    const given = givenTo(declaration, this.syntax);
    if (given) return this.reader.evaluate(given, null);
    if (this.syntax.isParameter(declaration))
      return new Unread("it depends on how the function is called", node);
    return new Unread("its declaration is not followed", node);
  }

  /** `namespace Columns { export const … }`. */
  private ofNamespace(declaration: ts.ModuleDeclaration): Value {
    const symbol = this.reader.program.checker.getSymbolAtLocation(declaration.name);
    return symbol ? new Namespace(this, symbol) : new Unread("its declaration is not followed", declaration);
  }

  private imported(specifier: ts.Expression, name: string, node: ts.Node): Value {
    const symbol = this.reader.program.checker.getSymbolAtLocation(specifier);
    const file = symbol?.declarations?.find((each) => isJson(each, this.syntax));
    if (file) {
      const whole = this.ofJson(file, node);
      return name === "default" ? whole : propertyOf(whole, name, node);
    }
    if (symbol) return this.exported(symbol, name, node);
    const module = this.syntax.isStringLiteralLike(specifier) ? specifier.text : "";
    if (this.library.knows(module)) return this.library.imported(module, name);
    return new Unread(`${JSON.stringify(module)} is not read`, node);
  }

  private ofExport(declaration: ts.ExportSpecifier, node: ts.Node): Value {
    const { moduleSpecifier } = declaration.parent.parent;
    const name = declaration.propertyName ?? declaration.name;
    if (moduleSpecifier) return this.imported(moduleSpecifier, name.text, declaration);
    const symbol = this.reader.program.checker.getExportSpecifierLocalTargetSymbol(declaration);
    return symbol ? this.ofSymbol(symbol, null, node) : new Unread(`${name.text} is not known`, declaration);
  }

  /** What `export * from "a package"` adds to a file. */
  private passedOn(module: ts.Symbol, name: string, seen: Set<ts.Symbol>): Value {
    if (seen.has(module)) return undefined;
    seen.add(module);
    const { checker } = this.reader.program;
    for (const file of module.declarations ?? []) {
      if (!this.syntax.isSourceFile(file)) continue;
      for (const statement of file.statements) {
        if (
          !this.syntax.isExportDeclaration(statement) ||
          statement.exportClause ||
          !statement.moduleSpecifier
        )
          continue;
        const { moduleSpecifier } = statement;
        const next = checker.getSymbolAtLocation(moduleSpecifier);
        const text = this.syntax.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier.text : "";
        const found = next
          ? this.passedOn(next, name, seen)
          : this.library.knows(text)
            ? this.library.imported(text, name)
            : undefined;
        if (found !== undefined && !(found instanceof Unread)) return found;
      }
    }
    return undefined;
  }

  private ofVariable(declaration: ts.VariableDeclaration): Value {
    const { initializer, name } = declaration;
    if (!initializer) return new Unread("it has no value where it is declared", declaration);
    if (!this.syntax.isIdentifier(name)) return new Unread("it is taken apart", declaration);
    const value = this.reader.evaluate(initializer, null);
    const isConstant = (declaration.parent.flags & this.syntax.NodeFlags.Const) !== 0;
    const mayChange = Array.isArray(value) || value instanceof Plain || !isConstant;
    if (mayChange && this.changedIn(declaration.getSourceFile()).has(declaration))
      return new Unread(`${name.text} is changed after its declaration`, declaration);
    return value;
  }

  private ofElement(element: ts.BindingElement): Value {
    const path: ts.BindingElement[] = [element];
    let at: ts.Node = element.parent.parent;
    for (; this.syntax.isBindingElement(at); at = at.parent.parent) path.unshift(at);
    if (!this.syntax.isVariableDeclaration(at) || !at.initializer)
      return new Unread("it depends on how the function is called", element);
    let value = this.wholeOf(at, at.initializer);
    for (const step of path) value = destructured(value, step, null, this.reader);
    return value;
  }

  /** What is taken apart, read once for all its parts. */
  private wholeOf(declaration: ts.VariableDeclaration, initializer: ts.Expression): Value {
    if (!this.known.has(declaration)) {
      this.known.set(declaration, new Unread("it is made of itself", declaration));
      this.known.set(declaration, this.reader.evaluate(initializer, null));
    }
    return this.known.get(declaration);
  }

  /** A .json file that is imported. */
  private ofJson(file: ts.SourceFile, node: ts.Node): Value {
    const [only] = file.statements;
    return only && this.syntax.isExpressionStatement(only)
      ? this.reader.evaluate(only.expression, null)
      : new Unread("the file has no value of its own", node);
  }

  private ofEnum(declaration: ts.EnumDeclaration): Value {
    const { checker } = this.reader.program;
    const members = new Plain();
    for (const member of declaration.members) {
      const value = checker.getConstantValue(member);
      const name = this.syntax.isComputedPropertyName(member.name) ? "" : member.name.text;
      members.set(name, value ?? new Unread("the member has no constant value", member), member);
      if (typeof value === "number") members.set(String(value), name, member);
    }
    return members;
  }

  private globalNamed(name: string, node: ts.Node): Value {
    return this.library.global(name) ?? new Unread(`${name} is not known`, node);
  }

  /** The declarations of a file whose values are changed later. */
  private changedIn(file: ts.SourceFile): ReadonlySet<ts.Node> {
    const known = this.changed.get(file) ?? changedIn(file, this.reader.program);
    this.changed.set(file, known);
    return known;
  }
}

/** What a file of CommonJS gives to a name: `exports.users = …`, `module.exports = { users: … }`. */
function givenTo(declaration: ts.Declaration, syntax: Syntax): ts.Expression | undefined {
  if (syntax.isPropertyAssignment(declaration)) return declaration.initializer;
  if (syntax.isBinaryExpression(declaration)) return declaration.right;
  const { parent } = declaration;
  // `exports.users` itself is the declaration.
  const isTarget = syntax.isPropertyAccessExpression(declaration) && syntax.isBinaryExpression(parent);
  return isTarget && parent.left === declaration ? parent.right : undefined;
}

function isJson(node: ts.Node, syntax: Syntax): node is ts.SourceFile {
  return syntax.isSourceFile(node) && node.fileName.endsWith(".json");
}

/** Where a symbol gets its value; of overloads the one that has a body. */
function declarationOf(
  { valueDeclaration, declarations = [] }: ts.Symbol,
  syntax: Syntax,
): ts.Declaration | undefined {
  const body = declarations.find((each) => syntax.isFunctionDeclaration(each) && each.body !== undefined);
  return body ?? valueDeclaration ?? declarations[0];
}
