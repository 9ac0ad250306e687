import type * as es from "oxc-parser";
import { BindingNode } from "./declaring-nodes.ts";
import { functional, keyOf } from "./expressions.ts";
import { Kind } from "./kinds.ts";
import { PlainNode } from "./nodes.ts";
import { notPlain } from "./refuse.ts";

/** The members of a class. */
export function members(node: es.Class, parent: PlainNode): PlainNode[] {
  return node.body.body.map((each) => member(each, parent));
}

const kinds = {
  constructor: Kind.Constructor,
  method: Kind.MethodDeclaration,
  get: Kind.GetAccessor,
  set: Kind.SetAccessor,
};

function member(node: es.ClassElement, parent: PlainNode): PlainNode {
  switch (node.type) {
    case "MethodDefinition":
    case "TSAbstractMethodDefinition":
      return method(node, parent);
    case "PropertyDefinition":
    case "TSAbstractPropertyDefinition": {
      if (node.decorators.length > 0) return notPlain("a decorator");
      const made = new BindingNode(Kind.PropertyDeclaration, parent, node);
      made.name = keyOf(keyed(node), made);
      made.given = node.value;
      if (node.static) made.modifiers = [new PlainNode(Kind.StaticKeyword, made, node)];
      return made;
    }
    case "TSIndexSignature":
      return new PlainNode(Kind.Other, parent, node);
    default:
      return notPlain(node.type);
  }
}

function method(node: es.MethodDefinition, parent: PlainNode): PlainNode {
  if (node.decorators.length > 0) return notPlain("a decorator");
  const made = functional(kinds[node.kind], node.value, parent, node);
  if (node.kind !== "constructor") made.name = keyOf(keyed(node), made);
  if (node.static)
    made.modifiers = [...(made.modifiers ?? []), new PlainNode(Kind.StaticKeyword, made, node)];
  return made;
}

/** A member from its name on. */
function keyed(node: es.MethodDefinition | es.PropertyDefinition) {
  return {
    key: node.key,
    computed: node.computed,
    start: node.computed ? node.start : node.key.start,
    end: node.key.end,
  };
}
