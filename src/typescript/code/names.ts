import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { deeper, unfilled } from "./lists.ts";
import { hole, joined, literal, most, type Text, type View, written } from "./parts.ts";
import { bare, type CodeProgram } from "./program.ts";
import { sqlImported } from "./read-file.ts";
import { listOf, objectOf, propertyOf } from "./written.ts";

/** What names are asked with: the texts of an expression, those of its type, and what is handed over for a parameter. */
export interface Asked {
  readonly texts: (node: ts.Expression, view: View) => Text[];
  readonly byType: (node: ts.Expression) => Text[] | null;
  readonly handedOver: (parameter: ts.ParameterDeclaration) => readonly ts.Expression[];
}

/** Works out what texts a name may stand for: constants, variables, parameters, properties. */
export class Names {
  private readonly program: CodeProgram;
  private readonly texts: Asked["texts"];
  private readonly literalTexts: Asked["byType"];
  private readonly handedOver: Asked["handedOver"];

  constructor(program: CodeProgram, { texts, byType, handedOver }: Asked) {
    this.program = program;
    this.texts = texts;
    this.literalTexts = byType;
    this.handedOver = handedOver;
  }

  /** What a name stands for. */
  named(node: ts.Identifier, view: View): Text[] {
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
    const unknown = hole(node, declaration);
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

  /** What a property stands for. */
  property(node: ts.PropertyAccessExpression, view: View): Text[] {
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

  /** What is looked up in an object that is written out: by a name that is known, or any of all. */
  element(node: ts.ElementAccessExpression, view: View): Text[] {
    const again = (next: ts.Expression): Text[] => this.texts(next, deeper(view));
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

  private byType(node: ts.Expression): Text[] {
    return this.literalTexts(node) ?? [hole(node)];
  }
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
