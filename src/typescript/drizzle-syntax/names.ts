import { BindingNode, ClassNode, FunctionNode } from "./declaring-nodes.ts";
import { ListNode } from "./expression-nodes.ts";
import { Kind } from "./kinds.ts";
import { type PlainNode, TextNode } from "./nodes.ts";
import { notPlain } from "./refuse.ts";
import {
  BlockNode,
  type CatchNode,
  NamedNode,
  VariableStatementNode,
  VariablesNode,
} from "./statement-nodes.ts";

/** What a name may be. The first ones are called as the compiler calls them. */
export const Flag = {
  Alias: 1,
  Variable: 2,
  Property: 4,
  Function: 8,
  Class: 16,
  Enum: 32,
  Value: 2 | 4 | 8 | 16 | 32,
  ValueModule: 64,
  TypeAlias: 128,
  Interface: 256,
} as const;

/** What a name stands for, in the shape that the compiler gives it. */
export class PlainSymbol {
  readonly name: string;
  flags: number;
  readonly declarations: PlainNode[];
  valueDeclaration: PlainNode | undefined;
  /** What a module exports. */
  exports: Names | undefined;
  /** Whether it is declared in a way that it takes the compiler to understand. */
  isDoubtful: boolean;
  /** Whether what is imported is a value; null until it is asked. */
  isValue: boolean | null;

  constructor(name: string, declaration: PlainNode, flags: number) {
    this.name = name;
    this.flags = flags;
    this.declarations = [declaration];
    this.valueDeclaration = (flags & Flag.Value) !== 0 ? declaration : undefined;
    this.exports = undefined;
    this.isDoubtful = false;
    this.isValue = null;
  }

  getName(): string {
    return this.name;
  }
}

/** The names of a scope, or what a module exports, in their order. */
export class Names {
  readonly #symbols = new Map<string, PlainSymbol>();

  /** Throws NotPlain for what is declared in a doubtful way. */
  get(name: string): PlainSymbol | undefined {
    const symbol = this.#symbols.get(name);
    return symbol?.isDoubtful ? notPlain(`${name} is declared more than once`) : symbol;
  }

  /** All of them. Throws NotPlain if any is declared in a doubtful way. */
  all(): PlainSymbol[] {
    return [...this.#symbols.values()].map((symbol) =>
      symbol.isDoubtful ? notPlain(`${symbol.name} is declared more than once`) : symbol,
    );
  }

  add(name: string, declaration: PlainNode, flags: number): void {
    const known = this.#symbols.get(name);
    if (!known) {
      this.#symbols.set(name, new PlainSymbol(name, declaration, flags));
      return;
    }
    if (!mayMerge(known, declaration, flags)) known.isDoubtful = true;
    known.flags |= flags;
    known.declarations.push(declaration);
    if ((flags & Flag.Value) !== 0) known.valueDeclaration ??= declaration;
  }

  /** Marks those that are declared in a doubtful way. */
  doubt(isDoubtful: (symbol: PlainSymbol) => boolean): void {
    for (const symbol of this.#symbols.values()) symbol.isDoubtful ||= isDoubtful(symbol);
  }

  /** Adds what another one has and this one has not. */
  extend(others: Iterable<PlainSymbol>): void {
    for (const symbol of others) if (!this.#symbols.has(symbol.name)) this.#symbols.set(symbol.name, symbol);
  }
}

/** Whether a name may be declared once more: overloads of a function, a type beside a value. */
function mayMerge(
  { flags: before, declarations }: PlainSymbol,
  declaration: PlainNode,
  flags: number,
): boolean {
  if (before === Flag.Function && flags === Flag.Function)
    return (
      [...declarations, declaration].filter((each) => each instanceof FunctionNode && !each.isOverload)
        .length <= 1
    );
  const either = before | flags;
  if ((before & flags) !== 0) return either === Flag.Interface;
  return (
    either === (Flag.Variable | Flag.TypeAlias) ||
    either === (Flag.Variable | Flag.Interface) ||
    either === (Flag.Function | Flag.TypeAlias) ||
    either === (Flag.Function | Flag.Interface) ||
    either === (Flag.Class | Flag.Interface)
  );
}

/** Adds what statements declare: functions first, as the compiler does. */
export function declare(names: Names, statements: readonly PlainNode[]): void {
  for (const each of statements)
    if (each instanceof FunctionNode && each.name) names.add(textOf(each.name), each, Flag.Function);
  for (const each of statements) declareOther(names, each);
}

/** Adds what a statement declares that is no function. */
export function declareOther(names: Names, statement: PlainNode): void {
  if (statement instanceof VariableStatementNode) declareVariables(names, statement.declarationList);
  else if (statement instanceof ClassNode && statement.name)
    names.add(textOf(statement.name), statement, Flag.Class);
  else if (statement instanceof NamedNode) names.add(textOf(statement.name), statement, flagOf(statement));
}

function flagOf({ kind }: PlainNode): number {
  if (kind === Kind.EnumDeclaration) return Flag.Enum;
  return kind === Kind.InterfaceDeclaration ? Flag.Interface : Flag.TypeAlias;
}

/** Adds what `const` names. */
export function declareVariables(names: Names, list: PlainNode | undefined): void {
  if (list instanceof VariablesNode) for (const each of list.declarations) declareBinding(names, each);
}

function declareBinding(names: Names, declaration: BindingNode): void {
  const { name } = declaration;
  if (name instanceof TextNode) names.add(name.text, declaration, Flag.Variable);
  else if (name instanceof ListNode)
    for (const each of name.elements) if (each instanceof BindingNode) declareBinding(names, each);
}

/** The text of a name. */
export function textOf(name: PlainNode | undefined): string {
  return name instanceof TextNode ? name.text : notPlain("a name that is none");
}

/** Adds what a function names: its parameters, and what its body declares. */
export function declareFunction(names: Names, { parameters, body }: FunctionNode): void {
  for (const each of parameters) declareBinding(names, each);
  if (body instanceof BlockNode) declare(names, body.statements);
}

/** Adds what a `catch` names. */
export function declareCaught(names: Names, { variableDeclaration }: CatchNode): void {
  if (variableDeclaration) declareBinding(names, variableDeclaration);
}
