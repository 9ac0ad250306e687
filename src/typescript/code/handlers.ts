import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { type CodeProgram, isFunction } from "./program.ts";

/** What a catch clause does with an error. */
export interface Caught {
  readonly node: ts.Node;
  readonly manner: "dropped" | "logged" | "answered" | "turned into an outcome";
  readonly words: string;
}

/** What becomes of an error of a call: null where it is passed on, by itself or thrown again. */
export function caughtAround(call: ts.Node, program: CodeProgram): Caught | null {
  for (let at = call; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at;
    if (compiler.isTryStatement(parent) && parent.tryBlock === at && parent.catchClause)
      return mannerOf(parent.catchClause, program);
  }
  return null;
}

function mannerOf({ block, variableDeclaration }: ts.CatchClause, program: CodeProgram): Caught | null {
  const { statements } = block;
  const node = block.parent;
  if (contains(block, compiler.isThrowStatement)) return null;
  const symbol = variableDeclaration && program.symbolOf(variableDeclaration.name);
  if (statements.length === 0) return { node, manner: "dropped", words: "dropped" };
  const [returned] = statements.filter(compiler.isReturnStatement);
  const answer = returned?.expression?.getText() ?? null;
  const usesError =
    symbol !== undefined &&
    contains(block, (each) => compiler.isIdentifier(each) && program.symbolOf(each) === symbol);
  const logs = statements.some((statement) =>
    /^(?:console|log|logger|this\.log(?:ger)?)\b/.test(statement.getText()),
  );
  if (logs)
    return {
      node,
      manner: "logged",
      words: answer === null ? "logged" : `logged and answered with ${answer}`,
    };
  if (!usesError)
    return {
      node,
      manner: answer === null ? "dropped" : "answered",
      words: answer === null ? "dropped" : `answered with ${answer}`,
    };
  // What is done with it elsewhere is not known: handed on is not swallowed.
  if (answer === null) return null;
  return { node, manner: "turned into an outcome", words: `turned into an outcome (${answer})` };
}

/** Whether something stands in a block, functions inside it aside. */
function contains(block: ts.Node, test: (node: ts.Node) => boolean): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found || isFunction(node)) return;
    if (test(node)) found = true;
    compiler.forEachChild(node, visit);
  };
  compiler.forEachChild(block, visit);
  return found;
}
