import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { bare, type CodeProgram } from "./program.ts";

/** Whether what stands in a tagged template is SQL by its looks: a tagged template again, or `sql.raw("…")`. */
export function isFragment(wrapped: ts.Expression, program: CodeProgram): boolean {
  const node = bare(wrapped);
  if (compiler.isTaggedTemplateExpression(node) || fragmentIn(node) !== node) return true;
  if (compiler.isConditionalExpression(node))
    return isFragment(node.whenTrue, program) || isFragment(node.whenFalse, program);
  const declaration = compiler.isIdentifier(node) ? program.symbolOf(node)?.valueDeclaration : undefined;
  const value =
    declaration && compiler.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value !== undefined && isFragment(value, program);
}

/** The text in `sql.raw("…")` and its like; everything else as it is. */
export function fragmentIn(wrapped: ts.Expression): ts.Expression {
  const node = bare(wrapped);
  if (!compiler.isCallExpression(node) || !compiler.isPropertyAccessExpression(node.expression)) return node;
  const [text] = node.arguments;
  const isRaw = /^(?:raw|unsafe|ref|table|id|identifier)$/.test(node.expression.name.text);
  return isRaw && text && compiler.isStringLiteralLike(bare(text)) ? text : node;
}
