import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { type Carrier, carrierOf, type Handed, handsOn } from "./carriers.ts";
import { driverOfReceiver, isForeign, isSql, type Role, roleOf } from "./kinds.ts";
import type { Text } from "./parts.ts";
import { bare, type CodeProgram, type FunctionNode, isFunction, nameCalled, nameNode } from "./program.ts";
import { statementsIn } from "./statements-in.ts";
import { straysIn } from "./strays.ts";
import { Texts } from "./text.ts";
import { functionOf, objectOf, propertyOf } from "./written.ts";

/** A call that hands SQL to a database, directly or through functions of the project. */
export interface SqlCall {
  readonly call: ts.CallExpression | ts.TaggedTemplateExpression;
  readonly role: Role;
  readonly driver: string;
  readonly texts: readonly Text[];
  /** What is bound, where it is handed over with the SQL. */
  readonly bound: readonly ts.Expression[];
  /** The function of the project that hands it on; null for a driver's own method. */
  readonly through: FunctionNode | null;
  /** Whether its holes are bound by the tag, not written into the text. */
  readonly tagged: boolean;
}

/** What was found, and what could not be worked out. */
export interface FoundCalls {
  readonly calls: readonly SqlCall[];
  readonly unknown: readonly { readonly node: ts.Node; readonly why: string }[];
  /** The texts of those that no call was found for. */
  readonly strays: readonly string[];
}

const hops = 6;

/** Names under which statements are handed over. */
const sounding =
  /sql|quer|select|insert|update|delete|mutate|fetch|exec|statement|^(?:run|get|all|each|one|many|first|rows?|scalar)/i;

/** Names of a parameter that is SQL, where nothing else tells. */
const namedAsSql = /sql|quer|statement/i;

const atRunTime = "its SQL is put together at run time";

/** Finds the calls that hand SQL to a database. */
export function findCalls(program: CodeProgram): FoundCalls {
  return new CallFinder(program).find();
}

class CallFinder {
  private readonly program: CodeProgram;
  private readonly texts: Texts;
  private readonly calls: SqlCall[] = [];
  private readonly unknown: { node: ts.Node; why: string }[] = [];
  private readonly carriers: Carrier[] = [];
  private readonly found = new Set<ts.Node>();
  /** The literals of what was found. */
  private readonly read = new Set<ts.Node>();

  constructor(program: CodeProgram) {
    this.program = program;
    this.texts = new Texts(program, (parameter) => this.handedOver(parameter));
  }

  find(): FoundCalls {
    const calls = (this.program.nodes.get(compiler.SyntaxKind.CallExpression) ?? []).filter(
      compiler.isCallExpression,
    );
    for (const call of calls) this.direct(call);
    this.follow(0);
    for (const tagged of this.program.nodes.get(compiler.SyntaxKind.TaggedTemplateExpression) ?? []) {
      if (compiler.isTaggedTemplateExpression(tagged)) this.tagged(tagged);
    }
    const followed = this.carriers.length;
    for (const call of calls) this.byLooks(call);
    this.follow(followed);
    const strays = straysIn(this.program, this.read);
    const why = "no call was found that hands it to a database";
    return {
      calls: this.calls,
      unknown: [...this.unknown, ...strays.map(({ node }) => ({ node, why }))],
      strays: strays.map(({ text }) => text),
    };
  }

  /** Carriers found on the way carry to others: a hop each round. */
  private follow(from: number): void {
    let known = from;
    for (let hop = 0; hop < hops && known < this.carriers.length; hop++) {
      const next = this.carriers.slice(known);
      known = this.carriers.length;
      for (const carrier of next) this.carried(carrier);
    }
  }

  private direct(call: ts.CallExpression): void {
    const callee = bare(call.expression);
    if (!compiler.isPropertyAccessExpression(callee)) return;
    const role = roleOf(callee.name.text);
    const [argument] = call.arguments;
    if (role === null || !argument) return;
    // A method of the project that is written out is looked into where it is written.
    if (functionOf(callee, this.program)) return;
    const driver = driverOfReceiver(callee.expression, this.program.checker);
    if (driver === null) return;
    const statements = statementsIn(argument, role, this.program);
    if (statements.length === 0 && driver !== "unknown") this.unknown.push({ node: call, why: atRunTime });
    for (const { sql, bound } of statements)
      this.take({
        ...{ call, role, driver, sql, bound: bound ?? call.arguments.slice(1) },
        ...{ through: null, guessed: false },
      });
  }

  /** A call that nothing is known of but that its name sounds like a database and a statement is handed to it. */
  private byLooks(call: ts.CallExpression): void {
    const [sql] = call.arguments;
    const callee = bare(call.expression);
    if (!sql || !sounding.test(nameCalled(callee) ?? "") || isForeign(call)) return;
    if (this.found.has(call) || !this.mayBeDatabase(callee)) return;
    // What it gives is not known to be rows.
    const bound = call.arguments.slice(1);
    const handed: Handed = { call, role: "run", driver: "unknown", sql, bound, through: null, guessed: true };
    const texts = this.textsOf(sql);
    if (this.isRead(texts)) return;
    const carrier = carrierOf(handed, this.texts, this.program);
    if (carrier && namedAsSql.test(nameOfParameter(carrier))) {
      this.carriers.push(carrier);
      return;
    }
    if (texts.some((text) => isSql(shown(text)))) this.add(handed, texts);
  }

