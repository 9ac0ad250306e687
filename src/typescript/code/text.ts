import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { fragmentIn, isFragment } from "./fragments.ts";
import { deeper, Lists, unfilled } from "./lists.ts";
import {
  deepest,
  type Filling,
  hole,
  joined,
  literal,
  most,
  sequence,
  type Text,
  type View,
  written,
} from "./parts.ts";
import { bare, type CodeProgram } from "./program.ts";
import { sqlImported, sqlRead } from "./read-file.ts";
import { functionOf, listOf, objectOf, onlyReturn, propertyOf } from "./written.ts";

/** Works out what texts an expression may be: all of them, as far as constants and branches tell. */
export class Texts {
  private readonly program: CodeProgram;
  /** What the callers of a function hand over for a parameter. */
  private readonly lists: Lists;
  /** The literals that the last question was answered with. */
  readonly read = new Set<ts.Node>();
  private readonly handedOver: (parameter: ts.ParameterDeclaration) => readonly ts.Expression[];

  constructor(program: CodeProgram, handedOver: Texts["handedOver"]) {
    this.program = program;
    this.handedOver = handedOver;
    this.lists = new Lists(program, (node, view) => this.texts(node, view));
  }

  /** The texts an expression may be. A parameter of a function around stays a hole unless `callers` may be asked. */
  of(node: ts.Expression, { callers = true }: { callers?: boolean } = {}): Text[] {
    this.read.clear();
    return this.texts(node, { filling: new Map(), depth: 0, callers }).slice(0, most);
  }

  private texts(wrapped: ts.Expression, view: View): Text[] {
    const node = bare(wrapped);
    const again = (next: ts.Expression): Text[] => this.texts(next, deeper(view));
    if (view.depth > deepest) return [hole(node)];
    this.read.add(compiler.isTaggedTemplateExpression(node) ? node.template : node);
    if (compiler.isStringLiteral(node) || compiler.isNoSubstitutionTemplateLiteral(node))
      return [literal(node.text, node)];
    if (compiler.isTemplateExpression(node)) return this.template(node, again);
    if (compiler.isTaggedTemplateExpression(node)) {
      const { template } = node;
      // A tag binds what it is given, but for what is SQL itself.
      return compiler.isTemplateExpression(template)
        ? this.template(template, (next) =>
            isFragment(next, this.program) ? again(fragmentIn(next)) : [hole(next)],
          )
        : [literal(template.text, template)];
    }
    if (compiler.isBinaryExpression(node)) return this.binary(node, again);
    if (compiler.isConditionalExpression(node)) return [...again(node.whenTrue), ...again(node.whenFalse)];
    if (compiler.isIdentifier(node)) return this.named(node, view);
    if (compiler.isPropertyAccessExpression(node)) return this.property(node, view);
    if (compiler.isElementAccessExpression(node)) return this.element(node, again);
    if (compiler.isCallExpression(node)) return this.call(node, view);
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

  private named(node: ts.Identifier, view: View): Text[] {
    const imported = sqlImported(node, this.program);
    if (imported !== null) return [written(imported, node)];
    const declaration = this.program.symbolOf(node)?.valueDeclaration;
    if (!declaration) return [hole(node)];
    if (compiler.isParameter(declaration)) return this.parameter(node, declaration, view);
    if (compiler.isVariableDeclaration(declaration)) return this.variable(node, declaration, view);
    if (compiler.isBindingElement(declaration)) {
      const property = this.program.checker
        .getTypeAtLocation(declaration.parent)
        .getProperty(nameOf(declaration));
      return this.declared(property?.valueDeclaration, node, view);
    }
    return this.declared(declaration, node, view);
  }

  private parameter(node: ts.Identifier, declaration: ts.ParameterDeclaration, view: View): Text[] {
    const filled = view.filling.get(declaration);
    if (filled) return this.texts(filled.value, { ...deeper(view), filling: filled.filling });
    const byType = this.literalTexts(node);
    if (byType) return byType;
    const unknown: Text = { pieces: [{ node, parameter: declaration }], from: null };
    if (!view.callers) return [unknown];
    const values = this.elementsOver(declaration) ?? this.handedOver(declaration);
    const texts = values.slice(0, most).flatMap((value) => this.texts(value, unfilled(view)));
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
      listOf(call.expression.expression, this.program)?.elements.filter(
        (element) => !compiler.isSpreadElement(element),
      ) ?? null
    );
  }

  private variable(node: ts.Identifier, declaration: ts.VariableDeclaration, view: View): Text[] {
    const { initializer, parent } = declaration;
    const over = parent.parent;
    if (compiler.isForOfStatement(over)) {
      const list = listOf(over.expression, this.program);
      return list
        ? list.elements.flatMap((element) => this.texts(element, unfilled(view)))
        : this.byType(node);
    }
    const isConst = (parent.flags & compiler.NodeFlags.Const) !== 0;
    const first = initializer ? this.texts(initializer, unfilled(view)) : [];
    if (isConst) return first.length > 0 ? first : this.byType(node);
    return this.assigned(node, declaration, first, view);
  }

