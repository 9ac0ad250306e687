import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { bare, type CodeProgram, type FunctionNode, isFunction } from "./program.ts";
import { filesRead } from "./read-file.ts";

/** A part of a text that is known only when the program runs. */
export interface Hole {
  readonly node: ts.Expression;
  /** The parameter it is, unchanged. */
  readonly parameter: ts.ParameterDeclaration | null;
}

/** A text as far as it is known. */
export interface Text {
  readonly pieces: readonly (string | Hole)[];
  /** Where its first words stand. */
  readonly from: ts.Node | null;
}

/** What parameters stand for inside a function that is being looked into. */
type Filling = ReadonlyMap<
  ts.ParameterDeclaration,
  { readonly value: ts.Expression; readonly filling: Filling }
>;

const most = 12;
const deepest = 8;
const nothing: Filling = new Map();

/** Works out what texts an expression may be: all of them, as far as constants and branches tell. */
export class Texts {
  private readonly program: CodeProgram;
  /** What the callers of a function hand over for a parameter. */
  private readonly handedOver: (parameter: ts.ParameterDeclaration) => readonly ts.Expression[];

  constructor(program: CodeProgram, handedOver: Texts["handedOver"]) {
    this.program = program;
    this.handedOver = handedOver;
  }

  /** The texts an expression may be. A parameter of a function around stays a hole unless `callers` may be asked. */
  of(node: ts.Expression, { callers = true }: { callers?: boolean } = {}): Text[] {
    return this.texts(node, nothing, 0, callers).slice(0, most);
  }

  private texts(wrapped: ts.Expression, filling: Filling, depth: number, callers: boolean): Text[] {
    const node = bare(wrapped);
    const again = (next: ts.Expression): Text[] => this.texts(next, filling, depth + 1, callers);
    if (depth > deepest) return [hole(node)];
    if (compiler.isStringLiteral(node) || compiler.isNoSubstitutionTemplateLiteral(node))
      return [literal(node.text, node)];
    if (compiler.isTemplateExpression(node)) return this.template(node, again);
    if (compiler.isTaggedTemplateExpression(node)) {
      const { template } = node;
      return compiler.isTemplateExpression(template)
        ? this.template(template, again)
        : [literal(template.text, template)];
    }
    if (compiler.isBinaryExpression(node)) return this.binary(node, again);
    if (compiler.isConditionalExpression(node)) return [...again(node.whenTrue), ...again(node.whenFalse)];
    if (compiler.isIdentifier(node)) return this.named(node, filling, depth, callers);
    if (compiler.isPropertyAccessExpression(node)) return this.property(node, filling, depth, callers);
    if (compiler.isElementAccessExpression(node)) return this.element(node, again);
    if (compiler.isCallExpression(node)) return this.call(node, filling, depth, callers);
    return this.byType(node);
  }

  private template(node: ts.TemplateExpression, again: (next: ts.Expression) => Text[]): Text[] {
    let texts: Text[] = [literal(node.head.text, node)];
    for (const { expression, literal: tail } of node.templateSpans) {
      texts = joined(joined(texts, again(expression)), [literal(tail.text, node)]);
    }
    return texts.map(({ pieces }) => ({ pieces, from: node }));
  }

  private binary(node: ts.BinaryExpression, again: (next: ts.Expression) => Text[]): Text[] {
    const { operatorToken, left, right } = node;
    switch (operatorToken.kind) {
      case compiler.SyntaxKind.PlusToken:
        return joined(again(left), again(right));
      case compiler.SyntaxKind.AmpersandAmpersandToken:
        return [...again(right), literal("", node)];
      case compiler.SyntaxKind.BarBarToken:
      case compiler.SyntaxKind.QuestionQuestionToken:
        return [...again(left), ...again(right)];
      case compiler.SyntaxKind.EqualsToken:
        return again(right);
      default:
        return this.byType(node);
    }
  }

