import type { ts } from "ts-morph";
import type { Syntax } from "./program.ts";
import { bound, inside } from "./scopes.ts";
import { Closure, Plain, type Reader, type Scope, Thing, Unread, type Value } from "./values.ts";

/** A class of the code: its static members are its properties, and `new` makes an object of the others. */
export class ClassValue extends Thing {
  readonly is = "a class";
  readonly node: ts.ClassLikeDeclaration;
  private readonly scope: Scope | null;
  private readonly reader: Reader;
  private readonly statics = new Map<string, Value>();

  constructor(node: ts.ClassLikeDeclaration, scope: Scope | null, reader: Reader) {
    super();
    this.node = node;
    this.scope = scope;
    this.reader = reader;
  }

  override property(name: string, node: ts.Node): Value {
    const { syntax } = this.reader;
    if (!this.statics.has(name)) {
      this.statics.set(name, new Unread("it is made of itself", node));
      const member = this.node.members.find(
        (each) => isStatic(each, syntax) && nameOf(each, syntax) === name,
      );
      const value = member && this.member(member, this.holding(this));
      this.statics.set(name, member ? value : new Unread(`the class has no static member ${name}`, node));
    }
    return this.statics.get(name);
  }

  /** What `new` makes of it; Unread where it is built upon another class. */
  made(args: readonly Value[], node: ts.Node): Value {
    const { syntax } = this.reader;
    if (this.node.heritageClauses?.some(({ token }) => token === syntax.SyntaxKind.ExtendsKeyword))
      return new Unread("a class that is built upon another one is not followed", node);
    const object = new Plain();
    const scope = this.holding(object);
    const own = this.node.members.filter((member) => !isStatic(member, syntax));
    for (const member of own) {
      const name = nameOf(member, syntax);
      if (name === null || syntax.isGetAccessorDeclaration(member)) continue;
      object.set(name, this.member(member, scope), member);
    }
    const maker = own.find((member) => syntax.isConstructorDeclaration(member));
    maker?.parameters.forEach((parameter, i) => {
      if (parameter.modifiers && syntax.isIdentifier(parameter.name))
        object.set(parameter.name.text, args[i], parameter);
    });
    const left = maker && this.reader.call(new Closure(maker, scope), args, node);
    if (left instanceof Unread) return left;
    for (const member of own.filter((each) => syntax.isGetAccessorDeclaration(each)))
      object.set(nameOf(member, syntax) ?? "", this.member(member, scope), member);
    return object;
  }

  private member(member: ts.ClassElement, scope: Scope): Value {
    const { syntax } = this.reader;
    if (syntax.isPropertyDeclaration(member))
      return member.initializer && this.reader.evaluate(member.initializer, scope);
    if (syntax.isMethodDeclaration(member)) return new Closure(member, scope);
    if (syntax.isGetAccessorDeclaration(member))
      return this.reader.call(new Closure(member, scope), [], member);
    return new Unread("the member of the class is not followed", member);
  }

  /** A scope in which `this` stands for something. */
  private holding(value: Value): Scope {
    const scope = inside(this.scope);
    scope.bindings.set(this.node, value);
    return scope;
  }
}

/** What `this` stands for where it is written. */
export function thisAt(node: ts.Node, scope: Scope | null, syntax: Syntax): Value {
  let at = node.parent;
  while (at && !syntax.isClassLike(at) && !syntax.isSourceFile(at)) {
    const hasOwn =
      syntax.isFunctionDeclaration(at) ||
      syntax.isFunctionExpression(at) ||
      (syntax.isObjectLiteralExpression(at.parent) && syntax.isFunctionLike(at));
    if (hasOwn) break;
    at = at.parent;
  }
  const found = at && syntax.isClassLike(at) ? bound(scope, at) : undefined;
  return found ? found.value : new Unread("what this is there is not known", node);
}

function isStatic(member: ts.ClassElement, syntax: Syntax): boolean {
  return (
    syntax.canHaveModifiers(member) &&
    (member.modifiers?.some(({ kind }) => kind === syntax.SyntaxKind.StaticKeyword) ?? false)
  );
}

/** The name of a member; null for a constructor, and where it is computed. */
function nameOf({ name }: ts.ClassElement, syntax: Syntax): string | null {
  return name && !syntax.isComputedPropertyName(name) ? name.text : null;
}