  /** Whether all that is known of an expression was found before. */
  private isRead(texts: readonly Text[]): boolean {
    return texts.length > 0 && literalsOf(texts).every((node) => this.read.has(node));
  }

  /** Whether something that is called may hand SQL on: no method of a known type, no function that keeps what it is given. */
  private mayBeDatabase(callee: ts.Expression): boolean {
    const target = functionOf(callee, this.program);
    if (target) return handsOn(target);
    const receiver = compiler.isPropertyAccessExpression(callee) ? callee.expression : null;
    return !receiver || driverOfReceiver(receiver, this.program.checker) !== null;
  }

  /** What an expression may be, as far as something of it is known. */
  private textsOf(sql: ts.Expression): Text[] {
    return this.texts.of(sql).filter(isKnownInPart);
  }

  private note(texts: readonly Text[]): void {
    for (const node of literalsOf(texts)) this.read.add(node);
  }

  private add({ call, role, driver, sql, bound, through }: Handed, texts: readonly Text[]): void {
    this.note(texts);
    this.found.add(call);
    const tagged = compiler.isTaggedTemplateExpression(bare(sql));
    this.calls.push({ call, role, driver, texts, bound, through, tagged });
  }

  private carried(carrier: Carrier): void {
    const { target, parameter, member, role, driver, call: inside, guessed } = carrier;
    const calls = this.callsOf(target);
    // What is no known database may be anything that has a `get`: its parameter is SQL if it is called so.
    const isSure = driver !== "unknown" || namedAsSql.test(nameOfParameter(carrier));
    if (calls.length === 0 && isSure)
      this.unknown.push({
        node: inside,
        why: "its SQL is a parameter, and no call was found that hands it over",
      });
    for (const call of calls) {
      const argument = call.arguments[parameter] ?? target.parameters[parameter]?.initializer;
      if (!argument) continue;
      const object = member === null ? null : objectOf(argument, this.program);
      const sql = member === null ? argument : object && propertyOf(object, member);
      const bound = call.arguments.slice(parameter + 1);
      if (sql) this.take({ call, role, driver, sql, bound, through: target, guessed });
      else if (isSure) this.unknown.push({ node: call, why: atRunTime });
    }
  }

  private take(handed: Handed): void {
    const { call, role, driver } = handed;
    const carrier = carrierOf(handed, this.texts, this.program);
    if (carrier) {
      this.carriers.push(carrier);
      return;
    }
    const texts = this.textsOf(handed.sql);
    if (handed.guessed && this.isRead(texts)) return;
    const isDatabase = driver !== "unknown";
    // What a driver is given is SQL, however misspelt; of anything else only what begins as a statement does.
    const isTaken = texts.some(
      (text) => isSql(shown(text)) || (isDatabase && (role === "pragma" || isWhole(text))),
    );
    if (isTaken) this.add(handed, texts);
    else if (isDatabase) {
      this.note(texts);
      this.unknown.push({ node: call, why: atRunTime });
    }
  }

  /** What is handed over for a parameter by the calls of its function. */
  private handedOver(parameter: ts.ParameterDeclaration): ts.Expression[] {
    const target = parameter.parent;
    if (!isFunction(target)) return [];
    const place = target.parameters.indexOf(parameter);
    return this.callsOf(target).flatMap((call) => call.arguments[place] ?? []);
  }

  /** The calls of a function of the project. */
  private callsOf(target: FunctionNode): ts.CallExpression[] {
    const { program } = this;
    const name = nameNode(target);
    if (!name || !(compiler.isIdentifier(name) || compiler.isPrivateIdentifier(name))) return [];
    return program
      .callsNamed(name.text)
      .filter((call) => functionOf(bare(call.expression), program) === target);
  }

  /** A template with the tag `sql`, if it is a whole statement. */
  private tagged(node: ts.TaggedTemplateExpression): void {
    const tag = bare(node.tag);
    if (!/sql$/i.test(nameCalled(tag) ?? "") || isInsideTag(node) || this.read.has(node.template)) return;
    const texts = this.texts.of(node);
    if (!texts.some((text) => isSql(shown(text)))) return;
    this.note(texts);
    this.calls.push({
      call: node,
      role: "many",
      driver: "tag",
      texts,
      bound: [],
      through: null,
      tagged: true,
    });
  }
}

/** What the parameter is called that a function hands on, or the member of it. */
function nameOfParameter({ target, parameter, member }: Carrier): string {
  return member ?? target.parameters[parameter]?.name.getText() ?? "";
}

function literalsOf(texts: readonly Text[]): ts.Node[] {
  return texts.flatMap(({ literals }) => literals);
}

function isKnownInPart({ pieces }: Text): boolean {
  return pieces.some((piece) => typeof piece === "string" && piece.trim() !== "");
}

function isWhole({ pieces }: Text): boolean {
  return pieces.every((piece) => typeof piece === "string");
}

/** A text with a value for each hole, to see what kind of statement it is. */
function shown({ pieces }: Text): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : "?")).join("");
}

function isInsideTag(node: ts.Node): boolean {
  for (let at = node.parent; at && !compiler.isStatement(at); at = at.parent) {
    if (compiler.isTaggedTemplateExpression(at)) return true;
  }
  return false;
}
