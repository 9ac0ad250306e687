import type { ts } from "ts-morph";
import { ClassValue, thisAt } from "./classes.ts";
import { ColumnBuilder } from "./columns.ts";
import { invoked } from "./functions.ts";
import { isTrue } from "./lists.ts";
import { type Library, Names } from "./names.ts";
import { applied, prefixed, textOf, typeOf } from "./operators.ts";
import type { SchemaProgram, Syntax } from "./program.ts";
import { propertyOf } from "./properties.ts";
import { patternOf } from "./texts.ts";
import { Closure, Native, Plain, type Reader, type Scope, Unread, type Value } from "./values.ts";

/** How deep calls may lie in each other: a function that calls itself is not followed for ever. */
const deepest = 60;

/** How many calls are followed in all, and how long lists and texts may grow: nobody writes such a schema by mistake. */
const most = { calls: 100_000, items: 100_000, letters: 1_000_000 };

/**
 * Reads expressions: constants, objects, functions of the code and those of Drizzle that it knows. Nothing is
 * executed; what would need it is Unread.
 */
export class Evaluator implements Reader {
  readonly program: SchemaProgram;
  readonly syntax: Syntax;
  readonly names: Names;
  private depth = 0;
  private calls = 0;

  constructor(program: SchemaProgram, library: Library) {
    this.program = program;
    this.syntax = program.syntax;
    this.names = new Names(this, library);
  }

  evaluate(node: ts.Expression, scope: Scope | null): Value {
    // What is most frequent comes first.
    if (this.syntax.isIdentifier(node)) return this.names.valueOf(node, scope);
    if (this.syntax.isCallExpression(node)) return this.callOf(node, scope);
    if (this.syntax.isPropertyAccessExpression(node)) {
      const owner = this.evaluate(node.expression, scope);
      const isGone = (owner === undefined || owner === null) && node.questionDotToken !== undefined;
      return isGone ? undefined : propertyOf(owner, node.name.text, node);
    }
    if (this.syntax.isStringLiteralLike(node)) return node.text;
    if (this.syntax.isObjectLiteralExpression(node)) return this.object(node, scope);
    if (this.syntax.isArrowFunction(node) || this.syntax.isFunctionExpression(node))
      return new Closure(node, scope);
    const plain = constant(node, this.syntax);
    if (plain) return plain.value;
    if (this.syntax.isElementAccessExpression(node)) return this.element(node, scope);
    if (this.syntax.isArrayLiteralExpression(node)) return this.list(node.elements, scope);
    if (this.syntax.isTemplateExpression(node)) return this.template(node, scope);
    if (this.syntax.isTaggedTemplateExpression(node)) return this.tagged(node, scope);
    if (this.syntax.isNewExpression(node)) return this.instance(node, scope);
    if (this.syntax.isRegularExpressionLiteral(node)) return pattern(node);
    if (this.syntax.isClassExpression(node)) return new ClassValue(node, scope, this);
    if (node.kind === this.syntax.SyntaxKind.ThisKeyword) return thisAt(node, scope, this.syntax);
    const inner = wrapped(node, this.syntax);
    return inner ? this.evaluate(inner, scope) : this.operation(node, scope);
  }

  call(callee: Value, args: readonly Value[], node: ts.Node): Value {
    if (callee instanceof Unread) {
      const mayBeTable = args.some(holdsColumns);
      return mayBeTable ? new Unread(callee.why, callee.node, true) : callee;
    }
    if (callee instanceof Native) return callee.call({ args, node, reader: this });
    if (!(callee instanceof Closure)) return new Unread("it is no function that is known", node);
    if (this.depth >= deepest) return new Unread("the calls lie too deep in each other", node);
    if (this.calls >= most.calls) return new Unread("there are too many calls to follow", node);
    this.depth++;
    this.calls++;
    try {
      return suspected(invoked(callee, args, node, this), callee.node);
    } finally {
      this.depth--;
    }
  }

  private callOf(node: ts.CallExpression, scope: Scope | null): Value {
    if (isRequire(node, this.syntax)) return this.names.module(node.arguments[0] as ts.Expression);
    const callee = this.evaluate(node.expression, scope);
    return this.call(callee, this.list(node.arguments, scope), node);
  }

