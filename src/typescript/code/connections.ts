import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { driverOf, isKnownFile } from "../resolution.ts";
import { bare, type CodeProgram } from "./program.ts";
import { propertyOf } from "./written.ts";

/** A call that opens a database. */
export interface Opened {
  readonly node: ts.Expression;
  readonly driver: string;
  /** What names the database. */
  readonly target: ts.Expression | null;
  readonly options: ts.Expression | null;
}

/** Finds where databases are opened. */
export function findOpened(program: CodeProgram): Opened[] {
  const made = program.nodes.get(compiler.SyntaxKind.NewExpression) ?? [];
  const called = program.nodes.get(compiler.SyntaxKind.CallExpression) ?? [];
  return [...made, ...called].flatMap((node): Opened[] => {
    if (compiler.isNewExpression(node)) return mayBeDriver(node, program) ? newDatabase(node, program) : [];
    if (!compiler.isCallExpression(node)) return [];
    // better-sqlite3 does without `new`, too.
    return isConstructor(node, program) ? newDatabase(node, program) : calledOpen(node, program);
  });
}

/** Whether what is called or made has a name that may stand for a driver's: no function, no class of the language. */
function mayBeDriver(
  { expression }: ts.NewExpression | ts.CallExpression,
  { symbolOf }: CodeProgram,
): boolean {
  const callee = bare(expression);
  if (!compiler.isIdentifier(callee)) return true;
  const declaration = symbolOf(callee)?.valueDeclaration;
  if (!declaration || compiler.isFunctionLike(declaration)) return false;
  const { fileName } = declaration.getSourceFile();
  return !isKnownFile(fileName) || driverOf(fileName) !== null;
}

function isConstructor(node: ts.CallExpression, program: CodeProgram): boolean {
  const callee = bare(node.expression);
  if (!compiler.isIdentifier(callee) || !mayBeDriver(node, program)) return false;
  return program.checker.getTypeAtLocation(callee).symbol?.getName() === "DatabaseConstructor";
}

function newDatabase(node: ts.NewExpression | ts.CallExpression, { checker }: CodeProgram): Opened[] {
  // What is made is asked of what makes it: to ask the call, the checker would look into all it is given.
  const made = compiler.isNewExpression(node)
    ? checker.getTypeAtLocation(node.expression).getConstructSignatures()
    : checker.getTypeAtLocation(node.expression).getCallSignatures();
  const { symbol } = made[0]?.getReturnType() ?? {};
  const declaration = symbol?.declarations?.[0];
  const driver = declaration ? driverOf(declaration.getSourceFile().fileName) : null;
  if (!symbol || driver === null || !/^Database(?:Sync)?$/.test(symbol.getName())) return [];
  const [target = null, options = null] = node.arguments ?? [];
  return [{ node, driver, target, options }];
}

/** `open({ filename })` of sqlite, `createClient({ url })` of libsql. */
function calledOpen(node: ts.CallExpression, program: CodeProgram): Opened[] {
  const callee = bare(node.expression);
  if (!compiler.isIdentifier(callee)) return [];
  const declaration = program.symbolOf(callee)?.valueDeclaration;
  const driver = declaration ? driverOf(declaration.getSourceFile().fileName) : null;
  const [options] = node.arguments;
  if (driver === null || !options || !/^(?:open|createClient)$/.test(callee.text)) return [];
  const plain = bare(options);
  const target = propertyOf(plain, "filename") ?? propertyOf(plain, "url");
  return [{ node, driver, target, options }];
}

/** What names a database: the text, quoted, where it is known, else as written. */
export function shownTarget(target: ts.Expression, { checker }: CodeProgram): string {
  const type = checker.getTypeAtLocation(target);
  return type.isStringLiteral() ? JSON.stringify(type.value) : target.getText();
}

/** What the code sets with `configure("busyTimeout", 5000)`, the way of sqlite3. */
export function configured(program: CodeProgram): string[] {
  return program.callsNamed("configure").flatMap(({ arguments: [option] }) => {
    return option && compiler.isStringLiteral(option) ? [option.text] : [];
  });
}

/** An environment variable that a value comes from, read without a value to fall back on. */
export interface VariableRead {
  readonly name: string;
  readonly node: ts.Node;
}

/** The environment variables that an expression depends on. */
export function variablesIn(target: ts.Expression, program: CodeProgram): VariableRead[] {
  const found: VariableRead[] = [];
  const seen = new Set<ts.Node>();
  const visit = (node: ts.Node, depth: number): void => {
    if (seen.has(node) || depth > 6) return;
    seen.add(node);
    if (compiler.isConditionalExpression(node) || (compiler.isBinaryExpression(node) && isFallback(node)))
      return;
    const name = variableName(node);
    if (name !== null) found.push({ name, node });
    else if (compiler.isIdentifier(node)) follow(node, depth);
    else if (compiler.isPropertyAccessExpression(node)) {
      follow(node.name, depth);
      visit(node.expression, depth);
    } else compiler.forEachChild(node, (child) => visit(child, depth));
  };
  const follow = (name: ts.Node, depth: number): void => {
    const declaration = program.symbolOf(name)?.valueDeclaration;
    const holdsValue =
      declaration &&
      (compiler.isVariableDeclaration(declaration) ||
        compiler.isPropertyAssignment(declaration) ||
        compiler.isPropertyDeclaration(declaration));
    if (holdsValue && declaration.initializer) visit(declaration.initializer, depth + 1);
    if (declaration && compiler.isBindingElement(declaration) && !declaration.initializer) {
      const source = declaration.parent.parent;
      const isEnvironment =
        compiler.isVariableDeclaration(source) && source.initializer?.getText() === "process.env";
      if (isEnvironment)
        found.push({ name: (declaration.propertyName ?? declaration.name).getText(), node: declaration });
    }
  };
  visit(target, 0);
  return found;
}

function isFallback({ operatorToken }: ts.BinaryExpression): boolean {
  const { kind } = operatorToken;
  return kind === compiler.SyntaxKind.QuestionQuestionToken || kind === compiler.SyntaxKind.BarBarToken;
}

/** The variable that `process.env.NAME`, `process.env["NAME"]` or `Bun.env.NAME` reads. */
function variableName(node: ts.Node): string | null {
  const isAccess = compiler.isPropertyAccessExpression(node) || compiler.isElementAccessExpression(node);
  if (!isAccess || !/^(?:process|Bun|import\.meta)\.env$/.test(node.expression.getText())) return null;
  if (compiler.isPropertyAccessExpression(node)) return node.name.text;
  return compiler.isStringLiteral(node.argumentExpression) ? node.argumentExpression.text : null;
}