  private named(node: ts.Identifier, filling: Filling, depth: number, callers: boolean): Text[] {
    const declaration = this.program.symbolOf(node)?.valueDeclaration;
    if (!declaration) return [hole(node)];
    if (compiler.isParameter(declaration)) return this.parameter(node, declaration, filling, depth, callers);
    if (compiler.isVariableDeclaration(declaration)) return this.variable(node, declaration, depth, callers);
    if (compiler.isBindingElement(declaration)) {
      const property = this.program.checker
        .getTypeAtLocation(declaration.parent)
        .getProperty(nameOf(declaration));
      return this.declared(property?.valueDeclaration, node, depth, callers);
    }
    return this.declared(declaration, node, depth, callers);
  }

  private parameter(
    node: ts.Identifier,
    declaration: ts.ParameterDeclaration,
    filling: Filling,
    depth: number,
    callers: boolean,
  ): Text[] {
    const filled = filling.get(declaration);
    if (filled) return this.texts(filled.value, filled.filling, depth + 1, callers);
    const byType = this.literalTexts(node);
    if (byType) return byType;
    const unknown: Text = { pieces: [{ node, parameter: declaration }], from: null };
    if (!callers) return [unknown];
    const values = this.elementsOver(declaration) ?? this.handedOver(declaration);
    const texts = values.slice(0, most).flatMap((value) => this.texts(value, nothing, depth + 1, callers));
    return texts.length > 0 ? texts : [unknown];
  }

  /** The elements of a constant list that a callback is called with. */
  private elementsOver(parameter: ts.ParameterDeclaration): readonly ts.Expression[] | null {
    const callback = parameter.parent;
    const call = callback.parent;
    if (!call || !compiler.isCallExpression(call) || !compiler.isPropertyAccessExpression(call.expression))
      return null;
    if (
      callback.parameters[0] !== parameter ||
      !/^(?:forEach|map|flatMap|every|some)$/.test(call.expression.name.text)
    )
      return null;
    return (
      this.listOf(call.expression.expression)?.elements.filter(
        (element) => !compiler.isSpreadElement(element),
      ) ?? null
    );
  }

  private variable(
    node: ts.Identifier,
    declaration: ts.VariableDeclaration,
    depth: number,
    callers: boolean,
  ): Text[] {
    const { initializer, parent } = declaration;
    const over = parent.parent;
    if (compiler.isForOfStatement(over)) {
      const list = this.listOf(over.expression);
      return list
        ? list.elements.flatMap((element) => this.texts(element, nothing, depth + 1, callers))
        : [hole(node)];
    }
    const isConst = (parent.flags & compiler.NodeFlags.Const) !== 0;
    const first = initializer ? this.texts(initializer, nothing, depth + 1, callers) : [];
    if (isConst) return first.length > 0 ? first : [hole(node)];
    return this.assigned(node, declaration, first, depth, callers);
  }

  /** A variable that is assigned to: each value it gets, with and without what is appended to it. */
  private assigned(
    node: ts.Identifier,
    declaration: ts.VariableDeclaration,
    first: readonly Text[],
    depth: number,
    callers: boolean,
  ): Text[] {
    const symbol = this.program.symbolOf(declaration.name);
    const bases = [...first];
    let appended: Text[] = [literal("", node)];
    for (const change of this.program.nodes.get(compiler.SyntaxKind.BinaryExpression) ?? []) {
      if (!compiler.isBinaryExpression(change) || !compiler.isIdentifier(change.left)) continue;
      if (change.left.text !== node.text || this.program.symbolOf(change.left) !== symbol) continue;
      if (change.pos > node.pos) continue;
      const { kind } = change.operatorToken;
      const isSum = kind === compiler.SyntaxKind.PlusEqualsToken;
      if (!isSum && kind !== compiler.SyntaxKind.EqualsToken) continue;
      // `sql = sql + …` says the same as `sql += …`.
      const added = isSum ? change.right : continued(change, node.text);
      const texts = this.texts(added ?? change.right, nothing, depth + 1, callers);
      if (added) appended = joined(appended, texts).slice(0, 4);
      else bases.push(...texts);
    }
    if (bases.length === 0) return [hole(node)];
    const whole = joined(bases, appended);
    const isPlain = appended.every(({ pieces }) => pieces.every((piece) => piece === ""));
    return isPlain ? bases : [...whole, ...bases];
  }

