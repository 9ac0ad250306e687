import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Role } from "./kinds.ts";
import { bare, type CodeProgram, isFunction } from "./program.ts";
import { functionOf, propertyOf } from "./written.ts";

/** A statement in what a method is given, with its values where they stand beside it. */
export interface GivenStatement {
  readonly sql: ts.Expression;
  readonly bound: readonly ts.Expression[] | null;
}

/** The statements in what a method is given: a text, `{ sql, args }`, `[sql, args]`, or for a batch a list of these. */
export function statementsIn(argument: ts.Expression, role: Role, program: CodeProgram): GivenStatement[] {
  const node = bare(argument);
  if (role === "batch")
    return elementsOf(node, program, 0).flatMap((element) => statementsIn(element, "execute", program));
  const sql = propertyOf(node, "sql");
  if (sql && role === "execute") {
    const args = propertyOf(node, "args");
    return [{ sql, bound: args ? [args] : [] }];
  }
  if (role === "execute" && compiler.isArrayLiteralExpression(node) && node.elements[0])
    return [{ sql: node.elements[0], bound: node.elements.slice(1) }];
  return compiler.isObjectLiteralExpression(node) ? [] : [{ sql: argument, bound: null }];
}

/** The elements of a list as they are written: in it, by what maps to it, and where they are pushed into it. */
function elementsOf(wrapped: ts.Expression, program: CodeProgram, depth: number): ts.Expression[] {
  const node = bare(wrapped);
  const again = (next: ts.Expression): ts.Expression[] => elementsOf(next, program, depth + 1);
  if (depth > 4) return [];
  if (compiler.isArrayLiteralExpression(node))
    return node.elements.flatMap((each) =>
      compiler.isSpreadElement(each) ? again(each.expression) : [each],
    );
  if (compiler.isIdentifier(node)) {
    const declaration = program.symbolOf(node)?.valueDeclaration;
    const value =
      declaration && compiler.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    return value ? [...again(value), ...pushedInto(node, program)] : [];
  }
  const isMapped =
    compiler.isCallExpression(node) &&
    compiler.isPropertyAccessExpression(node.expression) &&
    /^(?:flatM|m)ap$/.test(node.expression.name.text);
  const [callback] = isMapped ? node.arguments : [];
  return callback ? returnedBy(callback, program) : [];
}

function pushedInto(list: ts.Identifier, program: CodeProgram): ts.Expression[] {
  const symbol = program.symbolOf(list);
  return program.callsNamed("push").flatMap(({ expression, arguments: pushed }) => {
    const isHere =
      compiler.isPropertyAccessExpression(expression) &&
      compiler.isIdentifier(expression.expression) &&
      program.symbolOf(expression.expression) === symbol;
    return isHere ? [...pushed] : [];
  });
}

/** What a callback returns, on every way out of it. */
function returnedBy(callback: ts.Expression, program: CodeProgram): ts.Expression[] {
  const target = functionOf(bare(callback), program);
  if (!target?.body) return [];
  if (!compiler.isBlock(target.body)) return [target.body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isReturnStatement(node) && node.expression) found.push(node.expression);
    if (!isFunction(node)) compiler.forEachChild(node, visit);
  };
  visit(target.body);
  return found;
}
