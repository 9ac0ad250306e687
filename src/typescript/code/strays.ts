import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { isForeign, isSql } from "./kinds.ts";
import type { CodeProgram } from "./program.ts";

/** A text that is a statement by its looks. */
export interface Stray {
  readonly node: ts.Node;
  readonly text: string;
}

/** The texts that are statements by their looks and were found in no call: nothing is dropped in silence. */
export function straysIn(program: CodeProgram, read: ReadonlySet<ts.Node>): Stray[] {
  const strays: Stray[] = [];
  const visit = (node: ts.Node): void => {
    if (read.has(node) || compiler.isTypeNode(node) || isTold(node)) return;
    const text = textOf(node);
    if (text !== null && isStatement(text)) strays.push({ node, text });
    else compiler.forEachChild(node, visit);
  };
  for (const file of program.files) if (!isForeign(file)) visit(file);
  return strays;
}

/** A text with a value for each hole; null for what is no text. */
function textOf(node: ts.Node): string | null {
  if (compiler.isStringLiteralLike(node)) return node.text;
  if (!compiler.isTemplateExpression(node)) return null;
  return node.templateSpans.reduce((text, { literal }) => `${text}?${literal.text}`, node.head.text);
}

/** Keywords are written large or small; a sentence begins with one capital. A name alone or a transaction is no text to miss. */
function isStatement(text: string): boolean {
  const plain = text.trim();
  return isSql(plain) && /\s\S+\s/.test(plain) && !/^[A-Z][a-z]/.test(plain);
}

const telling = /^(?:log|debug|info|warn|error|trace|describe|it|test|expect|is|includes|startsWith|t)$/;

const prose = /^(?:message|description|title|summary|help|label|text|hint|reason)$/;

/** Whether a text in it is told to somebody: thrown, logged, or a description. */
function isTold(node: ts.Node): boolean {
  if (compiler.isThrowStatement(node) || compiler.isImportDeclaration(node)) return true;
  if (compiler.isPropertyAssignment(node)) return prose.test(node.name.getText());
  if (compiler.isNewExpression(node)) return /Error$/.test(node.expression.getText());
  if (!compiler.isCallExpression(node)) return false;
  const { expression } = node;
  const name = compiler.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  return telling.test(name) && !node.arguments.some((argument) => compiler.isArrowFunction(argument));
}
