import type * as es from "oxc-parser";
import { ClassNode, FunctionNode, HeritageNode } from "./declaring-nodes.ts";
import {
  AccessNode,
  CallNode,
  ElementNode,
  ListNode,
  ObjectNode,
  PropertyNode,
  SpanNode,
  TaggedNode,
  TemplateNode,
} from "./expression-nodes.ts";
import { Kind } from "./kinds.ts";
import { OtherNode, type PlainFile, PlainNode, present, type Span, TextNode } from "./nodes.ts";
import { operation, outer } from "./operations.ts";
import { notPlain } from "./refuse.ts";

/** An expression as a plain node. Throws NotPlain for what is not told by syntax. */
export function expression(node: es.Expression, parent: PlainNode): PlainNode {
  switch (node.type) {
    case "Identifier":
      return new TextNode(Kind.Identifier, parent, node, node.name);
    case "Literal":
      return literal(node, parent);
    case "CallExpression":
      return call(Kind.CallExpression, node, parent);
    case "MemberExpression":
      return member(node, parent);
    case "ObjectExpression":
      return object(node, parent);
    case "ArrowFunctionExpression":
      return functional(Kind.ArrowFunction, node, parent, node);
    case "TemplateLiteral":
      return template(node, parent);
    case "TaggedTemplateExpression":
      return tagged(node, parent);
    case "ArrayExpression": {
      const list = new ListNode(Kind.ArrayLiteralExpression, parent, node);
      list.elements = node.elements.map((each) => (each ? argument(each, list) : notPlain("a hole")));
      return list;
    }
    case "ParenthesizedExpression":
      return outer(Kind.ParenthesizedExpression, node, node.expression, parent);
    case "TSAsExpression":
      return outer(Kind.AsExpression, node, node.expression, parent);
    case "TSSatisfiesExpression":
      return outer(Kind.SatisfiesExpression, node, node.expression, parent);
    case "TSNonNullExpression":
      return outer(Kind.NonNullExpression, node, node.expression, parent);
    case "ChainExpression":
      return expression(node.expression, parent);
    case "FunctionExpression":
      return functional(Kind.FunctionExpression, node, parent, node);
    case "NewExpression":
      return call(Kind.NewExpression, node, parent);
    default:
      return rest(node, parent);
  }
}

function rest(node: es.Expression, parent: PlainNode): PlainNode {
  switch (node.type) {
    case "ThisExpression":
      return new PlainNode(Kind.ThisKeyword, parent, node);
    case "TSTypeAssertion":
      return outer(Kind.TypeAssertionExpression, node, node.expression, parent);
    case "TSInstantiationExpression":
      return outer(Kind.ExpressionWithTypeArguments, node, node.expression, parent);
    case "ClassExpression":
      return classOf(Kind.ClassExpression, node, parent, node);
    case "AwaitExpression":
      return other(node, node.argument, parent);
    case "YieldExpression":
      return other(node, node.argument, parent);
    case "MetaProperty":
    case "Super":
      return new PlainNode(Kind.Other, parent, node);
    default:
      return operation(node, parent) ?? notPlain(node.type);
  }
}

function literal(node: es.Expression & { type: "Literal" }, parent: PlainNode): PlainNode {
  const { value } = node;
  if (typeof value === "string") return new TextNode(Kind.StringLiteral, parent, node, value);
  if ("bigint" in node) return new TextNode(Kind.BigIntLiteral, parent, node, `${node.bigint}n`);
  if ("regex" in node) return new TextNode(Kind.RegularExpressionLiteral, parent, node, textAt(node, parent));
  if (typeof value === "number") {
    if (/^0[\d_]/.test(node.raw ?? "")) return notPlain("an old octal number");
    return new TextNode(Kind.NumericLiteral, parent, node, String(value));
  }
  const kind = value === null ? Kind.NullKeyword : value ? Kind.TrueKeyword : Kind.FalseKeyword;
  return new PlainNode(kind, parent, node);
}

function textAt({ start, end }: Span, { piece: { file, offset } }: PlainNode): string {
  return file.text.slice(start + offset, end + offset);
}

function call(kind: number, node: es.CallExpression | es.NewExpression, parent: PlainNode): PlainNode {
  const made = new CallNode(kind, parent, node);
  made.expression = expression(node.callee, made);
  made.arguments = node.arguments.map((each) => argument(each, made));
  return made;
}

function argument(node: es.Argument, parent: PlainNode): PlainNode {
  return node.type === "SpreadElement"
    ? outer(Kind.SpreadElement, node, node.argument, parent)
    : expression(node, parent);
}

function member(node: es.MemberExpression, parent: PlainNode): PlainNode {
  if (node.computed) {
    const element = new ElementNode(Kind.ElementAccessExpression, parent, node);
    element.expression = expression(node.object, element);
    element.argumentExpression = expression(node.property, element);
    return element;
  }
  const access = new AccessNode(Kind.PropertyAccessExpression, parent, node);
  access.expression = expression(node.object, access);
  access.name = memberName(node.property, access.file);
  if (node.optional) access.questionDotToken = present;
  return access;
}

