import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { isCast, takesWhole, typeTaken, upwards } from "./places.ts";
import { bare, type CodeProgram, type FunctionNode, functionAround, isFunction } from "./program.ts";
import { type Rows, rowIn } from "./row-type.ts";
import { functionOf } from "./written.ts";

/** A type that the code gives a row, with the node that says so. */
export interface ClaimedType {
  readonly type: ts.Type;
  readonly node: ts.Node;
}

/** How many variables and callbacks rows are followed through. */
const deepest = 4;

/** The types that the code gives the rows of a call, nearest first. */
export function* claimedTypes(call: ts.Expression, rows: Rows, program: CodeProgram): Generator<ClaimedType> {
  const walker = new RowWalker(program);
  const callback = callbackOf(call);
  if (callback) yield* walker.ofCallback(callback, rows);
  else yield* walker.of(call, rows, 0);
}

/** The call with the function that gets its rows: `db.all(sql, (error, rows) => …)`. */
interface Callback {
  readonly call: ts.CallExpression;
  readonly target: ts.Expression;
}

function callbackOf(call: ts.Expression): Callback | null {
  if (!compiler.isCallExpression(call)) return null;
  const last = call.arguments.at(-1);
  const target = last && bare(last);
  return target && isFunction(target) ? { call, target } : null;
}

/** Follows rows to the places where the code says what they are. */
class RowWalker {
  private readonly program: CodeProgram;

  constructor(program: CodeProgram) {
    this.program = program;
  }

  *ofCallback({ call, target }: Callback, rows: Rows): Generator<ClaimedType> {
    if (!isFunction(target)) return;
    const { checker } = this.program;
    const callee = bare(call.expression);
    const isEach = compiler.isPropertyAccessExpression(callee) && callee.name.text === "each";
    const [stated] = call.typeArguments ?? [];
    if (stated) yield { type: checker.getTypeFromTypeNode(stated), node: stated };
    const parameter = target.parameters[1];
    if (parameter) yield* this.ofParameter(parameter, isEach ? "one" : rows, 0);
  }

  /** What is said of an expression that holds rows. */
  *of(start: ts.Expression, rows: Rows, depth: number): Generator<ClaimedType> {
    if (depth > deepest) return;
    let node = start;
    let count = rows;
    for (;;) {
      const { parent } = node;
      if (isCast(parent)) {
        const cast = this.row(this.program.checker.getTypeFromTypeNode(parent.type), count, parent.type);
        if (cast) {
          yield cast;
          return;
        }
        node = parent;
        continue;
      }
      const next = upwards(node, count);
      if (next === null) break;
      ({ node, count } = next);
    }
    const own = this.row(this.program.checker.getTypeAtLocation(node), count, start);
    if (own) {
      yield own;
      return;
    }
    yield* this.ofItems(node, count, depth);
    yield* this.ofPlace(node, count, depth);
  }

  /** What a loop or a callback over the rows says of each: `.map((row: Row) => …)`. */
  private *ofItems(node: ts.Expression, count: Rows, depth: number): Generator<ClaimedType> {
    if (count !== "many") return;
    const { parent } = node;
    if (compiler.isForOfStatement(parent) && compiler.isVariableDeclarationList(parent.initializer)) {
      const [variable] = parent.initializer.declarations;
      if (variable) yield* this.ofName(variable.name, "one", depth + 1);
      return;
    }
    if (!compiler.isPropertyAccessExpression(parent) || !compiler.isCallExpression(parent.parent)) return;
    const [callback] = parent.parent.arguments;
    const target = callback && functionOf(bare(callback), this.program);
    const parameter = target?.parameters[parent.name.text === "reduce" ? 1 : 0];
    if (parameter) yield* this.ofParameter(parameter, "one", depth + 1);
  }

  private *ofParameter(
    parameter: ts.ParameterDeclaration,
    count: Rows,
    depth: number,
  ): Generator<ClaimedType> {
    if (!parameter.type) {
      yield* this.ofName(parameter.name, count, depth + 1);
      return;
    }
    const stated = this.row(this.program.checker.getTypeFromTypeNode(parameter.type), count, parameter.type);
    if (stated) yield stated;
  }

  /** What the place that rows are handed to says they are: a variable, a function's return, a parameter, a property. */
  private *ofPlace(node: ts.Expression, count: Rows, depth: number): Generator<ClaimedType> {
    const { parent } = node;
    if (compiler.isVariableDeclaration(parent)) {
      if (parent.type) yield* this.stated(parent.type, count);
      else yield* this.ofName(parent.name, count, depth + 1);
    } else if (
      compiler.isReturnStatement(parent) ||
      (compiler.isArrowFunction(parent) && parent.body === node)
    ) {
      const around = functionAround(node);
      if (around) yield* this.returned(around, count);
    } else if (takesWhole(parent, node)) {
      const type = this.program.checker.getContextualType(node);
      const claimed = type && this.row(type, count, typeTaken(parent, node, this.program) ?? node);
      if (claimed) yield claimed;
    }
  }

  private *stated(node: ts.TypeNode, count: Rows): Generator<ClaimedType> {
    const claimed = this.row(this.program.checker.getTypeFromTypeNode(node), count, node);
    if (claimed) yield claimed;
  }

  /** What a function says that it returns, by itself or by the type of the variable it is. */
  private *returned(around: FunctionNode, count: Rows): Generator<ClaimedType> {
    if (around.type) {
      yield* this.stated(around.type, count);
      return;
    }
    if (!compiler.isArrowFunction(around) && !compiler.isFunctionExpression(around)) return;
    const [signature] = this.program.checker.getContextualType(around)?.getCallSignatures() ?? [];
    const node = signature?.getDeclaration()?.type ?? around;
    const claimed = signature && this.row(signature.getReturnType(), count, node);
    if (claimed) yield claimed;
  }

  /** What is said wherever a variable is used that holds rows. */
  private *ofName(name: ts.BindingName, count: Rows, depth: number): Generator<ClaimedType> {
    if (compiler.isArrayBindingPattern(name)) {
      const [first] = name.elements;
      if (count === "many" && first && compiler.isBindingElement(first))
        yield* this.ofName(first.name, "one", depth);
    } else if (compiler.isObjectBindingPattern(name)) {
      const rows = name.elements.find(
        ({ propertyName, name: own }) => (propertyName ?? own).getText() === "rows",
      );
      if (rows) yield* this.ofName(rows.name, "many", depth);
    } else for (const use of this.usesOf(name)) yield* this.of(use, count, depth);
  }

  private row(type: ts.Type, count: Rows, node: ts.Node): ClaimedType | null {
    const one = rowIn(type, count, this.program.checker);
    return one && { type: one, node };
  }

  private usesOf(name: ts.Identifier): ts.Identifier[] {
    const symbol = this.program.symbolOf(name);
    const uses: ts.Identifier[] = [];
    const visit = (node: ts.Node): void => {
      if (compiler.isIdentifier(node) && node.text === name.text && node !== name) {
        if (this.program.symbolOf(node) === symbol) uses.push(node);
      } else compiler.forEachChild(node, visit);
    };
    const declared = compiler.isParameter(name.parent) ? name.parent.parent : functionAround(name);
    visit(declared ?? name.getSourceFile());
    return uses;
  }
}