  /** A variable that is assigned to: each value it gets, with and without what is appended to it. */
  private assigned(
    node: ts.Identifier,
    declaration: ts.VariableDeclaration,
    first: readonly Text[],
    view: View,
  ): Text[] {
    const symbol = this.program.symbolOf(declaration.name);
    const bases = [...first];
    let appended: Text[] = [literal("", node)];
    for (const change of this.program.assignmentsTo(node.text)) {
      if (change.pos > node.pos || this.program.symbolOf(change.left) !== symbol) continue;
      const isSum = change.operatorToken.kind === compiler.SyntaxKind.PlusEqualsToken;
      // `sql = sql + …` says the same as `sql += …`.
      const added = isSum ? change.right : continued(change, node.text);
      const texts = this.texts(added ?? change.right, unfilled(view));
      if (added) appended = joined(appended, texts).slice(0, 4);
      else bases.push(...texts);
    }
    if (bases.length === 0) return [hole(node)];
    const whole = joined(bases, appended);
    const isPlain = appended.every(({ pieces }) => pieces.every((piece) => piece === ""));
    return isPlain ? bases : [...whole, ...bases];
  }

  private property(node: ts.PropertyAccessExpression, view: View): Text[] {
    const declaration = this.program.symbolOf(node.name)?.valueDeclaration;
    // A property of what a caller handed over: `run({ sql: "…" })`.
    const base = bare(node.expression);
    if (compiler.isIdentifier(base)) {
      const parameter = this.program.symbolOf(base)?.valueDeclaration;
      const filled = parameter && compiler.isParameter(parameter) ? view.filling.get(parameter) : undefined;
      const value = filled && propertyOf(bare(filled.value), node.name.text);
      if (filled && value) return this.texts(value, { ...deeper(view), filling: filled.filling });
    }
    return this.declared(declaration, node, view);
  }

  private element(node: ts.ElementAccessExpression, again: (next: ts.Expression) => Text[]): Text[] {
    const object = objectOf(node.expression, this.program);
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

  /** What something declared with a value is. */
  private declared(declaration: ts.Declaration | undefined, node: ts.Expression, view: View): Text[] {
    if (!declaration) return this.byType(node);
    if (compiler.isPropertyAssignment(declaration))
      return this.texts(declaration.initializer, unfilled(view));
    if (compiler.isShorthandPropertyAssignment(declaration)) {
      const value = this.program.checker.getShorthandAssignmentValueSymbol(declaration)?.valueDeclaration;
      if (value && compiler.isVariableDeclaration(value) && value.initializer)
        return this.texts(value.initializer, unfilled(view));
    }
    if (compiler.isExportAssignment(declaration)) return this.texts(declaration.expression, unfilled(view));
    const holdsValue =
      compiler.isPropertyDeclaration(declaration) ||
      compiler.isVariableDeclaration(declaration) ||
      compiler.isEnumMember(declaration);
    if (holdsValue && declaration.initializer) return this.texts(declaration.initializer, unfilled(view));
    return this.byType(node);
  }

  private call(node: ts.CallExpression, view: View): Text[] {
    const callee = bare(node.expression);
    const again = (next: ts.Expression): Text[] => this.texts(next, deeper(view));
    const read = sqlRead(node, this.program, (part) => onlyText(again(part)));
    if (read !== null) return [written(read, node)];
    if (compiler.isPropertyAccessExpression(callee)) {
      const method = callee.name.text;
      const [argument] = node.arguments;
      if (/^(?:trim|trimEnd|trimStart|toString|repeat|normalize)$/.test(method))
        return again(callee.expression);
      if (method === "join") {
        const separator = argument ? bare(argument) : undefined;
        const between = separator && compiler.isStringLiteralLike(separator) ? separator.text : ",";
        return this.lists.of(callee.expression, deeper(view)).map((items) => sequence(items, between, node));
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
    return this.returned(node, callee, view) ?? this.byType(node);
  }

  /** What a function of the project returns, if it does nothing else. */
  private returned(node: ts.CallExpression, callee: ts.Expression, view: View): Text[] | null {
    const target = functionOf(callee, this.program);
    const value = target && onlyReturn(target);
    if (!target || !value) return null;
    const inner: Filling = new Map(
      target.parameters.flatMap((parameter, i) => {
        const argument = node.arguments[i] ?? parameter.initializer;
        return argument && compiler.isIdentifier(parameter.name)
          ? [[parameter, { value: argument, filling: view.filling }] as const]
          : [];
      }),
    );
    return this.texts(value, { ...deeper(view), filling: inner });
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

/** The text of an expression that is one, and known as a whole. */
function onlyText(texts: readonly Text[]): string | null {
  const [only, ...others] = texts;
  if (!only || others.length > 0) return null;
  return only.pieces.every((piece) => typeof piece === "string") ? only.pieces.join("") : null;
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
