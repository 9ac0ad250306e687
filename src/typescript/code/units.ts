import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { drivers } from "../drivers.ts";
import { roleOf } from "./kinds.ts";
import type { Module } from "./module.ts";
import { nameOf, noteWords, noWords, type Words } from "./words.ts";

/** A part of a file that stands for itself: a statement at its top, or a member of a class there. */
export interface Unit {
  readonly node: ts.Node;
  /** The class it is a member of. */
  readonly owner: ts.ClassDeclaration | null;
  /** What it declares. */
  readonly declares: readonly string[];
  readonly words: Words;
  /** Whether it has to do with SQL by what stands in it. */
  readonly hasSql: boolean;
  /** Whether what uses its names has to do with SQL if it has: a text or a statement, not a function. */
  readonly isValue: boolean;
}

/** The units of a file, imports and exports aside. */
export function unitsOf(file: ts.SourceFile, module: Module): Unit[] {
  return file.statements.flatMap((statement): Unit[] => {
    if (compiler.isImportDeclaration(statement) || compiler.isExportDeclaration(statement)) return [];
    if (compiler.isClassDeclaration(statement))
      return statement.members.map((member) => unit(member, statement, [nameOf(member.name)], module));
    return [unit(statement, null, namesOf(statement), module)];
  });
}

function unit(node: ts.Node, owner: ts.ClassDeclaration | null, names: string[], module: Module): Unit {
  const words = noWords();
  noteWords(node, words, true);
  const usesDriver = (name: string): boolean => drivers.has(module.imports.get(name)?.specifier ?? "");
  const hasSql = holdsSql(node) || [...words.names].some(usesDriver);
  return { node, owner, declares: names.filter(Boolean), words, hasSql, isValue: isValue(node) };
}

function namesOf(statement: ts.Statement): string[] {
  if (compiler.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  return "name" in statement ? [nameOf(statement.name as ts.Node | undefined)] : [];
}

function boundNames(name: ts.BindingName): string[] {
  if (compiler.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    compiler.isBindingElement(element) ? boundNames(element.name) : [],
  );
}

function isValue(node: ts.Node): boolean {
  if (compiler.isPropertyDeclaration(node))
    return !(node.initializer && compiler.isFunctionLike(node.initializer));
  return (
    compiler.isVariableStatement(node) &&
    !node.declarationList.declarations.every(
      ({ initializer }) => initializer && compiler.isFunctionLike(initializer),
    )
  );
}

const beginning =
  /^\s*(?:--[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*(?:select|insert|update|delete|replace|with|values|create|drop|alter|pragma|begin|commit|end|rollback|savepoint|release|attach|detach|vacuum|explain|analyze|reindex)\b/i;

/** Whether a text that may be a statement stands in a node, a tag, or a call that may take one or run one. */
function holdsSql(node: ts.Node): boolean {
  if (isText(node)) return beginning.test(node.text);
  if (compiler.isTaggedTemplateExpression(node) && /sql$/i.test(calledName(node.tag))) return true;
  if (compiler.isCallExpression(node) && mayTakeSql(node.expression)) return true;
  return compiler.forEachChild(node, (child) => holdsSql(child) || undefined) ?? false;
}

/** Whether a method has the name of one that takes SQL: `Promise.all` has, too. */
function mayTakeSql(called: ts.Expression): boolean {
  if (!compiler.isPropertyAccessExpression(called)) return false;
  return roleOf(called.name.text) !== null && nameOf(called.expression) !== "Promise";
}

function calledName(node: ts.Expression): string {
  return compiler.isPropertyAccessExpression(node) ? node.name.text : nameOf(node);
}

function isText(
  node: ts.Node,
): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateHead {
  return compiler.isStringLiteralLike(node) || compiler.isTemplateHead(node);
}
