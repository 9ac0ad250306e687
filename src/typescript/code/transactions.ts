import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { FoundQuery } from "./found.ts";
import { type CodeProgram, functionAround, isFunction } from "./program.ts";

const begins = /^\s*begin\b/i;
const ends = /^\s*(?:commit|end|rollback)\b(?!\s+(?:transaction\s+)?to\b)/i;
const takesBack = /^\s*rollback\b/i;

/** What a statement does to a transaction, and which way out of its function leaves one open that it begins. */
export function transactionOf(
  [text = ""]: readonly string[],
  call: ts.Node,
  program: CodeProgram,
): FoundQuery["transaction"] {
  if (ends.test(text)) return { begins: false, open: null };
  if (!begins.test(text)) return null;
  const body = functionAround(call)?.body;
  const by = body && /;\s*\S/.test(text) === false ? leftOpenBy(body, call) : null;
  return { begins: true, open: by && { location: program.locate(call), by } };
}

/** What leaves a transaction open; null where it is closed on every way, or is not closed in this function at all. */
function leftOpenBy(body: ts.Node, begin: ts.Node): "error" | "return" | null {
  const after = (node: ts.Node): boolean => node.pos >= begin.end;
  const commit = textsIn(body).find(
    (node) => after(node) && ends.test(node.text) && !takesBack.test(node.text),
  );
  if (!commit) return null;
  const between = (node: ts.Node): boolean => after(node) && node.end < commit.pos;
  const calls = allIn(body, compiler.isCallExpression).some(between);
  if (calls && !isTakenBack(body, begin)) return "error";
  const returns = allIn(body, compiler.isReturnStatement).filter(after);
  return returns.some((node) => !isEndedBefore(node, body, begin)) ? "return" : null;
}

/** Whether an error leads to a ROLLBACK, in a catch, a finally or a callback of a promise. */
function isTakenBack(body: ts.Node, begin: ts.Node): boolean {
  const hasEnd = (node: ts.Node | undefined): boolean =>
    node !== undefined && textsIn(node).some(({ text }) => takesBack.test(text));
  const guards = allIn(body, compiler.isTryStatement).filter(({ tryBlock }) => tryBlock.end > begin.end);
  if (guards.some(({ catchClause, finallyBlock }) => hasEnd(catchClause) || hasEnd(finallyBlock)))
    return true;
  // A callback that takes it back is one for errors: `promise.catch(() => …)`, `addFinalizer((exit) => …)`.
  return textsIn(body).some((node) => takesBack.test(node.text) && functionAround(node)?.body !== body);
}

/** Whether the transaction was ended before a statement, or a finally ends it behind. */
function isEndedBefore(node: ts.Node, body: ts.Node, begin: ts.Node): boolean {
  if (hasEndIn(node)) return true;
  for (let at = node; at !== body; at = at.parent) {
    const { parent } = at;
    const before = compiler.isBlock(parent) ? parent.statements.filter(({ end }) => end <= at.pos) : [];
    if (before.some((each) => each.end > begin.end && hasEndIn(each))) return true;
    if (compiler.isTryStatement(parent) && parent.finallyBlock && hasEndIn(parent.finallyBlock)) return true;
  }
  return false;
}

function hasEndIn(node: ts.Node): boolean {
  return textsIn(node).some(({ text }) => ends.test(text));
}

function textsIn(node: ts.Node): ts.StringLiteralLike[] {
  const found: ts.StringLiteralLike[] = [];
  const visit = (each: ts.Node): void => {
    if (compiler.isStringLiteralLike(each)) found.push(each);
    compiler.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

/** What there is of a kind, functions inside aside. */
function allIn<T extends ts.Node>(body: ts.Node, is: (node: ts.Node) => node is T): T[] {
  const found: T[] = [];
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node);
    if (!isFunction(node)) compiler.forEachChild(node, visit);
  };
  compiler.forEachChild(body, visit);
  return found;
}
