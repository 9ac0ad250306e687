import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { bare, type CodeProgram, functionAround, isFunction, nameNode } from "./program.ts";
import { functionOf } from "./written.ts";

/** A loop around a call, with what differs from round to round. */
export interface Loop {
  readonly node: ts.Node;
  /** What it goes over, as written. */
  readonly over: string;
  /** What is declared anew in each round. */
  readonly declares: ReadonlySet<ts.Symbol>;
}

const overItems = /^(?:forEach|map|flatMap|filter|some|every|find|findIndex|reduce)$/;

/** The innermost loop around a node, inside its function and the callbacks it stands in; null without one. */
export function loopAround(node: ts.Node, program: CodeProgram): Loop | null {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    const loop = loopOf(parent, at);
    if (loop)
      return {
        node: parent,
        over: loop.getText().split("\n", 1)[0] ?? "",
        declares: declaredIn(at, parent, program),
      };
    if (isFunction(parent)) {
      const around = parent.parent;
      if (
        !around ||
        !compiler.isCallExpression(around) ||
        !around.arguments.some((argument) => argument === parent)
      )
        return null;
      const callee = bare(around.expression);
      if (compiler.isPropertyAccessExpression(callee) && overItems.test(callee.name.text))
        return {
          node: around,
          over: callee.expression.getText().split("\n", 1)[0] ?? "",
          declares: declaredIn(parent, parent, program),
        };
    }
  }
  return null;
}

/** What a statement loops over, if `inside` is the part of it that is repeated. */
function loopOf(node: ts.Node, inside: ts.Node): ts.Node | null {
  if (compiler.isForOfStatement(node) || compiler.isForInStatement(node))
    return node.statement === inside ? node.expression : null;
  if (compiler.isForStatement(node)) return node.initializer === inside ? null : (node.condition ?? node);
  if (compiler.isWhileStatement(node) || compiler.isDoStatement(node)) return node.expression;
  return null;
}

function declaredIn(inside: ts.Node, loop: ts.Node, program: CodeProgram): ReadonlySet<ts.Symbol> {
  const symbols = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (
      compiler.isVariableDeclaration(node) ||
      compiler.isParameter(node) ||
      compiler.isBindingElement(node)
    ) {
      const symbol = program.symbolOf(node.name);
      if (symbol) symbols.add(symbol);
    }
    compiler.forEachChild(node, visit);
  };
  if (compiler.isForOfStatement(loop) || compiler.isForInStatement(loop) || compiler.isForStatement(loop)) {
    if (loop.initializer) visit(loop.initializer);
  }
  visit(inside);
  return symbols;
}

/** Whether one of these expressions names something that a loop declares. */
export function dependsOn(values: readonly ts.Node[], { declares }: Loop, program: CodeProgram): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (compiler.isIdentifier(node)) {
      const symbol = program.symbolOf(node);
      if (symbol && declares.has(symbol)) found = true;
    }
    compiler.forEachChild(node, visit);
  };
  for (const value of values) visit(value);
  return found;
}

/** A loop in which a call is repeated. */
export interface Repetition {
  readonly loop: Loop;
  /** The function around the call, where it is that one which is called in the loop. */
  readonly caller: string | null;
}

/** The loop in which a call is repeated with the values of another item each time, in its own function or where that is called. */
export function repetitionOf(
  call: ts.Node,
  values: readonly ts.Expression[],
  program: CodeProgram,
): Repetition | null {
  const loop = loopAround(call, program);
  if (!loop || !dependsOn(values, loop, program)) return repetitionOfCaller(call, program);
  return isByChunks(values, loop, program) ? null : { loop, caller: null };
}

function repetitionOfCaller(node: ts.Node, program: CodeProgram): Repetition | null {
  const around = functionAround(node);
  const name = around && nameNode(around);
  if (!around || !name || !compiler.isIdentifier(name)) return null;
  for (const call of program.callsNamed(name.text)) {
    if (functionOf(bare(call.expression), program) !== around) continue;
    const loop = loopAround(call, program);
    if (loop && dependsOn(call.arguments, loop, program)) return { loop, caller: name.text };
  }
  return null;
}

/** Whether a round takes many items at once, as `IN (?, ?, …)` does: that is the cure, not the fault. */
function isByChunks(values: readonly ts.Expression[], loop: Loop, program: CodeProgram): boolean {
  const spread = values.filter(compiler.isSpreadElement);
  if (dependsOn(spread, loop, program)) return true;
  const step = compiler.isForStatement(loop.node) ? loop.node.incrementor : undefined;
  return (
    step !== undefined &&
    compiler.isBinaryExpression(step) &&
    step.operatorToken.kind === compiler.SyntaxKind.PlusEqualsToken &&
    step.right.getText() !== "1"
  );
}