  private element(node: ts.ElementAccessExpression, scope: Scope | null): Value {
    const owner = this.evaluate(node.expression, scope);
    const key = this.evaluate(node.argumentExpression, scope);
    if (key instanceof Unread) return key;
    if (typeof key !== "string" && typeof key !== "number") return new Unread("its key is not known", node);
    return propertyOf(owner, String(key), node);
  }

  private list(elements: readonly ts.Expression[], scope: Scope | null): Value[] {
    let room = most.items;
    const list: Value[] = [];
    for (const element of elements) {
      if (!this.syntax.isSpreadElement(element)) {
        list.push(this.evaluate(element, scope));
        continue;
      }
      const spread = this.evaluate(element.expression, scope);
      if (Array.isArray(spread)) room -= spread.length;
      if (room < 0) list.push(new Unread("the list is too long to follow", element));
      else if (Array.isArray(spread)) for (const item of spread) list.push(item);
      else if (spread instanceof Unread) list.push(spread);
      else list.push(new Unread("what is spread there is no list that is known", element));
    }
    return list;
  }

  private object(node: ts.ObjectLiteralExpression, scope: Scope | null): Value {
    const object = new Plain();
    for (const property of node.properties) {
      if (this.syntax.isSpreadAssignment(property)) {
        spread(object, this.evaluate(property.expression, scope), property);
        continue;
      }
      const name = this.key(property.name, scope);
      if (name instanceof Unread) object.unread.push(name);
      else object.set(name, this.member(property, scope), property);
    }
    return object;
  }

  private key(name: ts.PropertyName, scope: Scope | null): string | Unread {
    if (!this.syntax.isComputedPropertyName(name)) return name.text;
    const key = this.evaluate(name.expression, scope);
    return typeof key === "object" && key !== null && !(key instanceof Unread)
      ? new Unread("its key is not known", name)
      : textOf(key, name);
  }

  private member(
    property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>,
    scope: Scope | null,
  ): Value {
    if (this.syntax.isPropertyAssignment(property)) return this.evaluate(property.initializer, scope);
    if (this.syntax.isShorthandPropertyAssignment(property)) return this.names.valueOf(property.name, scope);
    if (this.syntax.isMethodDeclaration(property)) return new Closure(property, scope);
    if (this.syntax.isGetAccessorDeclaration(property))
      return this.call(new Closure(property, scope), [], property);
    return new Unread("a property that is computed is not followed", property);
  }

  private template(node: ts.TemplateExpression, scope: Scope | null): Value {
    let text = node.head.text;
    for (const { expression, literal } of node.templateSpans) {
      const part = textOf(this.evaluate(expression, scope), expression);
      if (part instanceof Unread) return part;
      text += part + literal.text;
      if (text.length > most.letters) return new Unread("the text is too long to follow", node);
    }
    return text;
  }

  private tagged(node: ts.TaggedTemplateExpression, scope: Scope | null): Value {
    const tag = this.evaluate(node.tag, scope);
    const { template } = node;
    const isPlain = this.syntax.isNoSubstitutionTemplateLiteral(template);
    const texts = isPlain
      ? [template.text]
      : [template.head.text, ...template.templateSpans.map((span) => span.literal.text)];
    const values = isPlain ? [] : template.templateSpans.map((span) => this.evaluate(span.expression, scope));
    return this.call(tag, [texts, ...values], node);
  }

  private instance(node: ts.NewExpression, scope: Scope | null): Value {
    const callee = this.evaluate(node.expression, scope);
    const args = this.list(node.arguments ?? [], scope);
    if (callee instanceof ClassValue) return suspected(callee.made(args, node), callee.node);
    const made = callee instanceof Native ? callee.members.new : undefined;
    return made
      ? this.call(made, args, node)
      : new Unread("what is made there with new is not followed", node);
  }

