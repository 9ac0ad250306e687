import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";

/** The names in a part of a file, and the files it imports in passing: `import("./rows").Row`. */
export interface Words {
  /** Names that stand for themselves. */
  readonly names: Set<string>;
  /** Names of something's members. */
  readonly members: Set<string>;
  readonly imported: { readonly specifier: string; readonly name: string }[];
}

/** None yet. */
export function noWords(): Words {
  return { names: new Set(), members: new Set(), imported: [] };
}

/** How much of a function without a stated result is read for what it may return. */
const short = 600;

/** Notes the names in a node. `bodies` says whether what functions do counts, or what they take and give. */
export function noteWords(node: ts.Node, words: Words, bodies: boolean): void {
  const visit = (at: ts.Node): void => {
    if (compiler.isIdentifier(at)) words.names.add(at.text);
    else if (compiler.isPropertyAccessExpression(at)) {
      words.members.add(at.name.text);
      visit(at.expression);
    } else if (compiler.isQualifiedName(at)) {
      words.members.add(at.right.text);
      visit(at.left);
    } else if (compiler.isImportTypeNode(at)) noteImport(at, words, visit);
    else if (isImportCall(at)) words.imported.push({ specifier: at.arguments[0].text, name: "*" });
    else if (isTag(at)) compiler.forEachChild(at.attributes, visit);
    else {
      const own = ownName(at);
      if (own) words.members.add(own.text);
      if (compiler.isFunctionLike(at) && !bodies) noteFunction(at, own, visit);
      else
        compiler.forEachChild(at, (child) => {
          if (child !== own) visit(child);
        });
    }
  };
  visit(node);
}

/** The name that a node gives to a member of something. */
function ownName(node: ts.Node): ts.Identifier | ts.PrivateIdentifier | null {
  const isMember =
    compiler.isPropertyAssignment(node) ||
    compiler.isTypeElement(node) ||
    compiler.isClassElement(node) ||
    compiler.isEnumMember(node);
  const name = isMember || compiler.isBindingElement(node) ? (nameIn(node) ?? null) : null;
  return name && (compiler.isIdentifier(name) || compiler.isPrivateIdentifier(name)) ? name : null;
}

function nameIn(node: ts.NamedDeclaration): ts.Node | undefined {
  return compiler.isBindingElement(node) ? (node.propertyName ?? node.name) : node.name;
}

function noteFunction(
  node: ts.SignatureDeclaration,
  own: ts.Node | null,
  visit: (node: ts.Node) => void,
): void {
  const body = "body" in node ? node.body : undefined;
  compiler.forEachChild(node, (child) => {
    if (child === own) return;
    if (child !== body || child.end - child.pos <= short) visit(child);
  });
}

function noteImport(node: ts.ImportTypeNode, { imported }: Words, visit: (node: ts.Node) => void): void {
  const { argument, qualifier, typeArguments } = node;
  let first = qualifier;
  while (first && compiler.isQualifiedName(first)) first = first.left;
  if (compiler.isLiteralTypeNode(argument) && compiler.isStringLiteral(argument.literal))
    imported.push({ specifier: argument.literal.text, name: first?.text ?? "*" });
  typeArguments?.forEach(visit);
}

type ImportCall = ts.CallExpression & { readonly arguments: readonly [ts.StringLiteral] };

function isImportCall(node: ts.Node): node is ImportCall {
  if (!compiler.isCallExpression(node) || node.expression.kind !== compiler.SyntaxKind.ImportKeyword)
    return false;
  const [specifier] = node.arguments;
  return specifier !== undefined && compiler.isStringLiteral(specifier);
}

/** Which component an element is says nothing of the database. */
function isTag(node: ts.Node): node is ts.JsxOpeningElement | ts.JsxSelfClosingElement {
  return compiler.isJsxOpeningElement(node) || compiler.isJsxSelfClosingElement(node);
}

/**
 * The parts of a class that others see: what it extends, and its members. Of a class that does something, what it keeps
 * to itself and the rest of what it does matter only under the names that `touched` has.
 */
export function noteClass(node: ts.ClassLikeDeclaration, words: Words, touched: ReadonlySet<string>): void {
  const isRow = !node.members.some((member) => compiler.isMethodDeclaration(member));
  for (const part of [...(node.heritageClauses ?? []), ...(node.typeParameters ?? [])])
    noteWords(part, words, false);
  for (const member of node.members) {
    if (compiler.isConstructorDeclaration(member)) {
      for (const parameter of member.parameters)
        if (isRow || touched.has(nameOf(parameter.name))) noteWords(parameter, words, false);
    } else {
      const isOpen = compiler.isPropertyDeclaration(member) && !isKept(member);
      if (isRow || isOpen || touched.has(nameOf(member.name))) noteWords(member, words, false);
    }
  }
}

/** The text of a plain name. */
export function nameOf(name: ts.Node | undefined): string {
  if (!name) return "";
  return compiler.isIdentifier(name) || compiler.isPrivateIdentifier(name) || compiler.isStringLiteral(name)
    ? name.text
    : "";
}

function isKept(member: ts.PropertyDeclaration): boolean {
  const { PrivateKeyword, ProtectedKeyword } = compiler.SyntaxKind;
  const isMarked = member.modifiers?.some(({ kind }) => kind === PrivateKeyword || kind === ProtectedKeyword);
  return isMarked === true || compiler.isPrivateIdentifier(member.name);
}
