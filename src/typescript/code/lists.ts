import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { deepest, type Filling, hole, type Text, type View } from "./parts.ts";
import { bare, type CodeProgram, type FunctionNode, isFunction } from "./program.ts";
import { functionOf, listOf, onlyReturn } from "./written.ts";

/** Works out what lists of texts an expression may be: written out, mapped, filled, pushed into. */
export class Lists {
  private readonly program: CodeProgram;
  private readonly texts: (node: ts.Expression, view: View) => Text[];

  constructor(program: CodeProgram, texts: Lists["texts"]) {
    this.program = program;
    this.texts = texts;
  }

  /** The lists of texts that an expression may be. */
  of(wrapped: ts.Expression, view: View): Text[][] {
    const node = bare(wrapped);
    const unknown: Text[][] = [[hole(node)]];
    if (view.depth > deepest) return unknown;
    const list = listOf(node, this.program);
    if (list) return this.listed(list, node, view);
    if (!compiler.isCallExpression(node)) return unknown;
    const callee = bare(node.expression);
    const [first, second] = node.arguments;
    if (compiler.isPropertyAccessExpression(callee)) {
      const method = callee.name.text;
      if (method === "filter" || method === "concat" || method === "slice" || method === "reverse")
        return this.of(callee.expression, deeper(view));
      if (method === "fill" && first) return this.texts(first, deeper(view)).map((text) => [text]);
      if (method === "from" && second) return this.mapped(second, null, view);
      if (/^(?:flatM|m)ap$/.test(method) && first) return this.mapped(first, callee.expression, view);
    }
    return unknown;
  }

  private mapped(callback: ts.Expression, over: ts.Expression | null, view: View): Text[][] {
    const target =
      functionOf(bare(callback), this.program) ??
      (isFunction(bare(callback)) ? (bare(callback) as FunctionNode) : null);
    const value = target && onlyReturn(target);
    if (!target || !value) return [[hole(callback)]];
    const elements = over && listOf(over, this.program)?.elements;
    const [parameter] = target.parameters;
    if (!elements || !parameter || elements.some(compiler.isSpreadElement))
      return this.texts(value, deeper(view)).map((text) => [text]);
    const items = elements.map((element) => {
      const inner: Filling = new Map([
        ...view.filling,
        [parameter, { value: element, filling: view.filling }],
      ]);
      return this.texts(value, { ...deeper(view), filling: inner })[0] ?? hole(element);
    });
    return [items];
  }

  private listed(list: ts.ArrayLiteralExpression, node: ts.Expression, view: View): Text[][] {
    const written = list.elements.map((element) =>
      compiler.isSpreadElement(element)
        ? (this.of(element.expression, deeper(view))[0] ?? [])
        : [this.texts(element, deeper(view))[0] ?? hole(element)],
    );
    const start = written.flat();
    const pushed = this.pushed(node, view);
    return pushed.length > 0 ? [[...start, ...pushed], start] : [start];
  }

  /** What is pushed into a list that has a name. */
  private pushed(node: ts.Expression, view: View): Text[] {
    if (!compiler.isIdentifier(node)) return [];
    const symbol = this.program.symbolOf(node);
    return (this.program.nodes.get(compiler.SyntaxKind.CallExpression) ?? []).flatMap((call) => {
      if (!compiler.isCallExpression(call) || !compiler.isPropertyAccessExpression(call.expression))
        return [];
      const { expression, name } = call.expression;
      if (name.text !== "push" || !compiler.isIdentifier(expression) || expression.text !== node.text)
        return [];
      if (this.program.symbolOf(expression) !== symbol) return [];
      const isRepeated = isLooped(call, symbol?.valueDeclaration);
      return call.arguments.flatMap((argument) => {
        const texts = this.texts(argument, unfilled(view));
        // In a loop over what is written out each round pushes another.
        return isRepeated && texts.length > 0 ? texts : [texts[0] ?? hole(argument)];
      });
    });
  }
}

/** Whether a call stands in a loop over a list that what it pushes into stands outside of. */
function isLooped(call: ts.Node, list: ts.Node | undefined): boolean {
  for (let at = call.parent; at && !isFunction(at); at = at.parent)
    if (compiler.isForOfStatement(at)) return list !== undefined && list.end <= at.pos;
  return false;
}

/** The same view one step further in. */
export function deeper(view: View): View {
  return { ...view, depth: view.depth + 1 };
}

/** One step further in, outside the function whose parameters are filled. */
export function unfilled(view: View): View {
  return { ...deeper(view), filling: new Map() };
}
