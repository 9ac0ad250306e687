import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { openProgram } from "../program.ts";
import { importsNeeded } from "./needed.ts";
import { bare, type CodeProgram, functionAround, nameCalled, nameOfFunction } from "./program.ts";

const wanted = new Set([
  compiler.SyntaxKind.CallExpression,
  compiler.SyntaxKind.NewExpression,
  compiler.SyntaxKind.TaggedTemplateExpression,
  compiler.SyntaxKind.BinaryExpression,
  compiler.SyntaxKind.TryStatement,
]);

/**
 * Opens files (absolute paths) and of what they import that which their SQL needs, or all of it. Throws DoctorError for a
 * file that cannot be read.
 */
export function openCode(
  root: string,
  paths: readonly string[],
  imports: "needed" | "all" = "needed",
): CodeProgram {
  const program = openProgram(
    root,
    paths,
    imports === "all" ? undefined : (resolver) => importsNeeded(paths, resolver),
  );
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
