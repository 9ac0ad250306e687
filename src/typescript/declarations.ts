import type { ts } from "ts-morph";
import type { Location } from "../schema/location.ts";
import { commentsOf, commentsWithin, strayComments, triviaComments } from "./comments.ts";
import { compiler } from "./compiler.ts";
import { kyselyFile } from "./known-modules.ts";
import { type MisplacedTag, misplacedTables } from "./misplaced.ts";
import type { ModelProgram } from "./program.ts";
import { type BlockTags, type DocComment, readTags, type Tag, type TagReading, tagsByBlock } from "./tags.ts";

/** A type that a model found: to all but the model itself a token, the same for the same type. */
export interface TypeBody {
  readonly type: object;
}

/** A type with the declarations it is written in. */
export interface CheckedBody extends TypeBody {
  readonly type: ts.Type;
  readonly declarations: readonly ts.Declaration[];
}

/** A named type of a model file that may be a table. */
export interface TypeDeclaration {
  /** null for an anonymous default export. */
  readonly name: string | null;
  readonly location: Location;
  /** The file's absolute path. */
  readonly file: string;
  readonly exported: boolean;
  /** Whether it has type parameters that nothing fills. */
  readonly generic: boolean;
  /** Whether it is what Kysely's Selectable, Insertable or Updateable make of another type. */
  readonly derivedByKysely: boolean;
  /** Those of the block that holds `@table`, else of the last block. */
  readonly tags: readonly Tag[];
  /** Those of the other blocks before it. */
  readonly unreadTags: readonly Tag[];
  readonly body: TypeBody;
}

/** The interfaces, type aliases and classes of a model file. */
export interface FileDeclarations {
  readonly types: readonly TypeDeclaration[];
  /** Tags in comments between statements that belong to none. */
  readonly strayTags: readonly Tag[];
  /** `@table` on something that is no interface, type alias or class. */
  readonly misplacedTables: readonly MisplacedTag[];
}

/** Finds the types of a file that may be tables: all that are exported, and those with `@table` wherever they stand. */
export function declarationsOf(
  file: ts.SourceFile,
  program: ModelProgram,
  reading: TagReading,
): FileDeclarations {
  const exported = exportedSymbols(file, program.checker);
  const found = new Map<ts.Symbol, string | null>();
  for (const [symbol, name] of exported) found.set(symbol, name);
  const strays: DocComment[] = [];
  if (file.text.includes("@table")) {
    for (const statements of statementLists(file)) {
      strays.push(...strayComments(statements, () => undefined));
      for (const statement of statements.filter(isTypeDeclaration)) {
        strays.push(...headComments(statement));
        const symbol = symbolOf(statement, program.checker);
        if (symbol && !found.has(symbol)) found.set(symbol, statement.name?.text ?? null);
      }
    }
  }
  const types = [...found].flatMap(([symbol, name]) => {
    const declarations = (symbol.declarations ?? []).filter(isTypeDeclaration);
    const first = declarations.find(isMarked) ?? declarations[0];
    // A type merged from several files belongs to the one with its mark.
    if (first?.getSourceFile() !== file) return [];
    return [
      describe({ symbol, name, declarations, first, exported: exported.has(symbol) }, program, reading),
    ];
  });
  const strayTags = strays.flatMap((comment) => readTags(comment, reading));
  const known = [...types.flatMap(({ tags, unreadTags }) => [...tags, ...unreadTags]), ...strayTags];
  return {
    types: types.sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column),
    strayTags,
    misplacedTables: misplacedTables(
      file,
      known.filter(({ name }) => name === "table"),
      reading,
    ),
  };
}

type NamedType = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration;

function isTypeDeclaration(node: ts.Node): node is NamedType {
  return (
    compiler.isInterfaceDeclaration(node) ||
    compiler.isTypeAliasDeclaration(node) ||
    compiler.isClassDeclaration(node)
  );
}

