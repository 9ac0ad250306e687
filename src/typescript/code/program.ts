import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { type ModelProgram, openProgram } from "../program.ts";
import { importsNeeded } from "./needed.ts";

/** The files that hold SQL, with what is needed to look around in them. */
export interface CodeProgram extends ModelProgram {
  /** The folder of the config. */
  readonly root: string;
  /** Every node of the files themselves, by kind. */
  readonly nodes: ReadonlyMap<ts.SyntaxKind, readonly ts.Node[]>;
  /** The calls of whatever has a name: `name()` and `anything.name()`. */
  readonly callsNamed: (name: string) => readonly ts.CallExpression[];
  /** Where a variable of this name is assigned to, or appended to: `name = …`, `name += …`. */
  readonly assignmentsTo: (name: string) => readonly ts.BinaryExpression[];
  /** What a name refers to, imports followed. */
  readonly symbolOf: (node: ts.Node) => ts.Symbol | undefined;
  /** The name of the function a node stands in, or null at the top of a file. */
  readonly within: (node: ts.Node) => string | null;
}

const wanted = new Set([
  compiler.SyntaxKind.CallExpression,
  compiler.SyntaxKind.NewExpression,
  compiler.SyntaxKind.TaggedTemplateExpression,
  compiler.SyntaxKind.BinaryExpression,
  compiler.SyntaxKind.TryStatement,
]);

/** Opens files (absolute paths) and what they import. Throws DoctorError for one that cannot be read. */
export function openCode(root: string, paths: readonly string[]): CodeProgram {
  const program = openProgram(root, paths, (resolver) => importsNeeded(paths, resolver));
  const nodes = new Map<ts.SyntaxKind, ts.Node[]>([...wanted].map((kind) => [kind, []]));
  const visit = (node: ts.Node): void => {
    nodes.get(node.kind)?.push(node);
    compiler.forEachChild(node, visit);
  };
  for (const file of program.files) visit(file);
  const { checker } = program;
  const symbols = new Map<ts.Node, ts.Symbol | undefined>();
  const all = <T extends ts.Node>(kind: ts.SyntaxKind, is: (node: ts.Node) => node is T): T[] =>
    (nodes.get(kind) ?? []).filter(is);
  const calls = byName(all(compiler.SyntaxKind.CallExpression, compiler.isCallExpression), (call) =>
    nameCalled(bare(call.expression)),
  );
  const assignments = byName(all(compiler.SyntaxKind.BinaryExpression, isAssignment), ({ left }) =>
    compiler.isIdentifier(left) ? left.text : null,
  );
  return {
    ...program,
    root,
    nodes,
    callsNamed: (name) => calls.get(name) ?? [],
    assignmentsTo: (name) => assignments.get(name) ?? [],
    symbolOf: (node) => {
      if (!symbols.has(node)) symbols.set(node, aliased(symbolAt(node, checker), checker));
      return symbols.get(node);
    },
    within: (node) => nameOfFunction(functionAround(node)),
  };
}

function byName<T>(nodes: readonly T[], nameOf: (node: T) => string | null): Map<string, T[]> {
  const named = new Map<string, T[]>();
  for (const node of nodes) {
    const name = nameOf(node);
    if (name === null) continue;
    const others = named.get(name);
    if (others) others.push(node);
    else named.set(name, [node]);
  }
  return named;
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  if (!compiler.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind === compiler.SyntaxKind.EqualsToken || kind === compiler.SyntaxKind.PlusEqualsToken;
}

/** The name by which something is called: the last one of `a.b.name`. */
export function nameCalled(callee: ts.Expression): string | null {
  if (compiler.isPropertyAccessExpression(callee)) return callee.name.text;
  return compiler.isIdentifier(callee) ? callee.text : null;
}

/** What a name refers to. That of `{ name }` is what it takes its value from, not the property it makes. */
function symbolAt(node: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  if (parent && compiler.isShorthandPropertyAssignment(parent) && parent.name === node)
    return checker.getShorthandAssignmentValueSymbol(parent);
  return checker.getSymbolAtLocation(node);
}

function aliased(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
  return symbol && symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** A function of any form. */
export type FunctionNode = ts.FunctionLikeDeclaration;

/** The innermost function a node stands in. */
export function functionAround(node: ts.Node): FunctionNode | null {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return null;
}

/** Whether a node is a function with a body of its own. */
export function isFunction(node: ts.Node): node is FunctionNode {
  return (
    compiler.isFunctionDeclaration(node) ||
    compiler.isMethodDeclaration(node) ||
    compiler.isArrowFunction(node) ||
    compiler.isFunctionExpression(node) ||
    compiler.isConstructorDeclaration(node) ||
    compiler.isAccessor(node)
  );
}

/** What a function is called: by its own name, or that of the variable or property it is. */
export function nameOfFunction(node: FunctionNode | null): string | null {
  if (node === null) return null;
  if (compiler.isConstructorDeclaration(node)) return node.parent.name?.text ?? "constructor";
  const own = nameNode(node);
  if (own && (compiler.isIdentifier(own) || compiler.isPrivateIdentifier(own))) return own.text;
  return nameOfFunction(functionAround(node));
}

/** The node that names a function. */
export function nameNode(node: FunctionNode): ts.Node | undefined {
  if (node.name) return node.name;
  const { parent } = node;
  if (
    compiler.isVariableDeclaration(parent) ||
    compiler.isPropertyAssignment(parent) ||
    compiler.isPropertyDeclaration(parent)
  )
    return parent.name;
  return undefined;
}

/** An expression without what TypeScript adds to it. */
export function bare(node: ts.Expression): ts.Expression {
  if (
    compiler.isParenthesizedExpression(node) ||
    compiler.isAsExpression(node) ||
    compiler.isSatisfiesExpression(node) ||
    compiler.isNonNullExpression(node) ||
    compiler.isTypeAssertionExpression(node) ||
    compiler.isAwaitExpression(node)
  )
    return bare(node.expression);
  return node;
}