  private property(
    node: ts.PropertyAccessExpression,
    filling: Filling,
    depth: number,
    callers: boolean,
  ): Text[] {
    const declaration = this.program.symbolOf(node.name)?.valueDeclaration;
    // A property of what a caller handed over: `run({ sql: "…" })`.
    const base = bare(node.expression);
    if (compiler.isIdentifier(base)) {
      const parameter = this.program.symbolOf(base)?.valueDeclaration;
      const filled = parameter && compiler.isParameter(parameter) ? filling.get(parameter) : undefined;
      const value = filled && propertyOf(bare(filled.value), node.name.text);
      if (filled && value) return this.texts(value, filled.filling, depth + 1, callers);
    }
    return this.declared(declaration, node, depth, callers);
  }

  private element(node: ts.ElementAccessExpression, again: (next: ts.Expression) => Text[]): Text[] {
    const object = this.objectOf(node.expression);
    const key = bare(node.argumentExpression);
    if (!object) return this.byType(node);
    if (compiler.isStringLiteral(key)) {
      const value = propertyOf(object, key.text);
      return value ? again(value) : [hole(node)];
    }
    const values = object.properties.flatMap((property) =>
      compiler.isPropertyAssignment(property) ? [property.initializer] : [],
    );
    return values.length > 0 && values.length <= most ? values.flatMap(again) : this.byType(node);
  }

  private objectOf(node: ts.Expression): ts.ObjectLiteralExpression | null {
    const plain = bare(node);
    if (compiler.isObjectLiteralExpression(plain)) return plain;
    const declaration = this.program.symbolOf(plain)?.valueDeclaration;
    const initializer =
      declaration && compiler.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    const value = initializer && bare(initializer);
    return value && compiler.isObjectLiteralExpression(value) ? value : null;
  }

  /** What something declared with a value is. */
  private declared(
    declaration: ts.Declaration | undefined,
    node: ts.Expression,
    depth: number,
    callers: boolean,
  ): Text[] {
    if (!declaration) return this.byType(node);
    if (compiler.isPropertyAssignment(declaration))
      return this.texts(declaration.initializer, nothing, depth + 1, callers);
    if (compiler.isShorthandPropertyAssignment(declaration)) {
      const value = this.program.checker.getShorthandAssignmentValueSymbol(declaration)?.valueDeclaration;
      if (value && compiler.isVariableDeclaration(value) && value.initializer)
        return this.texts(value.initializer, nothing, depth + 1, callers);
    }
    const holdsValue =
      compiler.isPropertyDeclaration(declaration) || compiler.isVariableDeclaration(declaration);
    if (holdsValue && declaration.initializer)
      return this.texts(declaration.initializer, nothing, depth + 1, callers);
    return this.byType(node);
  }

  private call(node: ts.CallExpression, filling: Filling, depth: number, callers: boolean): Text[] {
    const callee = bare(node.expression);
    const again = (next: ts.Expression): Text[] => this.texts(next, filling, depth + 1, callers);
    const read = filesRead(node, this.program);
    if (read) return [literal(read, node)];
    if (compiler.isPropertyAccessExpression(callee)) {
      const method = callee.name.text;
      const [argument] = node.arguments;
      if (/^(?:trim|trimEnd|trimStart|toString|repeat|normalize)$/.test(method))
        return again(callee.expression);
      if (method === "join") {
        const separator = argument ? bare(argument) : undefined;
        const between = separator && compiler.isStringLiteralLike(separator) ? separator.text : ",";
        return this.items(callee.expression, filling, depth + 1, callers).map((items) =>
          sequence(items, between, node),
        );
      }
      if (method === "concat")
        return node.arguments.reduce((texts, next) => joined(texts, again(next)), again(callee.expression));
      if (
        /^replace(?:All)?$/.test(method) &&
        argument &&
        compiler.isRegularExpressionLiteral(argument) &&
        /^\/\\s[+*]?\//.test(argument.text)
      )
        return again(callee.expression);
    }
    return this.returned(node, callee, filling, depth, callers) ?? this.byType(node);
  }

