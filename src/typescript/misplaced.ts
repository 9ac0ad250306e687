import type { ts } from "ts-morph";
import { triviaComments } from "./comments.ts";
import { compiler } from "./compiler.ts";
import { readTags, type Tag, type TagReading } from "./tags.ts";

/** A tag on something that cannot have it. */
export interface MisplacedTag extends Tag {
  /** What it stands on. */
  readonly on: string;
}

/** The `@table` tags of a file that stand on no type; `known` are those that stand on one. */
export function misplacedTables(
  file: ts.SourceFile,
  known: readonly Tag[],
  reading: TagReading,
): MisplacedTag[] {
  const written = file.text.match(/@table\b/g) ?? [];
  if (written.length === known.length) return [];
  const places = new Set(known.map(placeOf));
  return [...file.text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(({ 0: text, index }) => {
    if (!text.includes("@table")) return [];
    const token = tokenAt(file, index);
    const comment = triviaComments(file, token.pos).find(({ start }) => start === index);
    const bearer = owner(token, file);
    // A type that is merged from several files is known in one of them.
    const isType =
      compiler.isInterfaceDeclaration(bearer) ||
      compiler.isTypeAliasDeclaration(bearer) ||
      compiler.isClassDeclaration(bearer);
    const tags = comment && !isType ? readTags(comment, reading) : [];
    return tags
      .filter((tag) => tag.name === "table" && !places.has(placeOf(tag)))
      .map((tag) => ({ ...tag, on: described(bearer) }));
  });
}

function placeOf({ location }: Tag): string {
  return `${location.file}:${location.line}:${location.column}`;
}

/** The token at a position, or the one that the blanks and comments there lead to. */
function tokenAt(file: ts.SourceFile, position: number): ts.Node {
  let node: ts.Node = file;
  for (;;) {
    const next: ts.Node | undefined = node
      .getChildren(file)
      .find(({ pos, end }) => pos <= position && position < end);
    if (!next) return node;
    node = next;
  }
}

/** The largest thing that begins with a token. */
function owner(token: ts.Node, file: ts.SourceFile): ts.Node {
  const start = token.getStart(file);
  let node = token;
  if (compiler.isSourceFile(token)) return token;
  while (!compiler.isSourceFile(node.parent) && node.parent.getStart(file) === start) node = node.parent;
  return node;
}

function described(node: ts.Node): string {
  if (compiler.isFunctionDeclaration(node)) return "a function";
  if (compiler.isVariableStatement(node)) {
    const [variable] = node.declarationList.declarations;
    return variable?.initializer && compiler.isClassExpression(variable.initializer)
      ? "a class expression"
      : "a variable";
  }
  if (compiler.isEnumDeclaration(node)) return "an enum";
  if (compiler.isModuleDeclaration(node)) return "a namespace";
  if (compiler.isMethodDeclaration(node) || compiler.isMethodSignature(node)) return "a method";
  if (
    compiler.isPropertySignature(node) ||
    compiler.isPropertyDeclaration(node) ||
    compiler.isPropertyAssignment(node)
  ) {
    return "a property";
  }
  return compiler.isImportDeclaration(node) || compiler.isExportDeclaration(node)
    ? "an import or export"
    : "no type";
}
