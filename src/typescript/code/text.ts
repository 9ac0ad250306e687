import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { fragmentIn, isFragment } from "./fragments.ts";
import { deeper, Lists } from "./lists.ts";
import { Names } from "./names.ts";
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
import { sqlRead } from "./read-file.ts";
import { standsForName } from "./sql-text.ts";
import { functionOf, onlyReturn } from "./written.ts";

/** Works out what texts an expression may be: all of them, as far as constants and branches tell. */
export class Texts {
  private readonly program: CodeProgram;
  private readonly lists: Lists;
  private readonly names: Names;

  /** `handedOver` tells what the callers of a function hand over for a parameter. */
  constructor(
    program: CodeProgram,
    handedOver: (parameter: ts.ParameterDeclaration) => readonly ts.Expression[],
  ) {
    this.program = program;
    const texts = (node: ts.Expression, view: View): Text[] => this.texts(node, view);
    this.lists = new Lists(program, texts);
    this.names = new Names(program, { texts, byType: (node) => this.literalTexts(node), handedOver });
  }

  /** The texts an expression may be. A parameter of a function around stays a hole unless `callers` may be asked. */
  of(node: ts.Expression, { callers = true }: { callers?: boolean } = {}): Text[] {
    return this.texts(node, { filling: new Map(), depth: 0, callers }).slice(0, most);
  }

  private texts(wrapped: ts.Expression, view: View): Text[] {
    const node = bare(wrapped);
    const again = (next: ts.Expression): Text[] => this.texts(next, deeper(view));
    if (view.depth > deepest) return [hole(node)];
    if (compiler.isStringLiteral(node) || compiler.isNoSubstitutionTemplateLiteral(node))
      return [literal(node.text, node)];
    if (compiler.isTemplateExpression(node)) return this.template(node, again);
    if (compiler.isTaggedTemplateExpression(node)) {
      const { template } = node;
      // A tag binds what it is given, but for what is SQL itself: a name cannot be bound.
      return compiler.isTemplateExpression(template)
        ? this.template(template, (next, before) =>
            standsForName(before) || isFragment(next, this.program) ? again(fragmentIn(next)) : [hole(next)],
          )
        : [literal(template.text, template)];
    }
    if (compiler.isBinaryExpression(node)) return this.binary(node, again);
    if (compiler.isConditionalExpression(node)) return [...again(node.whenTrue), ...again(node.whenFalse)];
    if (compiler.isIdentifier(node)) return this.names.named(node, view);
    if (compiler.isPropertyAccessExpression(node)) return this.names.property(node, view);
    if (compiler.isElementAccessExpression(node)) return this.names.element(node, view);
    if (compiler.isCallExpression(node)) return this.call(node, view);
    return this.byType(node);
  }

  private template(
    node: ts.TemplateExpression,
    again: (next: ts.Expression, before: string) => Text[],
  ): Text[] {
    let texts: Text[] = [literal(node.head.text, node)];
    let before = node.head.text;
    for (const { expression, literal: tail } of node.templateSpans) {
      texts = joined(joined(texts, again(expression, before)), [literal(tail.text, node)]);
      before = tail.text;
    }
    return texts.map((text) => ({ ...text, from: node }));
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
