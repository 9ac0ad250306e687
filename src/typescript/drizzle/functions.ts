import type { ts } from "ts-morph";
import { effect } from "./effects.ts";
import { isTrue } from "./lists.ts";
import { destructured } from "./patterns.ts";
import type { Syntax } from "./program.ts";
import { inside } from "./scopes.ts";
import { Closure, type Reader, type Scope, Unread, type Value } from "./values.ts";

/** What a function of the code returns for these arguments, where its body only names things and returns. */
export function invoked(closure: Closure, args: readonly Value[], node: ts.Node, reader: Reader): Value {
  const { node: definition } = closure;
  if (!definition.body || definition.asteriskToken || isAsync(definition, reader.syntax))
    return new Unread("the function is not followed", node);
  const scope = inside(closure.scope);
  definition.parameters.forEach((parameter, i) => {
    const given = parameter.dotDotDotToken ? args.slice(i) : args[i];
    const value =
      given === undefined && parameter.initializer ? reader.evaluate(parameter.initializer, scope) : given;
    bind(parameter, value, scope, reader);
  });
  if (!reader.syntax.isBlock(definition.body)) return reader.evaluate(definition.body, scope);
  const left = run(definition.body.statements, scope, reader);
  return left ? left.value : undefined;
}

function isAsync(node: ts.FunctionLikeDeclaration, syntax: Syntax): boolean {
  return node.modifiers?.some(({ kind }) => kind === syntax.SyntaxKind.AsyncKeyword) ?? false;
}

/** Gives the names of a parameter or variable their values. */
function bind(
  declaration: ts.ParameterDeclaration | ts.VariableDeclaration | ts.BindingElement,
  value: Value,
  scope: Scope,
  reader: Reader,
): void {
  if (reader.syntax.isIdentifier(declaration.name)) {
    scope.bindings.set(declaration, value);
    return;
  }
  for (const element of declaration.name.elements) {
    if (reader.syntax.isOmittedExpression(element)) continue;
    bind(element, destructured(value, element, scope, reader), scope, reader);
  }
}

/** What leaves a function: a value it returns, or that it could not be followed. */
interface Left {
  readonly value: Value;
}

function run(statements: readonly ts.Statement[], scope: Scope, reader: Reader): Left | null {
  for (const statement of statements)
    if (reader.syntax.isFunctionDeclaration(statement))
      scope.bindings.set(statement, new Closure(statement, scope));
  for (const statement of statements) {
    const left = step(statement, scope, reader);
    if (left) return left;
  }
  return null;
}

function step(statement: ts.Statement, scope: Scope, reader: Reader): Left | null {
  if (reader.syntax.isReturnStatement(statement))
    return { value: statement.expression && reader.evaluate(statement.expression, scope) };
  if (reader.syntax.isVariableStatement(statement)) {
    for (const declaration of statement.declarationList.declarations) {
      const value = declaration.initializer && reader.evaluate(declaration.initializer, scope);
      bind(declaration, value, scope, reader);
    }
    return null;
  }
  if (reader.syntax.isBlock(statement)) return run(statement.statements, scope, reader);
  if (reader.syntax.isIfStatement(statement)) {
    const condition = reader.evaluate(statement.expression, scope);
    if (condition instanceof Unread) return { value: condition };
    const next = isTrue(condition) ? statement.thenStatement : statement.elseStatement;
    return next ? step(next, scope, reader) : null;
  }
  if (reader.syntax.isForOfStatement(statement)) return loop(statement, scope, reader);
  if (reader.syntax.isSwitchStatement(statement)) return chosen(statement, scope, reader);
  // What is followed throws nothing.
  if (reader.syntax.isTryStatement(statement) && !statement.finallyBlock)
    return run(statement.tryBlock.statements, scope, reader);
  if (reader.syntax.isExpressionStatement(statement)) {
    const unread = effect(statement.expression, scope, reader);
    return unread && { value: unread };
  }
  const isSilent =
    reader.syntax.isFunctionDeclaration(statement) ||
    reader.syntax.isTypeAliasDeclaration(statement) ||
    reader.syntax.isInterfaceDeclaration(statement) ||
    reader.syntax.isEmptyStatement(statement);
  return isSilent ? null : { value: new Unread("what the function does there is not followed", statement) };
}

/** The clause of a switch that is meant, and those it falls through to, up to the first break. */
function chosen(statement: ts.SwitchStatement, scope: Scope, reader: Reader): Left | null {
  const value = reader.evaluate(statement.expression, scope);
  if (value instanceof Unread) return { value };
  const { clauses } = statement.caseBlock;
  const isMeant = (clause: ts.CaseOrDefaultClause): boolean =>
    reader.syntax.isCaseClause(clause) && reader.evaluate(clause.expression, scope) === value;
  const meant = clauses.findIndex(isMeant);
  const first = meant >= 0 ? meant : clauses.findIndex((clause) => reader.syntax.isDefaultClause(clause));
  const statements = (first < 0 ? [] : clauses.slice(first))
    .flatMap((clause) => [...clause.statements])
    .flatMap((each) => (reader.syntax.isBlock(each) ? [...each.statements] : [each]));
  const end = statements.findIndex((each) => reader.syntax.isBreakStatement(each));
  return run(end < 0 ? statements : statements.slice(0, end), scope, reader);
}

function loop(statement: ts.ForOfStatement, scope: Scope, reader: Reader): Left | null {
  const list = reader.evaluate(statement.expression, scope);
  const [declaration] = reader.syntax.isVariableDeclarationList(statement.initializer)
    ? statement.initializer.declarations
    : [];
  if (!Array.isArray(list) || !declaration)
    return {
      value: list instanceof Unread ? list : new Unread("what it goes through is not known", statement),
    };
  for (const item of list) {
    const own = inside(scope);
    bind(declaration, item, own, reader);
    const left = step(statement.statement, own, reader);
    if (left) return left;
  }
  return null;
}
