import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { methodsTakingSql } from "./kinds.ts";
import { outlineOf } from "./words.ts";

/** A part of a file that stands for itself: a statement at its top, or a member of a class there. */
export interface Unit {
  readonly node: ts.Node;
  readonly text: string;
  /** The class it is a member of. */
  readonly owner: ts.ClassDeclaration | null;
  /** What it declares. */
  readonly declares: readonly string[];
}

/** The units of a file, imports and exports aside. */
export function unitsOf(file: ts.SourceFile): Unit[] {
  return file.statements.flatMap((statement): Unit[] => {
    if (compiler.isImportDeclaration(statement) || compiler.isExportDeclaration(statement)) return [];
    if (compiler.isClassDeclaration(statement))
      return statement.members.map((member) => ({
        node: member,
        text: file.text.slice(member.pos, member.end),
        owner: statement,
        declares: [nameOf(member.name)].filter(Boolean),
      }));
    const text = file.text.slice(statement.pos, statement.end);
    return [{ node: statement, text, owner: null, declares: namesOf(statement) }];
  });
}

function namesOf(statement: ts.Statement): string[] {
  if (compiler.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  return "name" in statement ? [nameOf(statement.name as ts.Node | undefined)].filter(Boolean) : [];
}

function boundNames(name: ts.BindingName): string[] {
  if (compiler.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    compiler.isBindingElement(element) ? boundNames(element.name) : [],
  );
}

/** The text of a plain name. */
function nameOf(name: ts.Node | undefined): string {
  if (!name) return "";
  return compiler.isIdentifier(name) || compiler.isPrivateIdentifier(name) || compiler.isStringLiteral(name)
    ? name.text.replace(/^#/, "")
    : "";
}

const methods = methodsTakingSql.join("|");

const sql = new RegExp(
  String.raw`["'\`](?:\s|\\[nrt]|--[^\n]*\n|\/\*[^]*?\*\/)*(?:select|insert|update|delete|replace|with|values|create|drop|alter|pragma|begin|commit|end|rollback|savepoint|release|attach|detach|vacuum|explain|analyze|reindex)\b|sql\s*(?:<[^\`]*>)?\`|(?<!\bPromise)\.(?:${methods})\s*(?:\?\.)?[(<]`,
  "i",
);

/** Whether a text that may be a statement stands in a part of a file, a tag, or a call that may take one or run one. */
export function holdsSql(text: string): boolean {
  return sql.test(text);
}

/** A part of a class that matters where its name is mentioned, or where `always`. */
export interface Member {
  readonly names: readonly string[];
  readonly always: boolean;
  readonly text: string;
}

/** What a class is made of besides its head. What is open to all says what an object of it is; the rest is looked at where bodies are. */
export function membersOf(node: ts.ClassLikeDeclaration, file: ts.SourceFile, withBodies: boolean): Member[] {
  const isRow = !node.members.some((member) => compiler.isMethodDeclaration(member));
  const member = (part: ts.Node, names: string[], always: boolean): Member[] =>
    always || withBodies || !isKept(part) ? [{ names, always, text: outlineOf(part, file, withBodies) }] : [];
  return node.members.flatMap((part) => {
    if (!compiler.isConstructorDeclaration(part))
      return member(
        part,
        [nameOf(part.name)],
        isRow || (compiler.isPropertyDeclaration(part) && !isKept(part)),
      );
    const properties = part.parameters.flatMap((each) => member(each, [nameOf(each.name)], isRow));
    return [...properties, ...(withBodies ? member(part, untypedIn(node), false) : [])];
  });
}

/** The properties of a class whose types are told only by what the constructor puts into them. */
function untypedIn({ members }: ts.ClassLikeDeclaration): string[] {
  const properties = members.filter(compiler.isPropertyDeclaration);
  return properties.filter(({ type, initializer }) => !type && !initializer).map(({ name }) => nameOf(name));
}

/** Whether a member is no business of others. */
function isKept(member: ts.Node): boolean {
  const { PrivateKeyword, ProtectedKeyword } = compiler.SyntaxKind;
  if (!compiler.isClassElement(member) && !compiler.isParameter(member)) return false;
  if (member.name && compiler.isPrivateIdentifier(member.name)) return true;
  return (
    compiler.canHaveModifiers(member) &&
    member.modifiers?.some(({ kind }) => kind === PrivateKeyword || kind === ProtectedKeyword) === true
  );
}