  private operation(node: ts.Expression, scope: Scope | null): Value {
    if (this.syntax.isConditionalExpression(node)) {
      const condition = this.evaluate(node.condition, scope);
      if (condition instanceof Unread) return condition;
      return this.evaluate(isTrue(condition) ? node.whenTrue : node.whenFalse, scope);
    }
    if (this.syntax.isBinaryExpression(node)) return this.binary(node, scope);
    if (this.syntax.isPrefixUnaryExpression(node))
      return prefixed(node, this.evaluate(node.operand, scope), this.syntax);
    if (this.syntax.isTypeOfExpression(node)) return typeOf(this.evaluate(node.expression, scope));
    if (this.syntax.isVoidExpression(node)) return undefined;
    return new Unread("the expression is not followed", node);
  }

  private binary(node: ts.BinaryExpression, scope: Scope | null): Value {
    const left = this.evaluate(node.left, scope);
    const { kind } = node.operatorToken;
    const { SyntaxKind } = this.syntax;
    const decides =
      (kind === SyntaxKind.BarBarToken && !isTrue(left)) ||
      (kind === SyntaxKind.AmpersandAmpersandToken && isTrue(left)) ||
      (kind === SyntaxKind.QuestionQuestionToken && (left === undefined || left === null));
    const isShort =
      kind === SyntaxKind.BarBarToken ||
      kind === SyntaxKind.AmpersandAmpersandToken ||
      kind === SyntaxKind.QuestionQuestionToken;
    if (left instanceof Unread || (isShort && !decides)) return left;
    const right = this.evaluate(node.right, scope);
    return isShort ? right : applied(node, left, right, this.syntax);
  }
}

/** A literal that is no text. */
function constant(node: ts.Expression, syntax: Syntax): { readonly value: Value } | null {
  const { SyntaxKind } = syntax;
  if (syntax.isNumericLiteral(node)) return { value: Number(node.text) };
  if (syntax.isBigIntLiteral(node)) return { value: BigInt(node.text.slice(0, -1)) };
  if (node.kind === SyntaxKind.TrueKeyword) return { value: true };
  if (node.kind === SyntaxKind.FalseKeyword) return { value: false };
  return node.kind === SyntaxKind.NullKeyword ? { value: null } : null;
}

function pattern(node: ts.RegularExpressionLiteral): Value {
  const { text } = node;
  const end = text.lastIndexOf("/");
  return (
    patternOf(text.slice(1, end), text.slice(end + 1)) ?? new Unread("the pattern is not followed", node)
  );
}

/** The expression in parentheses, in an assertion of types. */
function wrapped(node: ts.Expression, syntax: Syntax): ts.Expression | null {
  return syntax.isParenthesizedExpression(node) ||
    syntax.isAsExpression(node) ||
    syntax.isSatisfiesExpression(node) ||
    syntax.isTypeAssertionExpression(node) ||
    syntax.isNonNullExpression(node) ||
    syntax.isExpressionWithTypeArguments(node)
    ? node.expression
    : null;
}

function isRequire(node: ts.CallExpression, syntax: Syntax): boolean {
  if (!syntax.isIdentifier(node.expression) || node.expression.text !== "require") return false;
  const [only] = node.arguments;
  return only !== undefined && syntax.isStringLiteralLike(only);
}

function spread(object: Plain, value: Value, node: ts.SpreadAssignment): void {
  if (value instanceof Plain) {
    for (const [name, member] of value.members) object.set(name, member.value, member.node);
    object.unread.push(...value.unread);
  } else if (value instanceof Unread) object.unread.push(value);
  else if (value !== undefined && value !== null && value !== false)
    object.unread.push(new Unread("what is spread there is no object that is known", node));
}

/** What could not be read of a function or class that makes tables may be one. */
function suspected(value: Value, maker: ts.Node): Value {
  const isSuspect =
    value instanceof Unread &&
    !value.mayBeTable &&
    maker.getSourceFile().text.includes("drizzle-orm") &&
    /\b(?!get)\w*[tT]able\w*\s*\(/.test(maker.getText());
  return isSuspect ? new Unread(value.why, value.node, true) : value;
}

/** Whether an argument may be the columns of a table. */
function holdsColumns(value: Value): boolean {
  return (
    value instanceof Plain &&
    [...value.members.values()].some((member) => member.value instanceof ColumnBuilder)
  );
}