  /** What a function of the project returns, if it does nothing else. */
  private returned(
    node: ts.CallExpression,
    callee: ts.Expression,
    filling: Filling,
    depth: number,
    callers: boolean,
  ): Text[] | null {
    const target = functionOf(callee, this.program);
    const value = target && onlyReturn(target);
    if (!target || !value) return null;
    const inner: Filling = new Map(
      target.parameters.flatMap((parameter, i) => {
        const argument = node.arguments[i] ?? parameter.initializer;
        return argument && compiler.isIdentifier(parameter.name)
          ? [[parameter, { value: argument, filling }] as const]
          : [];
      }),
    );
    return this.texts(value, inner, depth + 1, callers);
  }

  /** The lists of texts that an expression may be. */
  private items(wrapped: ts.Expression, filling: Filling, depth: number, callers: boolean): Text[][] {
    const node = bare(wrapped);
    const unknown: Text[][] = [[hole(node)]];
    if (depth > deepest) return unknown;
    const list = this.listOf(node);
    if (list) return this.listed(list, node, filling, depth, callers);
    if (!compiler.isCallExpression(node)) return unknown;
    const callee = bare(node.expression);
    const [first, second] = node.arguments;
    if (compiler.isPropertyAccessExpression(callee)) {
      const method = callee.name.text;
      if (method === "filter" || method === "concat" || method === "slice" || method === "reverse")
        return this.items(callee.expression, filling, depth + 1, callers);
      if (method === "fill" && first)
        return this.texts(first, filling, depth + 1, callers).map((text) => [text]);
      if (method === "from" && second) return this.mapped(second, null, filling, depth, callers);
      if (/^(?:flatM|m)ap$/.test(method) && first)
        return this.mapped(first, callee.expression, filling, depth, callers);
    }
    return unknown;
  }

  private mapped(
    callback: ts.Expression,
    over: ts.Expression | null,
    filling: Filling,
    depth: number,
    callers: boolean,
  ): Text[][] {
    const target =
      functionOf(bare(callback), this.program) ??
      (isFunction(bare(callback)) ? (bare(callback) as FunctionNode) : null);
    const value = target && onlyReturn(target);
    if (!target || !value) return [[hole(callback)]];
    const elements = over && this.listOf(over)?.elements;
    const [parameter] = target.parameters;
    if (!elements || !parameter || elements.some(compiler.isSpreadElement))
      return this.texts(value, filling, depth + 1, callers).map((text) => [text]);
    const items = elements.map((element) => {
      const inner: Filling = new Map([...filling, [parameter, { value: element, filling }]]);
      return this.texts(value, inner, depth + 1, callers)[0] ?? hole(element);
    });
    return [items];
  }

  private listed(
    list: ts.ArrayLiteralExpression,
    node: ts.Expression,
    filling: Filling,
    depth: number,
    callers: boolean,
  ): Text[][] {
    const written = list.elements.map((element) =>
      compiler.isSpreadElement(element)
        ? (this.items(element.expression, filling, depth + 1, callers)[0] ?? [])
        : [this.texts(element, filling, depth + 1, callers)[0] ?? hole(element)],
    );
    const start = written.flat();
    const pushed = this.pushed(node, depth, callers);
    return pushed.length > 0 ? [[...start, ...pushed], start] : [start];
  }

  /** What is pushed into a list that has a name. */
  private pushed(node: ts.Expression, depth: number, callers: boolean): Text[] {
    if (!compiler.isIdentifier(node)) return [];
    const symbol = this.program.symbolOf(node);
    return (this.program.nodes.get(compiler.SyntaxKind.CallExpression) ?? []).flatMap((call) => {
      if (!compiler.isCallExpression(call) || !compiler.isPropertyAccessExpression(call.expression))
        return [];
      const { expression, name } = call.expression;
      if (name.text !== "push" || !compiler.isIdentifier(expression) || expression.text !== node.text)
        return [];
      if (this.program.symbolOf(expression) !== symbol) return [];
      return call.arguments.map(
        (argument) => this.texts(argument, nothing, depth + 1, callers)[0] ?? hole(argument),
      );
    });
  }

