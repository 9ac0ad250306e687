import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { bare, type CodeProgram, type FunctionNode, isFunction } from "./program.ts";

/** The value of a property of an object that is written out. */
export function propertyOf(node: ts.Expression, name: string): ts.Expression | null {
  if (!compiler.isObjectLiteralExpression(node)) return null;
  for (const property of node.properties) {
    if (!property.name || !(compiler.isIdentifier(property.name) || compiler.isStringLiteral(property.name)))
      continue;
    if (property.name.text !== name) continue;
    if (compiler.isPropertyAssignment(property)) return property.initializer;
    if (compiler.isShorthandPropertyAssignment(property)) return property.name;
  }
  return null;
}

/** The list that an expression is, or that the name it is stands for. */
export function listOf(node: ts.Expression, program: CodeProgram): ts.ArrayLiteralExpression | null {
  const plain = bare(node);
  if (compiler.isArrayLiteralExpression(plain)) return plain;
  const declaration = program.symbolOf(
    compiler.isPropertyAccessExpression(plain) ? plain.name : plain,
  )?.valueDeclaration;
  const holdsValue =
    declaration &&
    (compiler.isVariableDeclaration(declaration) ||
      compiler.isPropertyDeclaration(declaration) ||
      compiler.isPropertyAssignment(declaration));
  const value = holdsValue && declaration.initializer ? bare(declaration.initializer) : undefined;
  return value && compiler.isArrayLiteralExpression(value) ? value : null;
}

/** The object that an expression is, or that the name it is stands for. */
export function objectOf(node: ts.Expression, program: CodeProgram): ts.ObjectLiteralExpression | null {
  const plain = bare(node);
  if (compiler.isObjectLiteralExpression(plain)) return plain;
  const declaration = program.symbolOf(plain)?.valueDeclaration;
  const initializer =
    declaration && compiler.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const value = initializer && bare(initializer);
  return value && compiler.isObjectLiteralExpression(value) ? value : null;
}

/** The function of the project that a name or property stands for, as it is written out. */
export function functionOf(callee: ts.Expression, program: CodeProgram): FunctionNode | null {
  const found = functionNamed(callee, program);
  return found?.body ? found : null;
}

function functionNamed(callee: ts.Expression, program: CodeProgram): FunctionNode | null {
  if (isFunction(callee)) return callee;
  const name = compiler.isPropertyAccessExpression(callee) ? callee.name : callee;
  const declaration = program.symbolOf(name)?.valueDeclaration;
  if (!declaration) return null;
  if (isFunction(declaration)) return declaration;
  const holdsValue =
    compiler.isVariableDeclaration(declaration) ||
    compiler.isPropertyAssignment(declaration) ||
    compiler.isPropertyDeclaration(declaration);
  const value = holdsValue && declaration.initializer ? bare(declaration.initializer) : undefined;
  return value && isFunction(value) ? value : null;
}

/** What a function returns, if that is nearly all it does. */
export function onlyReturn({ body }: FunctionNode): ts.Expression | null {
  if (!body) return null;
  if (!compiler.isBlock(body)) return body;
  const returns = body.statements.filter(compiler.isReturnStatement);
  const [only] = returns;
  return returns.length === 1 && body.statements.length <= 4 ? (only?.expression ?? null) : null;
}
