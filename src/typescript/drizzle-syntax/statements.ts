import type * as es from "oxc-parser";
import { BindingNode } from "./declaring-nodes.ts";
import { classOf, expression, functional } from "./expressions.ts";
import { Kind } from "./kinds.ts";
import { OtherNode, PlainNode, type Span } from "./nodes.ts";
import { outer } from "./operations.ts";
import { pattern, variable } from "./patterns.ts";
import { notPlain } from "./refuse.ts";
import {
  BlockNode,
  CatchNode,
  ClauseNode,
  ClausesNode,
  EnumMemberNode,
  EnumNode,
  IfNode,
  LoopNode,
  NamedNode,
  SwitchNode,
  TryNode,
  VariableStatementNode,
  VariablesNode,
} from "./statement-nodes.ts";

/** A statement as a plain node; `span` is that of the `export` around it. Throws NotPlain for what is not told by syntax. */
export function statement(
  node: es.Statement | es.Directive,
  parent: PlainNode,
  span: Span = node,
): PlainNode {
  switch (node.type) {
    case "VariableDeclaration": {
      const made = new VariableStatementNode(Kind.VariableStatement, parent, span);
      made.declarationList = variables(node, made);
      return made;
    }
    case "ExpressionStatement":
      return outer(Kind.ExpressionStatement, span, node.expression, parent);
    case "ReturnStatement":
      return outer(Kind.ReturnStatement, span, node.argument, parent);
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return functional(Kind.FunctionDeclaration, node, parent, span);
    case "ClassDeclaration":
      return classOf(Kind.ClassDeclaration, node, parent, span);
    case "TSTypeAliasDeclaration":
      return typed(Kind.TypeAliasDeclaration, node.id, span, parent);
    case "TSInterfaceDeclaration":
      return typed(Kind.InterfaceDeclaration, node.id, span, parent);
    case "TSEnumDeclaration":
      return enumeration(node, parent, span);
    case "BlockStatement":
      return block(node, parent);
    default:
      return control(node, parent);
  }
}

function control(node: es.Statement, parent: PlainNode): PlainNode {
  switch (node.type) {
    case "IfStatement": {
      const made = new IfNode(Kind.IfStatement, parent, node);
      made.expression = expression(node.test, made);
      made.thenStatement = statement(node.consequent, made);
      if (node.alternate) made.elseStatement = statement(node.alternate, made);
      return made;
    }
    case "ForOfStatement":
      return loop(Kind.ForOfStatement, node, node.left, [node.right], node.body, parent);
    case "ForInStatement":
      return loop(Kind.Loop, node, node.left, [node.right], node.body, parent);
    case "ForStatement":
      return loop(Kind.Loop, node, node.init, [node.test, node.update], node.body, parent);
    case "WhileStatement":
    case "DoWhileStatement":
      return loop(Kind.Loop, node, null, [node.test], node.body, parent);
    case "SwitchStatement":
      return chosen(node, parent);
    case "TryStatement":
      return tried(node, parent);
    case "ThrowStatement": {
      const made = new OtherNode(Kind.Other, parent, node);
      made.parts = [expression(node.argument, made)];
      return made;
    }
    case "LabeledStatement": {
      const made = new OtherNode(Kind.Other, parent, node);
      made.parts = [statement(node.body, made)];
      return made;
    }
    case "EmptyStatement":
      return new PlainNode(Kind.EmptyStatement, parent, node);
    case "BreakStatement":
      return new PlainNode(Kind.BreakStatement, parent, node);
    case "ContinueStatement":
    case "DebuggerStatement":
      return new PlainNode(Kind.Other, parent, node);
    default:
      return notPlain(node.type);
  }
}

/** What `const`, `let` or `var` names. */
export function variables(node: es.VariableDeclaration, parent: PlainNode): VariablesNode {
  if (node.kind !== "const" && node.kind !== "let") return notPlain(`a name declared with ${node.kind}`);
  const made = new VariablesNode(Kind.VariableDeclarationList, parent, node);
  made.flags = node.kind === "const" ? 1 : 0;
  made.declarations = node.declarations.map((each) => variable(each, made));
  return made;
}

/** Statements in braces. */
export function block(node: es.BlockStatement | es.FunctionBody, parent: PlainNode): BlockNode {
  const made = new BlockNode(Kind.Block, parent, node);
  made.statements = node.body.map((each) => statement(each, made));
  return made;
}

function typed(kind: number, name: es.BindingIdentifier, span: Span, parent: PlainNode): PlainNode {
  const made = new NamedNode(kind, parent, span);
  made.name = pattern(name, made);
  return made;
}

function enumeration(node: es.TSEnumDeclaration, parent: PlainNode, span: Span): PlainNode {
  // Its members have no values where they are not stated.
  if (node.declare) return notPlain("an enum that is elsewhere");
  const made = new EnumNode(Kind.EnumDeclaration, parent, span);
  made.name = pattern(node.id, made);
  made.members = node.body.members.map(({ id, initializer, computed, start, end }) => {
    const member = new EnumMemberNode(Kind.EnumMember, made, { start, end });
    if (computed || (id.type !== "Identifier" && id.type !== "Literal")) return notPlain("a computed member");
    member.name = expression(id, member);
    if (initializer) member.initializer = expression(initializer, member);
    return member;
  });
  return made;
}

function loop(
  kind: number,
  span: Span,
  each: es.ForStatementInit | es.ForStatementLeft | null,
  over: readonly (es.Expression | null)[],
  body: es.Statement,
  parent: PlainNode,
): PlainNode {
  const made = new LoopNode(kind, parent, span);
  if (each?.type === "VariableDeclaration") made.initializer = variables(each, made);
  else if (each?.type === "ArrayPattern" || each?.type === "ObjectPattern")
    return notPlain("it assigns to a pattern");
  else if (each) made.initializer = expression(each as es.Expression, made);
  const [first, ...more] = over.flatMap((part) => (part ? [expression(part, made)] : []));
  made.expression = first;
  made.others = more;
  made.statement = statement(body, made);
  return made;
}

function chosen(node: es.SwitchStatement, parent: PlainNode): PlainNode {
  const made = new SwitchNode(Kind.SwitchStatement, parent, node);
  made.expression = expression(node.discriminant, made);
  const clauses = new ClausesNode(Kind.CaseBlock, made, node);
  clauses.clauses = node.cases.map((each) => {
    const clause = new ClauseNode(each.test ? Kind.CaseClause : Kind.DefaultClause, clauses, each);
    if (each.test) clause.expression = expression(each.test, clause);
    clause.statements = each.consequent.map((one) => statement(one, clause));
    return clause;
  });
  made.caseBlock = clauses;
  return made;
}

function tried(node: es.TryStatement, parent: PlainNode): PlainNode {
  const made = new TryNode(Kind.TryStatement, parent, node);
  made.tryBlock = block(node.block, made);
  if (node.handler) {
    const { param, body } = node.handler;
    const caught = new CatchNode(Kind.CatchClause, made, node.handler);
    if (param) {
      caught.variableDeclaration = new BindingNode(Kind.VariableDeclaration, caught, param);
      caught.variableDeclaration.name = pattern(param, caught.variableDeclaration);
    }
    caught.block = block(body, caught);
    made.catchClause = caught;
  }
  if (node.finalizer) made.finallyBlock = block(node.finalizer, made);
  return made;
}
