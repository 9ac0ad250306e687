import type { ts } from "ts-morph";
import { isErrorType } from "../builtin-types.ts";
import { compiler } from "../compiler.ts";
import { shapeOf } from "../shape.ts";
import { readValue } from "../value.ts";
import type { Claim, ClaimedProperty } from "./found.ts";
import { bare, type CodeProgram, functionAround, isFunction, nameOfFunction } from "./program.ts";

/** How many rows a call gives. */
export type Rows = "one" | "many";

/** The type that the code gives the rows of a call, or null where it says none. */
export function claimOf(call: ts.Expression, rows: Rows, program: CodeProgram): Claim | null {
  const claimed = claimedType(call, rows, program);
  if (!claimed) return null;
  const { checker } = program;
  const type = checker.getNonNullableType(claimed.type);
  if (isOpen(type) || type.flags & compiler.TypeFlags.TypeParameter) return null;
  const shape = shapeOf(type, checker);
  if (!shape || checker.isArrayType(type) || checker.isTupleType(type)) return null;
  const declaration = (type.aliasSymbol ?? type.symbol)?.declarations?.[0] ?? claimed.node;
  const context = { checker, isTable: () => false };
  const properties = shape.properties.flatMap((property): ClaimedProperty[] => {
    const reading = readValue(property, context);
    if (reading.is === "function") return [];
    const [own] = property.declarations;
    const location = program.locate(own ?? claimed.node);
    const { optional } = property;
    if (reading.is !== "value") return [{ name: property.name, location, optional }];
    const { kind, nullable } = reading.value;
    return [
      {
        name: property.name,
        location,
        optional,
        ...(kind ? { kind } : {}),
        ...(nullable === undefined ? {} : { nullable }),
      },
    ];
  });
  if (properties.length === 0) return null;
  const location = program.locate(declaration);
  const name = nameOfType(type) ?? nameOfFunction(functionAround(claimed.node)) ?? location.file;
  return { name, key: `${location.file} ${name}`, location, properties, open: shape.indexed };
}

function nameOfType(type: ts.Type): string | null {
  const name = type.aliasSymbol?.getName() ?? type.symbol?.getName();
  return name === undefined || name.startsWith("__") ? null : name;
}

interface ClaimedType {
  readonly type: ts.Type;
  readonly node: ts.Node;
}

function claimedType(call: ts.Expression, rows: Rows, program: CodeProgram): ClaimedType | null {
  const { checker } = program;
  let node: ts.Expression = call;
  let count = rows;
  for (;;) {
    const { parent } = node;
    const written =
      compiler.isAsExpression(parent) ||
      compiler.isTypeAssertionExpression(parent) ||
      compiler.isSatisfiesExpression(parent);
    if (written) {
      const type = checker.getTypeFromTypeNode(parent.type);
      if (!isOpen(type)) return rowType(type, count, parent.type, checker);
      node = parent;
    } else if (
      compiler.isParenthesizedExpression(parent) ||
      compiler.isAwaitExpression(parent) ||
      compiler.isNonNullExpression(parent)
    )
      node = parent;
    else if (isFallback(parent, node)) node = parent;
    else if (compiler.isPropertyAccessExpression(parent) && parent.name.text === "rows") {
      node = parent;
      count = "many";
    } else if (compiler.isElementAccessExpression(parent) && parent.expression === node && count === "many") {
      node = parent;
      count = "one";
    } else break;
  }
  const ofItems = itemType(node, count, program);
  if (ofItems) return ofItems;
  const own = checker.getTypeAtLocation(node);
  const stated = rowType(own, count, call, checker);
  if (stated && !isOpen(stated.type)) return stated;
  return contextual(node, count, program);
}

function isFallback(parent: ts.Node, node: ts.Node): parent is ts.BinaryExpression {
  if (!compiler.isBinaryExpression(parent) || parent.left !== node) return false;
  const { kind } = parent.operatorToken;
  return kind === compiler.SyntaxKind.QuestionQuestionToken || kind === compiler.SyntaxKind.BarBarToken;
}

/** What the function around, a variable or a parameter that takes the rows says they are. */
function contextual(node: ts.Expression, count: Rows, program: CodeProgram): ClaimedType | null {
  const { checker } = program;
  const { parent } = node;
  if (compiler.isVariableDeclaration(parent) && !parent.type) return laterCast(parent, count, program);
  if (compiler.isForOfStatement(parent)) return null;
  const type = checker.getContextualType(node);
  if (!type || isOpen(type)) return null;
  return rowType(type, count, typeNodeAround(parent) ?? node, checker);
}

function typeNodeAround(parent: ts.Node): ts.Node | undefined {
  if (compiler.isVariableDeclaration(parent)) return parent.type;
  return functionAround(parent)?.type;
}

/** `const rows = statement.all(); … rows as Row[]` */
function laterCast(variable: ts.VariableDeclaration, count: Rows, program: CodeProgram): ClaimedType | null {
  const symbol = program.symbolOf(variable.name);
  const around = functionAround(variable);
  let found: ClaimedType | null = null;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (
      compiler.isAsExpression(node) &&
      compiler.isIdentifier(bare(node.expression)) &&
      program.symbolOf(bare(node.expression)) === symbol
    ) {
      const type = program.checker.getTypeFromTypeNode(node.type);
      if (!isOpen(type)) found = rowType(type, count, node.type, program.checker);
    }
    compiler.forEachChild(node, visit);
  };
  if (around) visit(around);
  return found;
}

/** What a callback over the rows says of each: `.map((row: Row) => …)`. */
function itemType(node: ts.Expression, count: Rows, program: CodeProgram): ClaimedType | null {
  const access = node.parent;
  if (
    count !== "many" ||
    !compiler.isPropertyAccessExpression(access) ||
    !compiler.isCallExpression(access.parent)
  )
    return null;
  const [callback] = access.parent.arguments;
  if (!callback || !isFunction(callback)) return null;
  const place = access.name.text === "reduce" ? 1 : 0;
  const type = callback.parameters[place]?.type;
  if (!type) return null;
  const stated = program.checker.getTypeFromTypeNode(type);
  return isOpen(stated) ? null : { type: stated, node: type };
}

/** The type of one row in what a call gives. */
function rowType(type: ts.Type, count: Rows, node: ts.Node, checker: ts.TypeChecker): ClaimedType | null {
  const plain = checker.getNonNullableType(unwrapped(type, checker));
  if (count === "one") return checker.isArrayType(plain) ? null : { type: plain, node };
  const element = elementOf(plain, checker);
  return element && !isOpen(element) ? { type: element, node } : null;
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

function isOpen(type: ts.Type): boolean {
  return (
    isErrorType(type) ||
    (type.flags & (compiler.TypeFlags.Any | compiler.TypeFlags.Unknown | compiler.TypeFlags.Never)) !== 0
  );
}