/** The comments between a type's name and its body. */
function headComments(node: NamedType): DocComment[] {
  const body = compiler.isTypeAliasDeclaration(node) ? node.type.pos : node.members.pos;
  const from = node.name?.end ?? node.getStart();
  const beforeBody = compiler.isTypeAliasDeclaration(node) ? triviaComments(node.getSourceFile(), body) : [];
  return [...commentsWithin(node.getSourceFile(), from, body), ...beforeBody];
}

function isMarked(node: NamedType): boolean {
  const { text } = node.getSourceFile();
  return commentsOf(node, node.name).some(({ start, end }) => /@table\b/.test(text.slice(start, end)));
}

interface Found {
  readonly symbol: ts.Symbol;
  readonly name: string | null;
  readonly declarations: readonly NamedType[];
  readonly first: NamedType;
  readonly exported: boolean;
}

function describe(found: Found, program: ModelProgram, reading: TagReading): TypeDeclaration {
  const { first, declarations } = found;
  const body: CheckedBody = { type: program.checker.getDeclaredTypeOfSymbol(found.symbol), declarations };
  const { read, unread } = declarationTags(declarations, reading);
  return {
    name: found.name,
    location: program.locate(first.name ?? first),
    file: first.getSourceFile().fileName,
    exported: found.exported,
    generic: first.typeParameters?.some((parameter) => !parameter.default) ?? false,
    derivedByKysely: declarations.some((declaration) => isKyselyReference(declaration, program.checker)),
    tags: read,
    unreadTags: unread,
    body,
  };
}

function isKyselyReference(declaration: NamedType, checker: ts.TypeChecker): boolean {
  if (!compiler.isTypeAliasDeclaration(declaration) || !compiler.isTypeReferenceNode(declaration.type))
    return false;
  const symbol = checker.getSymbolAtLocation(declaration.type.typeName);
  const target =
    symbol && symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.declarations?.some((node) => node.getSourceFile().fileName === kyselyFile) ?? false;
}

/** The tags of a type's declarations, by the block they stand in. */
export function declarationTags(declarations: readonly ts.Declaration[], reading: TagReading): BlockTags {
  const each = declarations.map((declaration) =>
    tagsByBlock(
      commentsOf(declaration, compiler.getNameOfDeclaration(declaration)).map((comment) =>
        readTags(comment, reading),
      ),
    ),
  );
  return { read: each.flatMap(({ read }) => read), unread: each.flatMap(({ unread }) => unread) };
}

function symbolOf(node: NamedType, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (node.name) return checker.getSymbolAtLocation(node.name);
  return (node as ts.Node as { readonly symbol?: ts.Symbol }).symbol;
}

/** What a file exports of its own, with the exported names; what it passes on from other files is theirs. */
function exportedSymbols(file: ts.SourceFile, checker: ts.TypeChecker): Map<ts.Symbol, string | null> {
  const exported = new Map<ts.Symbol, string | null>();
  const module = checker.getSymbolAtLocation(file);
  if (!module) return exported;
  for (const symbol of checker.getExportsOfModule(module)) {
    const own = symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = own.declarations?.find(isTypeDeclaration);
    if (declaration?.getSourceFile() !== file) continue;
    const name = symbol.getName() === "default" ? (declaration.name?.text ?? null) : symbol.getName();
    if (!exported.has(own) || symbol.getName() === declaration.name?.text) exported.set(own, name);
  }
  return exported;
}

/** Every list of statements in a file, nested ones included; without recursion, since a long sum is a deep tree. */
function statementLists(file: ts.SourceFile): ts.NodeArray<ts.Statement>[] {
  const lists: ts.NodeArray<ts.Statement>[] = [];
  const waiting: ts.Node[] = [file];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (compiler.isSourceFile(node) || compiler.isModuleBlock(node) || compiler.isBlock(node))
      lists.push(node.statements);
    compiler.forEachChild(node, (child) => {
      if (!compiler.isInterfaceDeclaration(child) && !compiler.isTypeAliasDeclaration(child))
        waiting.push(child);
    });
  }
  return lists;
}
