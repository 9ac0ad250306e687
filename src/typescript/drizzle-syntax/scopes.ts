import { type ClassNode, FunctionNode } from "./declaring-nodes.ts";
import { localsOf } from "./file-names.ts";
import { firstScope, Kind } from "./kinds.ts";
import {
  declare,
  declareCaught,
  declareFunction,
  declareVariables,
  Flag,
  Names,
  type PlainSymbol,
  textOf,
} from "./names.ts";
import { PlainFile, type PlainNode, type TextNode } from "./nodes.ts";
import { notPlain } from "./refuse.ts";
import { BlockNode, CatchNode, ClausesNode, type EnumNode, LoopNode } from "./statement-nodes.ts";

/** Finds what names mean where they stand. */
export class Scopes {
  readonly #known = new Map<PlainNode, Names>();

  /** What a name means as a value; `undefined` for one that nothing in the file declares. */
  meaningOf(name: TextNode): PlainSymbol | undefined {
    const { text } = name;
    if (text === "arguments") return notPlain("the arguments of a function");
    let below: PlainNode = name;
    for (let at: PlainNode | undefined = name.parent; at; below = at, at = at.parent) {
      if (at.kind < firstScope) continue;
      const symbol = this.#declaredIn(at, below, text);
      if (symbol && (symbol.flags & (Flag.Value | Flag.Alias)) !== 0) return symbol;
    }
    return undefined;
  }

  /** What a scope names. */
  namesOf(scope: PlainNode): Names {
    let known = this.#known.get(scope);
    if (!known) {
      known = namesOf(scope);
      this.#known.set(scope, known);
    }
    return known;
  }

  #declaredIn(node: PlainNode, below: PlainNode, name: string): PlainSymbol | undefined {
    if (node instanceof FunctionNode) return this.#inFunction(node, below, name);
    switch (node.kind) {
      case Kind.Block:
        return node.parent instanceof FunctionNode ? undefined : this.namesOf(node).get(name);
      case Kind.ClassExpression:
        return refuseOwn((node as ClassNode).name, name);
      case Kind.EnumDeclaration:
        for (const member of (node as EnumNode).members) refuseOwn(member.name, name);
        return undefined;
      default:
        return this.namesOf(node).get(name);
    }
  }

  /** A parameter's default sees the parameters alone, and so does no name that is computed. */
  #inFunction(node: FunctionNode, below: PlainNode, name: string): PlainSymbol | undefined {
    const symbol = this.namesOf(node).get(name);
    if (!symbol) {
      if (node.kind === Kind.FunctionExpression) refuseOwn(node.name, name);
      return undefined;
    }
    const isPlain =
      below === node.body ||
      (below.kind === Kind.Parameter && symbol.declarations.every((each) => isWithin(each, node.parameters)));
    return isPlain ? symbol : notPlain(`${name} is asked for before the function's body`);
  }
}

function namesOf(scope: PlainNode): Names {
  if (scope instanceof PlainFile) return localsOf(scope);
  const names = new Names();
  if (scope instanceof FunctionNode) declareFunction(names, scope);
  else if (scope instanceof BlockNode) declare(names, scope.statements);
  else if (scope instanceof LoopNode) declareVariables(names, scope.initializer);
  else if (scope instanceof CatchNode) declareCaught(names, scope);
  else if (scope instanceof ClausesNode)
    declare(
      names,
      scope.clauses.flatMap(({ statements }) => statements),
    );
  return names;
}

function isWithin(node: PlainNode, outer: readonly PlainNode[]): boolean {
  let at: PlainNode | undefined = node;
  while (at && !outer.includes(at)) at = at.parent;
  return at !== undefined;
}

/** A function or class that names itself inside, and the members of an enum. */
function refuseOwn(own: PlainNode | undefined, name: string): undefined {
  if (own && textOf(own) === name) notPlain(`${name} names what it stands in`);
}
