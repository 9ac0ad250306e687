import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";

/** A name of another file: `*` for all of it. */
export interface Foreign {
  readonly specifier: string;
  readonly name: string;
}

/** What a file imports, exports and declares at its top, by name. */
export interface Module {
  readonly imports: ReadonlyMap<string, Foreign>;
  /** Files imported for what they do. */
  readonly effects: readonly string[];
  /** All imported files. */
  readonly specifiers: ReadonlySet<string>;
  /** Own names under which something is exported that has another name here. */
  readonly exported: ReadonlyMap<string, string>;
  /** What is handed on from another file by name. */
  readonly handedOn: ReadonlyMap<string, Foreign>;
  /** Files of which everything is handed on. */
  readonly stars: readonly string[];
  readonly declared: ReadonlyMap<string, readonly ts.Node[]>;
  /** What adds to all files: `declare global`, `declare module "…"`. */
  readonly ambient: readonly ts.Node[];
}

/** Reads the top of a file that is parsed and not bound. */
export function moduleOf(file: ts.SourceFile): Module {
  const reader = new ModuleReader();
  for (const statement of file.statements) reader.read(statement);
  return reader;
}

class ModuleReader implements Module {
  readonly imports = new Map<string, Foreign>();
  readonly effects: string[] = [];
  readonly specifiers = new Set<string>();
  readonly exported = new Map<string, string>();
  readonly handedOn = new Map<string, Foreign>();
  readonly stars: string[] = [];
  readonly declared = new Map<string, ts.Node[]>();
  readonly ambient: ts.Node[] = [];

  read(statement: ts.Statement): void {
    if (compiler.isImportDeclaration(statement)) this.imported(statement);
    else if (compiler.isExportDeclaration(statement)) this.exports(statement);
    else if (compiler.isImportEqualsDeclaration(statement)) this.required(statement);
    else if (compiler.isExportAssignment(statement)) this.declare("default", statement);
    else if (compiler.isVariableStatement(statement))
      for (const variable of statement.declarationList.declarations) this.bound(variable.name, statement);
    else if (compiler.isModuleDeclaration(statement) && !isNamespace(statement)) this.ambient.push(statement);
    else if (isNamed(statement)) this.named(statement);
  }

  private imported({ moduleSpecifier, importClause }: ts.ImportDeclaration): void {
    if (!compiler.isStringLiteral(moduleSpecifier)) return;
    const specifier = moduleSpecifier.text;
    this.specifiers.add(specifier);
    if (!importClause) this.effects.push(specifier);
    const { name, namedBindings } = importClause ?? {};
    if (name) this.imports.set(name.text, { specifier, name: "default" });
    if (!namedBindings) return;
    if (compiler.isNamespaceImport(namedBindings))
      this.imports.set(namedBindings.name.text, { specifier, name: "*" });
    else
      for (const each of namedBindings.elements)
        this.imports.set(each.name.text, { specifier, name: (each.propertyName ?? each.name).text });
  }

  private required(statement: ts.ImportEqualsDeclaration): void {
    const { name, moduleReference } = statement;
    // `import Row = Rows.User` is a name for something near.
    if (!compiler.isExternalModuleReference(moduleReference)) this.declare(name.text, statement);
    else if (compiler.isStringLiteral(moduleReference.expression))
      this.imports.set(name.text, { specifier: moduleReference.expression.text, name: "*" });
  }

  private exports({ moduleSpecifier, exportClause }: ts.ExportDeclaration): void {
    const specifier =
      moduleSpecifier && compiler.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : null;
    if (!exportClause) {
      if (specifier !== null) this.stars.push(specifier);
    } else if (compiler.isNamespaceExport(exportClause)) {
      if (specifier !== null) this.handedOn.set(exportClause.name.text, { specifier, name: "*" });
    } else
      for (const { name, propertyName } of exportClause.elements) {
        const own = (propertyName ?? name).text;
        if (specifier === null) this.exported.set(name.text, own);
        else this.handedOn.set(name.text, { specifier, name: own });
      }
  }

  private named(statement: NamedStatement): void {
    const isDefault = statement.modifiers?.some(({ kind }) => kind === compiler.SyntaxKind.DefaultKeyword);
    if (isDefault) this.declare("default", statement);
    if (statement.name) this.declare(statement.name.text, statement);
  }

  private bound(name: ts.BindingName, statement: ts.Statement): void {
    if (compiler.isIdentifier(name)) this.declare(name.text, statement);
    else
      for (const element of name.elements)
        if (compiler.isBindingElement(element)) this.bound(element.name, statement);
  }

  private declare(name: string, node: ts.Node): void {
    const known = this.declared.get(name);
    if (known) known.push(node);
    else this.declared.set(name, [node]);
  }
}

type NamedStatement = (
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.ClassDeclaration
  | ts.EnumDeclaration
  | ts.FunctionDeclaration
  | ts.ModuleDeclaration
) & { readonly name?: ts.Identifier | ts.ModuleName };

function isNamed(node: ts.Statement): node is NamedStatement {
  return (
    compiler.isInterfaceDeclaration(node) ||
    compiler.isTypeAliasDeclaration(node) ||
    compiler.isClassDeclaration(node) ||
    compiler.isEnumDeclaration(node) ||
    compiler.isFunctionDeclaration(node) ||
    compiler.isModuleDeclaration(node)
  );
}

function isNamespace({ name, flags }: ts.ModuleDeclaration): boolean {
  return compiler.isIdentifier(name) && (flags & compiler.NodeFlags.GlobalAugmentation) === 0;
}

/** What a text exports by its looks. */
export interface Exports {
  /** What it declares and exports at once. */
  readonly names: ReadonlySet<string>;
  /** Whether it may export other names that stand in it. */
  readonly open: boolean;
  /** Whether it hands on other files as a whole. */
  readonly stars: boolean;
}

/** What a text exports by its looks, comments and texts inside it taken for code. */
export function exportsIn(text: string): Exports {
  const names = new Set<string>();
  let open = severalAtOnce.test(text);
  for (const [, name] of text.matchAll(exporting)) {
    if (name === undefined) open = true;
    else names.add(name);
  }
  return { names, open, stars: /\bexport\s*(?:type\s*)?\*/.test(text) };
}

const exporting =
  /\bexport\s+(?:(?:declare|abstract|async)\s+)*(?:(?:interface|type|class|const\s+enum|enum|function\s*\*?|const|let|var|namespace|module)\s+([\w$\u0080-\uffff]+)|\*|\{|type\s*[{*]|default\b|=|const\b|let\b|var\b|function\b|import\b)|\bexport\s*[*{=]/g;

/** `export const one = 1, two = 2` */
const severalAtOnce =
  /\bexport\s+(?:declare\s+)?(?:const|let|var)\b[^;]*?,\s*[\w$\u0080-\uffff]+\s*(?::[^=;,]+)?=(?![=>])/;
