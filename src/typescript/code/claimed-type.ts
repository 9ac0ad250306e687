import type { ts } from "ts-morph";
import { isErrorType } from "../builtin-types.ts";
import { compiler } from "../compiler.ts";
import { isKnownFile } from "../resolution.ts";
import { bare, type CodeProgram, type FunctionNode, functionAround, isFunction } from "./program.ts";
import { functionOf } from "./written.ts";

/** How many rows an expression holds. */
export type Rows = "one" | "many";

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

  /** The type of one row in what holds rows; null where that says nothing. */
  private row(type: ts.Type, count: Rows, node: ts.Node): ClaimedType | null {
    const { checker } = this.program;
    if (isOpen(type)) return null;
    const whole = unwrapped(type, checker);
    if (isOpen(whole)) return null;
    const plain = checker.getNonNullableType(whole);
    const isList = checker.isArrayType(plain) || checker.isTupleType(plain);
    const one = count === "one" ? (isList ? undefined : plain) : elementOf(plain, checker);
    if (!one || isOpen(one) || one.flags & compiler.TypeFlags.TypeParameter || isDrivers(one)) return null;
    return { type: one, node };
  }
}

function isCast(parent: ts.Node): parent is ts.AsExpression | ts.TypeAssertion | ts.SatisfiesExpression {
  return (
    compiler.isAsExpression(parent) ||
    compiler.isTypeAssertionExpression(parent) ||
    compiler.isSatisfiesExpression(parent)
  );
}

/** What keeps or takes some of the rows: brackets, `await`, `?? []`, `.rows`, `[0]`, `.filter(…)`. */
function upwards(node: ts.Expression, count: Rows): { node: ts.Expression; count: Rows } | null {
  const { parent } = node;
  if (
    compiler.isParenthesizedExpression(parent) ||
    compiler.isAwaitExpression(parent) ||
    compiler.isNonNullExpression(parent) ||
    isFallback(parent, node)
  )
    return { node: parent, count };
  if (compiler.isElementAccessExpression(parent) && parent.expression === node && count === "many")
    return { node: parent, count: "one" };
  if (!compiler.isPropertyAccessExpression(parent) || parent.expression !== node) return null;
  const { text } = parent.name;
  if (text === "rows") return { node: parent, count: "many" };
  if (count !== "many" || !compiler.isCallExpression(parent.parent)) return null;
  if (/^(?:at|pop|shift)$/.test(text)) return { node: parent.parent, count: "one" };
  return /^(?:slice|reverse|toReversed)$/.test(text) ? { node: parent.parent, count } : null;
}

function isFallback(parent: ts.Node, node: ts.Node): parent is ts.BinaryExpression {
  if (!compiler.isBinaryExpression(parent) || parent.left !== node) return false;
  const { kind } = parent.operatorToken;
  return kind === compiler.SyntaxKind.QuestionQuestionToken || kind === compiler.SyntaxKind.BarBarToken;
}

/** Whether a place takes an expression as it is: an argument, a property, the left side of `=`. */
function takesWhole(parent: ts.Node, node: ts.Node): boolean {
  if (compiler.isCallExpression(parent) || compiler.isNewExpression(parent))
    return parent.expression !== node;
  if (compiler.isPropertyAssignment(parent) || compiler.isPropertyDeclaration(parent))
    return parent.initializer === node;
  return (
    compiler.isBinaryExpression(parent) &&
    parent.right === node &&
    parent.operatorToken.kind === compiler.SyntaxKind.EqualsToken
  );
}

/** The type that is written for such a place. */
function typeTaken(
  parent: ts.Node,
  node: ts.Node,
  { checker, symbolOf }: CodeProgram,
): ts.TypeNode | undefined {
  if (compiler.isCallExpression(parent) || compiler.isNewExpression(parent)) {
    const place = (parent.arguments ?? []).findIndex((argument) => argument === node);
    return checker.getResolvedSignature(parent)?.getDeclaration()?.parameters[place]?.type;
  }
  if (compiler.isPropertyAssignment(parent)) {
    const around = checker.getContextualType(parent.parent);
    return around && writtenType(around.getProperty(parent.name.getText())?.valueDeclaration);
  }
  if (compiler.isPropertyDeclaration(parent)) return parent.type;
  if (!compiler.isBinaryExpression(parent)) return undefined;
  const { left } = parent;
  return writtenType(
    symbolOf(compiler.isPropertyAccessExpression(left) ? left.name : left)?.valueDeclaration,
  );
}

function writtenType(declaration: ts.Declaration | undefined): ts.TypeNode | undefined {
  const hasType =
    declaration &&
    (compiler.isVariableDeclaration(declaration) ||
      compiler.isPropertyDeclaration(declaration) ||
      compiler.isPropertySignature(declaration) ||
      compiler.isParameter(declaration));
  return hasType ? declaration.type : undefined;
}

function elementOf(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  if (checker.isArrayType(type)) return checker.getTypeArguments(type as ts.TypeReference)[0];
  const isIterator = /^(?:Async)?(?:Iterable|IterableIterator|Generator|Iterator)$/.test(
    type.symbol?.getName() ?? "",
  );
  return isIterator ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
}

function unwrapped(type: ts.Type, checker: ts.TypeChecker): ts.Type {
  return type.symbol?.getName() === "Promise"
    ? (checker.getTypeArguments(type as ts.TypeReference)[0] ?? type)
    : type;
}

/** What a driver calls its rows says nothing of the columns. */
function isDrivers(type: ts.Type): boolean {
  return (
    type.symbol?.declarations?.some(
      (node) => !compiler.isMappedTypeNode(node) && isKnownFile(node.getSourceFile().fileName),
    ) ?? false
  );
}

function isOpen(type: ts.Type): boolean {
  return (
    isErrorType(type) ||
    (type.flags & (compiler.TypeFlags.Any | compiler.TypeFlags.Unknown | compiler.TypeFlags.Never)) !== 0
  );
}