  private listOf(node: ts.Expression): ts.ArrayLiteralExpression | null {
    const plain = bare(node);
    if (compiler.isArrayLiteralExpression(plain)) return plain;
    const declaration = this.program.symbolOf(
      compiler.isPropertyAccessExpression(plain) ? plain.name : plain,
    )?.valueDeclaration;
    const holdsValue =
      declaration &&
      (compiler.isVariableDeclaration(declaration) ||
        compiler.isPropertyDeclaration(declaration) ||
        compiler.isPropertyAssignment(declaration));
    const value = holdsValue && declaration.initializer ? bare(declaration.initializer) : undefined;
    return value && compiler.isArrayLiteralExpression(value) ? value : null;
  }

  /** What is known by its type: one of some texts or numbers. */
  private byType(node: ts.Expression): Text[] {
    return this.literalTexts(node) ?? [hole(node)];
  }

  private literalTexts(node: ts.Expression): Text[] | null {
    const type = this.program.checker.getTypeAtLocation(node);
    const members = type.isUnion() ? type.types : [type];
    const isKnown =
      members.length <= most &&
      members.every((member) => member.isStringLiteral() || member.isNumberLiteral());
    if (!isKnown) return null;
    return members.map((member) => literal(String((member as ts.LiteralType).value), node));
  }
}

function literal(text: string, from: ts.Node): Text {
  return { pieces: [text], from };
}

function hole(node: ts.Expression): Text {
  return { pieces: [{ node, parameter: null }], from: null };
}

/** Every text of the first followed by every one of the second. */
function joined(first: readonly Text[], second: readonly Text[]): Text[] {
  return first
    .flatMap((a) => second.map((b) => ({ pieces: [...a.pieces, ...b.pieces], from: a.from ?? b.from })))
    .slice(0, most);
}

function sequence(items: readonly Text[], between: string, node: ts.Node): Text {
  const pieces = items.flatMap((item, i) => (i === 0 ? item.pieces : [between, ...item.pieces]));
  return { pieces: pieces.length === 0 ? [""] : pieces, from: items[0]?.from ?? node };
}

/** What an assignment adds behind the variable itself, or null. */
function continued({ right }: ts.BinaryExpression, name: string): ts.Expression | null {
  const value = bare(right);
  if (compiler.isBinaryExpression(value) && value.operatorToken.kind === compiler.SyntaxKind.PlusToken) {
    return compiler.isIdentifier(value.left) && value.left.text === name ? value.right : null;
  }
  return null;
}

function nameOf({ propertyName, name }: ts.BindingElement): string {
  const node = propertyName ?? name;
  return compiler.isIdentifier(node) ? node.text : "";
}

/** The value of a property of an object that is written out. */
export function propertyOf(node: ts.Expression, name: string): ts.Expression | null {
  if (!compiler.isObjectLiteralExpression(node)) return null;
  for (const property of node.properties) {
    if (!property.name || !(compiler.isIdentifier(property.name) || compiler.isStringLiteral(property.name)))
      continue;
    if (property.name.text !== name) continue;
    if (compiler.isPropertyAssignment(property)) return property.initializer;
    if (compiler.isShorthandPropertyAssignment(property)) return property.name;
  }
  return null;
}

/** The function of the project that a name or property stands for, as it is written out. */
export function functionOf(callee: ts.Expression, program: CodeProgram): FunctionNode | null {
  const found = functionNamed(callee, program);
  return found?.body ? found : null;
}

function functionNamed(callee: ts.Expression, program: CodeProgram): FunctionNode | null {
  if (isFunction(callee)) return callee;
  const name = compiler.isPropertyAccessExpression(callee) ? callee.name : callee;
  const declaration = program.symbolOf(name)?.valueDeclaration;
  if (!declaration) return null;
  if (isFunction(declaration)) return declaration;
  const holdsValue =
    compiler.isVariableDeclaration(declaration) ||
    compiler.isPropertyAssignment(declaration) ||
    compiler.isPropertyDeclaration(declaration);
  const value = holdsValue && declaration.initializer ? bare(declaration.initializer) : undefined;
  return value && isFunction(value) ? value : null;
}

function onlyReturn({ body }: FunctionNode): ts.Expression | null {
  if (!body) return null;
  if (!compiler.isBlock(body)) return body;
  const returns = body.statements.filter(compiler.isReturnStatement);
  const [only] = returns;
  return returns.length === 1 && body.statements.length <= 4 ? (only?.expression ?? null) : null;
}