/** The name of a member: of one name there is one node, for nobody asks where it stands. */
function memberName(node: es.IdentifierName | es.PrivateIdentifier, file: PlainFile): PlainNode {
  const text = node.type === "Identifier" ? node.name : `#${node.name}`;
  const known = file.memberNames.get(text) ?? named(node, file);
  file.memberNames.set(text, known);
  return known;
}

/** A name as it is written. */
export function named(
  node: Span & { readonly type: "Identifier" | "PrivateIdentifier"; readonly name: string },
  parent: PlainNode,
): PlainNode {
  return node.type === "Identifier"
    ? new TextNode(Kind.Identifier, parent, node, node.name)
    : new TextNode(Kind.PrivateIdentifier, parent, node, `#${node.name}`);
}

function object(node: es.ObjectExpression, parent: PlainNode): PlainNode {
  const made = new ObjectNode(Kind.ObjectLiteralExpression, parent, node);
  made.properties = node.properties.map((each) =>
    each.type === "SpreadElement"
      ? outer(Kind.SpreadAssignment, each, each.argument, made)
      : property(each, made),
  );
  return made;
}

function property(node: es.ObjectProperty, parent: PlainNode): PlainNode {
  const { value, kind } = node;
  if (node.shorthand) {
    if (value.type !== "Identifier") return notPlain("a value that is only a pattern's");
    const short = new PropertyNode(Kind.ShorthandPropertyAssignment, parent, node);
    short.name = named(value, short);
    return short;
  }
  if (node.method || kind !== "init") {
    if (value.type !== "FunctionExpression") return notPlain("a method that is no function");
    const made = functional(
      kind === "get" ? Kind.GetAccessor : kind === "set" ? Kind.SetAccessor : Kind.MethodDeclaration,
      value,
      parent,
      node,
    );
    made.name = keyOf(node, made);
    return made;
  }
  const assignment = new PropertyNode(Kind.PropertyAssignment, parent, node);
  assignment.name = keyOf(node, assignment);
  assignment.initializer = expression(value, assignment);
  return assignment;
}

/** The name of a property. One that is computed begins at its bracket. */
export function keyOf(
  node: Span & { readonly key: es.PropertyKey; readonly computed: boolean },
  parent: PlainNode,
): PlainNode {
  const { key } = node;
  if (!node.computed) {
    if (key.type === "Identifier" || key.type === "PrivateIdentifier") return memberName(key, parent.file);
    const plain = expression(key, parent);
    return plain.kind === Kind.BigIntLiteral ? notPlain("a whole number as a name") : plain;
  }
  if (textAt(node, parent)[0] !== "[") return notPlain("a computed name behind words");
  const computed = outer(Kind.ComputedPropertyName, { start: node.start, end: key.end }, null, parent);
  computed.expression = expression(key as es.Expression, computed);
  return computed;
}

function template(node: es.TemplateLiteral, parent: PlainNode): PlainNode {
  const [first] = node.quasis;
  if (node.expressions.length === 0)
    return new TextNode(Kind.NoSubstitutionTemplateLiteral, parent, node, cooked(first));
  const made = new TemplateNode(Kind.TemplateExpression, parent, node);
  made.head = new TextNode(Kind.TemplateText, made, first ?? node, cooked(first));
  made.templateSpans = node.expressions.map((each, i) => {
    const behind = node.quasis[i + 1];
    const span = new SpanNode(Kind.TemplateSpan, made, each);
    span.expression = expression(each, span);
    span.literal = new TextNode(Kind.TemplateText, span, behind ?? node, cooked(behind));
    return span;
  });
  return made;
}

function cooked(node: es.TemplateElement | undefined): string {
  return node?.value.cooked ?? notPlain("a text with a wrong escape");
}

function tagged(node: es.TaggedTemplateExpression, parent: PlainNode): PlainNode {
  const made = new TaggedNode(Kind.TaggedTemplateExpression, parent, node);
  made.tag = expression(node.tag, made);
  made.template = template(node.quasi, made);
  return made;
}

function other(span: Span, inner: es.Expression | null, parent: PlainNode): PlainNode {
  const made = new OtherNode(Kind.Other, parent, span);
  if (inner) made.parts = [expression(inner, made)];
  return made;
}

/** A function; where it begins is said apart, for a method begins at its name, and an exported one at `export`. */
export function functional(
  kind: number,
  node: es.Function | es.ArrowFunctionExpression,
  parent: PlainNode,
  span: Span,
): FunctionNode {
  const made = new FunctionNode(kind, parent, span, node);
  if (node.async) made.modifiers = [new PlainNode(Kind.AsyncKeyword, made, node)];
  if (node.id) made.name = named(node.id, made);
  return made;
}

/** A class. */
export function classOf(kind: number, node: es.Class, parent: PlainNode, span: Span): ClassNode {
  if (node.decorators.length > 0) return notPlain("a decorator");
  const made = new ClassNode(kind, parent, span, node);
  if (node.id) made.name = named(node.id, made);
  if (node.superClass) {
    const heritage = new HeritageNode(Kind.Other, made, node.superClass);
    heritage.expression = expression(node.superClass, heritage);
    made.heritageClauses = [heritage];
  }
  return made;
}
