import type { ts } from "ts-morph";
import type { SchemaProgram, Syntax } from "./program.ts";

/** What an expression is worth, as far as its text says it. Nothing is executed. */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | RegExp
  | Value[]
  | Plain
  | Closure
  | Native
  | Unread
  | Thing;

/** What could not be found out: why, and where. */
export class Unread {
  readonly why: string;
  readonly node: ts.Node;
  /** Whether columns were given to it: a table may come of that. */
  readonly mayBeTable: boolean;

  constructor(why: string, node: ts.Node, mayBeTable = false) {
    this.why = why;
    this.node = node;
    this.mayBeTable = mayBeTable;
  }
}

/** A member of an object, and where it is written. */
export interface Member {
  readonly value: Value;
  readonly node: ts.Node;
}

/** An object literal, a namespace, an enum. */
export class Plain {
  readonly members = new Map<string, Member>();
  /** What was spread into it and could not be read: it may have members that are not known. */
  readonly unread: Unread[] = [];

  set(name: string, value: Value, node: ts.Node): this {
    this.members.set(name, { value, node });
    return this;
  }

  get(name: string): Value {
    const member = this.members.get(name);
    return member ? member.value : this.unread[0];
  }
}

/** The values of names inside a function that is being followed, by their declarations. */
export interface Scope {
  readonly bindings: Map<ts.Node, Value>;
  readonly outer: Scope | null;
}

/** A function of the code, with what was known where it was written. */
export class Closure {
  readonly node: ts.FunctionLikeDeclaration;
  readonly scope: Scope | null;

  constructor(node: ts.FunctionLikeDeclaration, scope: Scope | null) {
    this.node = node;
    this.scope = scope;
  }
}

/** What a call is made with. */
export interface Call {
  readonly args: readonly Value[];
  readonly node: ts.Node;
  readonly reader: Reader;
}

const noMembers: Readonly<Record<string, Value>> = {};

/** A function that the doctor knows by name. */
export class Native {
  readonly name: string;
  readonly call: (call: Call) => Value;
  /** What it has besides: `sql.raw`, `Object.keys`. */
  readonly members: Readonly<Record<string, Value>>;

  constructor(name: string, call: (call: Call) => Value, members = noMembers) {
    this.name = name;
    this.call = call;
    this.members = members;
  }
}

/** Something of Drizzle's: it knows its own properties and methods. */
export abstract class Thing {
  /** What it is called in words. */
  abstract readonly is: string;
  /** A property; Unread where it has none of that name. */
  abstract property(name: string, node: ts.Node): Value;
}

/** Finds out what expressions are worth. */
export interface Reader {
  readonly program: SchemaProgram;
  readonly syntax: Syntax;
  readonly evaluate: (node: ts.Expression, scope: Scope | null) => Value;
  /** What a function returns for these arguments. */
  readonly call: (callee: Value, args: readonly Value[], node: ts.Node) => Value;
}

/** A method of a thing, as a function. */
export function method(name: string, call: (call: Call) => Value): Native {
  return new Native(name, call);
}

/** The first of some values that could not be read. */
export function firstUnread(values: readonly Value[]): Unread | undefined {
  return values.find((value) => value instanceof Unread);
}

/** An object of plain JavaScript values, for JSON; Unread where it holds anything else. */
export function toData(value: Value, node: ts.Node): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => toData(item, node));
    return items.find((item) => item instanceof Unread) ?? items;
  }
  if (value instanceof Plain) {
    if (value.unread[0]) return value.unread[0];
    const entries = [...value.members].map(
      ([key, member]) => [key, toData(member.value, member.node)] as const,
    );
    return entries.find(([, item]) => item instanceof Unread)?.[1] ?? Object.fromEntries(entries);
  }
  if (value instanceof Unread || value instanceof Date) return value;
  if (typeof value === "object" && value !== null) return new Unread("it is no plain value", node);
  return value;
}
