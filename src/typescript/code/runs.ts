import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { running } from "./kinds.ts";
import { bare, type CodeProgram } from "./program.ts";

/** A call that runs a prepared statement. */
export interface RunCall {
  readonly call: ts.CallExpression;
  readonly method: string;
  /** Whether what it gives are not rows as objects, but values or lists. */
  readonly reshaped: boolean;
}

/** The calls that run prepared statements, by what holds the statement. */
export class Runs {
  private readonly program: CodeProgram;
  private readonly byHolder = new Map<ts.Symbol, RunCall[]>();

  constructor(program: CodeProgram) {
    this.program = program;
    for (const call of program.nodes.get(compiler.SyntaxKind.CallExpression) ?? []) {
      if (compiler.isCallExpression(call)) this.note(call);
    }
  }

  /** Where the statement that a call prepares is run. */
  of(prepared: ts.CallExpression): RunCall[] {
    const { node, reshaped } = chained(prepared);
    const { parent } = node;
    if (compiler.isPropertyAccessExpression(parent) && parent.expression === node) {
      const run = runOf(parent.parent);
      return run ? [{ ...run, reshaped: run.reshaped || reshaped }] : [];
    }
    const holder = this.holderOf(node);
    const runs = (holder && this.byHolder.get(holder)) ?? [];
    return runs.map((run) => ({ ...run, reshaped: run.reshaped || reshaped }));
  }

  private note(call: ts.CallExpression): void {
    const run = runOf(call);
    if (!run || !compiler.isPropertyAccessExpression(call.expression)) return;
    const { node, reshaped } = unchained(call.expression.expression);
    const name = compiler.isPropertyAccessExpression(node) ? node.name : node;
    const symbol =
      compiler.isIdentifier(name) || compiler.isPrivateIdentifier(name)
        ? this.program.symbolOf(name)
        : undefined;
    if (!symbol) return;
    this.byHolder.set(symbol, [...(this.byHolder.get(symbol) ?? []), { ...run, reshaped }]);
  }

  /** The variable or property that a prepared statement is put into. */
  private holderOf(node: ts.Expression): ts.Symbol | undefined {
    let at: ts.Node = node;
    while (isWrapper(at.parent, at)) at = at.parent;
    const { parent } = at;
    if (compiler.isVariableDeclaration(parent) || compiler.isPropertyDeclaration(parent))
      return this.program.symbolOf(parent.name);
    if (compiler.isPropertyAssignment(parent)) return this.program.symbolOf(parent.name);
    if (
      compiler.isBinaryExpression(parent) &&
      parent.operatorToken.kind === compiler.SyntaxKind.EqualsToken
    ) {
      const left = parent.left;
      return this.program.symbolOf(compiler.isPropertyAccessExpression(left) ? left.name : left);
    }
    return undefined;
  }
}

function isWrapper(parent: ts.Node, node: ts.Node): parent is ts.Expression {
  if (compiler.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return (
      parent.right === node &&
      (kind === compiler.SyntaxKind.QuestionQuestionToken ||
        kind === compiler.SyntaxKind.QuestionQuestionEqualsToken)
    );
  }
  return (
    compiler.isParenthesizedExpression(parent) ||
    compiler.isAsExpression(parent) ||
    compiler.isAwaitExpression(parent) ||
    compiler.isNonNullExpression(parent) ||
    compiler.isSatisfiesExpression(parent)
  );
}

const reshaping = /^(?:pluck|raw|expand)$/;
const chaining = /^(?:pluck|raw|expand|bind|safeIntegers)$/;

/** A prepared statement with what is switched on it: `prepare(…).pluck()`. */
function chained(call: ts.Expression): { node: ts.Expression; reshaped: boolean } {
  let node = call;
  let reshaped = false;
  for (;;) {
    let at: ts.Node = node;
    while (
      compiler.isParenthesizedExpression(at.parent) ||
      compiler.isAwaitExpression(at.parent) ||
      compiler.isNonNullExpression(at.parent)
    )
      at = at.parent;
    const access = at.parent;
    if (
      !compiler.isPropertyAccessExpression(access) ||
      access.expression !== at ||
      !compiler.isCallExpression(access.parent)
    )
      return { node: at as ts.Expression, reshaped };
    if (!chaining.test(access.name.text)) return { node: at as ts.Expression, reshaped };
    reshaped ||= reshaping.test(access.name.text);
    node = access.parent;
  }
}

/** What holds a statement, without what is switched on it. */
function unchained(wrapped: ts.Expression): { node: ts.Expression; reshaped: boolean } {
  const node = bare(wrapped);
  if (!compiler.isCallExpression(node) || !compiler.isPropertyAccessExpression(node.expression))
    return { node, reshaped: false };
  const { name, expression } = node.expression;
  if (!chaining.test(name.text)) return { node, reshaped: false };
  const inner = unchained(expression);
  return { node: inner.node, reshaped: inner.reshaped || reshaping.test(name.text) };
}

function runOf(node: ts.Node | undefined): RunCall | null {
  if (!node || !compiler.isCallExpression(node) || !compiler.isPropertyAccessExpression(node.expression))
    return null;
  const method = node.expression.name.text;
  return Object.hasOwn(running, method) ? { call: node, method, reshaped: false } : null;
}
