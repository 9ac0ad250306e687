import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { bare, isFunction } from "./program.ts";
import { onlyReturn } from "./written.ts";

/** The words in a text, as far as it is code: every name in it, and more. */
export interface Words {
  /** What stands for itself, and not for a member of something. */
  readonly names: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

/** The words in a text. Which component a JSX element is says nothing of a database. */
export function wordsIn(text: string): Words {
  const names = new Set<string>();
  const all = new Set<string>();
  for (const found of text.replace(component, "$1<").match(word) ?? []) {
    const isMember = found.startsWith(".") && !found.startsWith("...");
    const name = isMember ? found.slice(1) : found.replace("...", "");
    all.add(name);
    if (!isMember) names.add(name);
  }
  return { names, all };
}

const word = /(?:\.\.\.|\.)?[\w$\u0080-\uffff]+/g;

const component = /(^|[\s(){}>,?:&|=])<\/?[A-Z][\w$.]*(?=[\s/>])/g;

/** Finds one of these names where it stands for itself, or for a member of something, too. */
export function naming(names: readonly string[], members = false): RegExp {
  const any = `(?:${names.map((name) => name.replaceAll("$", "\\$")).join("|")})`;
  const before = members ? "[^\\w$]" : "[^.\\w$]|\\.\\.\\.";
  // What stands before is looked at last: the names are found faster than the places between words.
  return names.length === 0 ? /(?!)/ : new RegExp(`${any}(?![\\w$])(?<=(?:^|${before})${any})`);
}

/** The files that a text imports in passing: `import("./rows").Row`. */
export function importsIn(text: string): string[] {
  return [...text.matchAll(/\bimport\s*\(\s*["'`]([^"'`]+)["'`]/g)].map(([, specifier = ""]) => specifier);
}

/**
 * The text of a declaration as far as it says what something is. What functions do is left out where they say what they
 * return, or all of it where it is not asked for.
 */
export function outlineOf(node: ts.Node, file: ts.SourceFile, withBodies: boolean): string {
  let text = "";
  let from = node.pos;
  const visit = (at: ts.Node): void => {
    const body = isFunction(at) && !(withBodies && tellsByBody(at, file)) ? at.body : undefined;
    compiler.forEachChild(at, (child) => {
      if (child !== body) return visit(child);
      text += file.text.slice(from, child.pos);
      from = child.end;
    });
  };
  visit(node);
  return text + file.text.slice(from, node.end);
}

/** Whether what a function does says what it returns: its type, or the text that it may be. */
function tellsByBody(node: ts.FunctionLikeDeclaration, file: ts.SourceFile): boolean {
  if (!node.type) return true;
  const value = onlyReturn(node);
  if (value === null || compiler.isObjectLiteralExpression(bare(value))) return false;
  const isText = node.type.kind === compiler.SyntaxKind.StringKeyword;
  return isText || /["'`]/.test(file.text.slice(value.pos, value.end));
}
