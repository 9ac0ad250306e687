import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { roleOf, running } from "./kinds.ts";
import { bare, type CodeProgram, type FunctionNode, functionAround, nameNode } from "./program.ts";

/** A call that runs a prepared statement. */
export interface RunCall {
  readonly call: ts.CallExpression;
  readonly method: string;
  /** Whether what it gives are not rows as objects, but values or lists. */
  readonly reshaped: boolean;
  /** Whether its values are bound beforehand. */
  readonly isBound: boolean;
}

/** The calls that run prepared statements, by what holds the statement. */
export class Runs {
  private readonly program: CodeProgram;
  private readonly byHolder = new Map<ts.Node, RunCall[]>();
  /** What holds a statement that values are bound to: `statement.bind(1)`. */
  private readonly bound = new Set<ts.Node>();

  constructor(program: CodeProgram) {
    this.program = program;
    for (const call of program.nodes.get(compiler.SyntaxKind.CallExpression) ?? []) {
      if (compiler.isCallExpression(call)) this.note(call);
    }
  }

  /** Where the statement that a call prepares is run. */
  of(prepared: ts.CallExpression): RunCall[] {
    const { node, reshaped, isBound } = chained(prepared);
    const { parent } = node;
    if (compiler.isPropertyAccessExpression(parent) && parent.expression === node) {
      const run = runOf(parent.parent);
      return run ? [{ ...run, reshaped, isBound }] : [];
    }
    const holder = this.holderOf(node);
    const runs = (holder && this.byHolder.get(holder)) ?? [];
    return runs.map((run) => ({
      ...run,
      reshaped: run.reshaped || reshaped,
      isBound: run.isBound || isBound || (holder !== undefined && this.bound.has(holder)),
    }));
  }

  private note(call: ts.CallExpression): void {
    const run = runOf(call);
    if (!compiler.isPropertyAccessExpression(call.expression)) return;
    const binds = call.expression.name.text === "bind";
    if (!run && !binds) return;
    const { node, reshaped, isBound } = unchained(call.expression.expression);
    // A function may give the statement: `select().all()`.
    const given = compiler.isCallExpression(node) ? bare(node.expression) : node;
    const holder = this.declarationOf(compiler.isPropertyAccessExpression(given) ? given.name : given);
    if (!holder) return;
    if (run) this.byHolder.set(holder, [...(this.byHolder.get(holder) ?? []), { ...run, reshaped, isBound }]);
    else this.bound.add(holder);
  }

  /** Where a name is declared: the symbols of one property differ from type to type. */
  private declarationOf(name: ts.Node): ts.Node | undefined {
    if (!compiler.isIdentifier(name) && !compiler.isPrivateIdentifier(name)) return undefined;
    const symbol = this.program.symbolOf(name);
    return symbol?.valueDeclaration ?? symbol?.declarations?.[0];
  }

  /** The variable or property that a prepared statement is put into, or the function that returns it. */
  private holderOf(node: ts.Expression): ts.Node | undefined {
    let at: ts.Node = node;
    while (isWrapper(at.parent, at)) at = at.parent;
    const { parent } = at;
    if (
      compiler.isVariableDeclaration(parent) ||
      compiler.isPropertyDeclaration(parent) ||
      compiler.isPropertyAssignment(parent)
    )
      return this.declarationOf(parent.name);
    if (compiler.isBinaryExpression(parent) && assigning.has(parent.operatorToken.kind)) {
      const { left } = parent;
      return this.declarationOf(compiler.isPropertyAccessExpression(left) ? left.name : left);
    }
    const isReturned =
      compiler.isReturnStatement(parent) || (compiler.isArrowFunction(parent) && parent.body === at);
    const around = isReturned ? functionAround(at) : null;
    const name = around && nameNode(around);
    return name ? this.declarationOf(name) : undefined;
  }
}

/** Whether a function gives the statement that it prepares, by itself or out of a store: `(sql) => db.prepare(sql)`. */
export function givesStatement({ body }: FunctionNode, program: CodeProgram): boolean {
  if (!body) return false;
  const prepared = preparedIn(body, program);
  if (!compiler.isBlock(body)) return prepared.has(unchained(body).node);
  let gives = false;
  const visit = (node: ts.Node): void => {
    if (compiler.isReturnStatement(node) && node.expression) {
      const { node: given } = unchained(node.expression);
      const holder = compiler.isIdentifier(given) ? program.symbolOf(given)?.valueDeclaration : undefined;
      gives ||= prepared.has(given) || (holder !== undefined && prepared.has(holder));
    }
    if (!compiler.isFunctionLike(node)) compiler.forEachChild(node, visit);
  };
  visit(body);
  return gives;
}

/** The calls in a function that prepare a statement, and the variables that hold what they give. */
function preparedIn(body: ts.Node, program: CodeProgram): Set<ts.Node> {
  const prepared = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    const [holder, value] = compiler.isVariableDeclaration(node)
      ? [node, node.initializer]
      : compiler.isBinaryExpression(node) && assigning.has(node.operatorToken.kind)
        ? [program.symbolOf(node.left)?.valueDeclaration, node.right]
        : [];
    if (holder && value && isPreparing(unchained(value).node)) prepared.add(holder);
    if (isPreparing(node)) prepared.add(node);
    compiler.forEachChild(node, visit);
  };
  visit(body);
  return prepared;
}

function isPreparing(node: ts.Node): boolean {
  if (!compiler.isCallExpression(node) || !compiler.isPropertyAccessExpression(node.expression)) return false;
  return roleOf(node.expression.name.text) === "prepare";
}

const assigning = new Set([
  compiler.SyntaxKind.EqualsToken,
  compiler.SyntaxKind.QuestionQuestionEqualsToken,
  compiler.SyntaxKind.BarBarEqualsToken,
]);

function isWrapper(parent: ts.Node, node: ts.Node): parent is ts.Expression {
  if (compiler.isBinaryExpression(parent)) {
    return parent.right === node && parent.operatorToken.kind === compiler.SyntaxKind.QuestionQuestionToken;
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

/** What holds a prepared statement, and what is switched on it. */
interface Chain extends Pick<RunCall, "reshaped" | "isBound"> {
  readonly node: ts.Expression;
}

/** A prepared statement with what is switched on it: `prepare(…).pluck()`. */
function chained(call: ts.Expression): Chain {
  let node = call;
  let reshaped = false;
  let isBound = false;
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
      return { node: at as ts.Expression, reshaped, isBound };
    if (!chaining.test(access.name.text)) return { node: at as ts.Expression, reshaped, isBound };
    reshaped ||= reshaping.test(access.name.text);
    isBound ||= access.name.text === "bind";
    node = access.parent;
  }
}

/** What holds a statement, without what is switched on it. */
function unchained(wrapped: ts.Expression): Chain {
  const node = bare(wrapped);
  const plain = { node, reshaped: false, isBound: false };
  if (!compiler.isCallExpression(node) || !compiler.isPropertyAccessExpression(node.expression)) return plain;
  const { name, expression } = node.expression;
  if (!chaining.test(name.text)) return plain;
  const inner = unchained(expression);
  return {
    node: inner.node,
    reshaped: inner.reshaped || reshaping.test(name.text),
    isBound: inner.isBound || name.text === "bind",
  };
}

function runOf(node: ts.Node | undefined): RunCall | null {
  if (!node || !compiler.isCallExpression(node) || !compiler.isPropertyAccessExpression(node.expression))
    return null;
  const method = node.expression.name.text;
  return Object.hasOwn(running, method) ? { call: node, method, reshaped: false, isBound: false } : null;
}
