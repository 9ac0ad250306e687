import type * as es from "oxc-parser";
import { BindingNode } from "./declaring-nodes.ts";
import { ListNode } from "./expression-nodes.ts";
import { keyOf, named } from "./expressions.ts";
import { Kind } from "./kinds.ts";
import { type Functional, PlainNode, present, type Span } from "./nodes.ts";
import { notPlain } from "./refuse.ts";

type Rest = es.BindingRestElement;

/** The parameters of a function. */
export function parameters(node: Functional, parent: PlainNode): BindingNode[] {
  return node.params.map((each) => {
    if (each.decorators?.length) return notPlain("a decorator");
    const isProperty = each.type === "TSParameterProperty";
    const made = binding(Kind.Parameter, each, isProperty ? each.parameter : each, parent);
    // Which word it is decides nothing.
    if (isProperty) made.modifiers = [new PlainNode(Kind.ReadonlyKeyword, made, each)];
    // The compiler counts it among the parameters.
    if (each.type === "Identifier" && each.name === "this") return notPlain("a parameter called this");
    return made;
  });
}

/** `name = value`, `...name`, `{ … } = value`, as a variable, a parameter or a part of a pattern. */
export function binding(
  kind: number,
  span: Span,
  node: es.BindingPattern | Rest | es.FormalParameterRest,
  parent: PlainNode,
): BindingNode {
  const made = new BindingNode(kind, parent, span);
  if (node.type === "RestElement") {
    made.dotDotDotToken = present;
    made.name = pattern(node.argument, made);
  } else if (node.type === "AssignmentPattern") {
    made.given = node.right;
    made.name = pattern(node.left, made);
  } else made.name = pattern(node, made);
  return made;
}

/** A name, or what takes a value apart. */
export function pattern(node: es.BindingPattern, parent: PlainNode): PlainNode {
  switch (node.type) {
    case "Identifier":
      return named(node, parent);
    case "ObjectPattern": {
      const made = new ListNode(Kind.ObjectBindingPattern, parent, node);
      made.elements = node.properties.map((each) => part(each, made));
      return made;
    }
    case "ArrayPattern": {
      const made = new ListNode(Kind.ArrayBindingPattern, parent, node);
      made.elements = node.elements.map((each) =>
        each
          ? binding(Kind.BindingElement, each, each, made)
          : new PlainNode(Kind.OmittedExpression, made, node),
      );
      return made;
    }
    default:
      return notPlain("a pattern with a value of its own");
  }
}

function part(node: es.BindingProperty | Rest, parent: PlainNode): PlainNode {
  if (node.type === "RestElement") return binding(Kind.BindingElement, node, node, parent);
  const made = binding(Kind.BindingElement, node, node.value, parent);
  if (!node.shorthand) made.propertyName = keyOf(node, made);
  return made;
}

/** A variable with what it is given. */
export function variable(node: es.VariableDeclarator, parent: PlainNode): BindingNode {
  const made = binding(Kind.VariableDeclaration, node, node.id, parent);
  made.given = node.init;
  return made;
}

/** What a function does, or gives. */
export function isBlockBody(body: es.FunctionBody | es.Expression): body is es.FunctionBody {
  return body.type === "BlockStatement";
}
