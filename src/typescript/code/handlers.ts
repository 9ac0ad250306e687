import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { bare, type CodeProgram, isFunction, nameCalled } from "./program.ts";
import { functionOf } from "./written.ts";

/** What is done with an error that is caught. */
export interface Caught {
  readonly node: ts.Node;
  readonly manner: "dropped" | "logged" | "answered" | "turned into an outcome";
  readonly words: string;
}

/** What runs the function it is given at once, so that its errors come out there. */
const running = /^(?:forEach|map|flatMap|filter|some|every|find|findIndex|reduce|transaction)$/;

/** What becomes of an error of a call: null where it is passed on, by itself or thrown again. */
export function caughtAround(call: ts.Node, program: CodeProgram): Caught | null {
  for (let at = call; at.parent; at = at.parent) {
    const { parent } = at;
    if (compiler.isTryStatement(parent) && parent.tryBlock === at && parent.catchClause) {
      const own = byClause(parent.catchClause, program);
      if (own || !contains(parent.catchClause.block, compiler.isThrowStatement)) return own;
    }
    const callback = compiler.isExpression(at) ? callbackFor(at) : null;
    if (callback) return byCallback(callback, program);
    if (isFunction(parent) && !isRunAtOnce(parent)) return null;
  }
  return null;
}

function isRunAtOnce({ parent }: ts.Node): boolean {
  if (!compiler.isCallExpression(parent)) return false;
  return running.test(nameCalled(bare(parent.expression)) ?? "");
}

/** What a promise is told to do with its error: `promise.catch(callback)`, `promise.then(use, callback)`. */
function callbackFor(promise: ts.Expression): ts.Expression | null {
  const access = promise.parent;
  if (!compiler.isPropertyAccessExpression(access) || access.expression !== promise) return null;
  if (!compiler.isCallExpression(access.parent) || access.parent.expression !== access) return null;
  const [first = null, second = null] = access.parent.arguments;
  if (access.name.text === "catch") return first;
  return access.name.text === "then" ? second : null;
}

function byClause(clause: ts.CatchClause, program: CodeProgram): Caught | null {
  return caughtBy(clause.block, clause.variableDeclaration?.name, clause, program);
}

function byCallback(callback: ts.Expression, program: CodeProgram): Caught | null {
  const plain = bare(callback);
  if (isLog(plain.getText())) return { node: callback, manner: "logged", words: "logged" };
  const target = isFunction(plain) ? plain : functionOf(plain, program);
  if (!target?.body) return null;
  return caughtBy(target.body, target.parameters[0]?.name, callback, program);
}

/** What a block, or the expression a function consists of, does with an error. */
function caughtBy(
  body: ts.Block | ts.Expression,
  error: ts.Node | undefined,
  node: ts.Node,
  program: CodeProgram,
): Caught | null {
  if (contains(body, isWayOut)) return null;
  const symbol = error && program.symbolOf(error);
  const isUsed =
    symbol !== undefined &&
    contains(body, (each) => compiler.isIdentifier(each) && program.symbolOf(each) === symbol);
  const done = compiler.isBlock(body) ? body.statements : [body];
  const answer = answerOf(body);
  if (isUsed && answer !== null && isHandedOn(answer)) return null;
  const shown = answer === null || isNothing(answer) ? null : answer.getText();
  if (done.some((each) => isLog(each.getText())))
    return {
      node,
      manner: "logged",
      words: shown === null || isLog(shown) ? "logged" : `logged and answered with ${shown}`,
    };
  if (!isUsed)
    return shown === null
      ? { node, manner: "dropped", words: "dropped" }
      : { node, manner: "answered", words: `answered with ${shown}` };
  // What is done with it elsewhere is not known: handed on is not swallowed.
  if (shown === null) return null;
  return { node, manner: "turned into an outcome", words: `turned into an outcome (${shown})` };
}

/** What is returned in the end. */
function answerOf(body: ts.Block | ts.Expression): ts.Expression | null {
  if (!compiler.isBlock(body)) return body;
  return body.statements.find(compiler.isReturnStatement)?.expression ?? null;
}

function isNothing(answer: ts.Expression): boolean {
  return /^(?:undefined|void 0)$/.test(bare(answer).getText());
}

/** `return next(error)` and its like let the error through. */
function isHandedOn(answer: ts.Expression): boolean {
  const plain = bare(answer);
  if (!compiler.isCallExpression(plain)) return false;
  return /^(?:next|reject|callback|cb|done|fail)$/.test(nameCalled(bare(plain.expression)) ?? "");
}

/** A throw, or the end of the program. */
function isWayOut(node: ts.Node): boolean {
  return (
    compiler.isThrowStatement(node) ||
    (compiler.isCallExpression(node) && node.expression.getText() === "process.exit")
  );
}

function isLog(text: string): boolean {
  return /^(?:\w+\.)*(?:console|log(?:ger)?)\b/i.test(text);
}

/** Whether something stands in a block, functions inside it aside. */
function contains(block: ts.Node, test: (node: ts.Node) => boolean): boolean {
  if (test(block)) return true;
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found || isFunction(node)) return;
    if (test(node)) found = true;
    compiler.forEachChild(node, visit);
  };
  compiler.forEachChild(block, visit);
  return found;
}
