import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { driverOfReceiver, isForeign, isSql, type Role, roleOf } from "./kinds.ts";
import type { Hole, Text } from "./parts.ts";
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

/** Something that hands SQL on: which of its parameters, to what. */
interface Carrier {
  readonly target: FunctionNode;
  readonly parameter: number;
  /** The member of the parameter that is the SQL (`{ sql, args }`), or null for the whole. */
  readonly member: string | null;
  readonly role: Role;
  readonly driver: string;
  /** The call inside it. */
  readonly call: ts.CallExpression;
}

/** An expression that is handed over as SQL. */
interface Handed {
  readonly call: ts.CallExpression;
  readonly role: Role;
  readonly driver: string;
  readonly sql: ts.Expression;
  readonly bound: readonly ts.Expression[];
  readonly through: FunctionNode | null;
}

/** What was found, and what could not be worked out. */
export interface FoundCalls {
  readonly calls: readonly SqlCall[];
  readonly unknown: readonly { readonly node: ts.Node; readonly why: string }[];
}

const hops = 6;

/** Names under which statements are handed over. */
const sounding = /sql|quer|select|insert|update|delete|fetch|exec|statement|^(?:run|get|all|each|one|many)/i;

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
  /** The literals of what was found. */
  private readonly read = new Set<ts.Node>();

  constructor(program: CodeProgram) {
    this.program = program;
    this.texts = new Texts(program, (parameter) => this.handedOver(parameter));
  }

  find(): FoundCalls {
    for (const call of this.program.nodes.get(compiler.SyntaxKind.CallExpression) ?? []) {
      if (compiler.isCallExpression(call)) this.direct(call);
    }
    for (const tagged of this.program.nodes.get(compiler.SyntaxKind.TaggedTemplateExpression) ?? []) {
      if (compiler.isTaggedTemplateExpression(tagged)) this.tagged(tagged);
    }
    // Carriers found on the way carry to others: a hop each round.
    let known = 0;
    for (let hop = 0; hop < hops && known < this.carriers.length; hop++) {
      const next = this.carriers.slice(known);
      known = this.carriers.length;
      for (const carrier of next) this.carried(carrier);
    }
    for (const call of this.program.nodes.get(compiler.SyntaxKind.CallExpression) ?? []) {
      if (compiler.isCallExpression(call)) this.byLooks(call);
    }
    const strays = straysIn(this.program, this.read).map((node) => ({
      node,
      why: "no call was found that hands it to a database",
    }));
    return { calls: this.calls, unknown: [...this.unknown, ...strays] };
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
      this.take({ call, role, driver, sql, bound: bound ?? call.arguments.slice(1), through: null });
  }

  /** A call that nothing is known of but that its name sounds like a database and a statement is handed to it. */
  private byLooks(call: ts.CallExpression): void {
    const [sql] = call.arguments;
    const callee = bare(call.expression);
    if (!sql || !sounding.test(nameCalled(callee) ?? "") || isForeign(call)) return;
    if (this.calls.some((known) => known.call === call) || !this.mayBeDatabase(callee)) return;
    const texts = this.texts.of(sql).filter(isKnownInPart);
    const literals = [...this.texts.read];
    const isFound = literals.filter(isText).every((node) => this.read.has(node));
    if (isFound || !texts.some((text) => isSql(shown(text)))) return;
    this.note(literals);
    const bound = call.arguments.slice(1);
    const driver = "unknown";
    // What it gives is not known to be rows.
    this.calls.push({ call, role: "run", driver, texts, bound, through: null, tagged: false });
  }

  /** Whether something that is called may hand SQL on: no method of a known type, no function that keeps what it is given. */
  private mayBeDatabase(callee: ts.Expression): boolean {
    const target = functionOf(callee, this.program);
    if (target) return handsOn(target);
    const receiver = compiler.isPropertyAccessExpression(callee) ? callee.expression : null;
    return !receiver || driverOfReceiver(receiver, this.program.checker) !== null;
  }

  private note(literals: Iterable<ts.Node>): void {
    for (const node of literals) this.read.add(node);
  }

  private carried({ target, parameter, member, role, driver, call: inside }: Carrier): void {
    const calls = this.callsOf(target);
    // What is no known database may be anything that has a `get`: its parameter is SQL if it is called so.
    const name = target.parameters[parameter]?.name.getText() ?? "";
    if (calls.length === 0 && (driver !== "unknown" || /sql|quer|statement/i.test(name)))
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
      if (sql) this.take({ call, role, driver, sql, bound, through: target });
      else this.unknown.push({ node: call, why: atRunTime });
    }
  }

  private take(handed: Handed): void {
    const { call, role, driver, sql, bound, through } = handed;
    const carrier = this.carrierOf(handed) ?? this.memberCarrier(handed);
    if (carrier) {
      this.carriers.push(carrier);
      return;
    }
    const texts = this.texts.of(sql).filter(isKnownInPart);
    const literals = [...this.texts.read];
    const isDatabase = driver !== "unknown";
    // What a driver is given is SQL, however misspelt; of anything else only what begins as a statement does.
    const isTaken = texts.some(
      (text) => isSql(shown(text)) || (isDatabase && (role === "pragma" || isWhole(text))),
    );
    if (isTaken || isDatabase) this.note(literals);
    if (isTaken) this.calls.push({ call, role, driver, texts, bound, through, tagged: false });
    else if (isDatabase) this.unknown.push({ node: call, why: atRunTime });
  }

  /** A function that hands a parameter on as it is. */
  private carrierOf(handed: Handed): Carrier | null {
    const texts = this.texts.of(handed.sql, { callers: false });
    const [text] = texts;
    const [piece] = text?.pieces ?? [];
    if (texts.length !== 1 || text?.pieces.length !== 1 || typeof piece !== "object") return null;
    return this.carrierAt(piece, handed);
  }

  private carrierAt({ parameter }: Pick<Hole, "parameter">, { role, driver, call }: Handed): Carrier | null {
    if (!parameter || !isFunction(parameter.parent)) return null;
    const target = parameter.parent;
    if (nameNode(target) === undefined) return null;
    return { target, parameter: target.parameters.indexOf(parameter), member: null, role, driver, call };
  }

  /** A function whose parameter holds the SQL: `run({ sql })`. */
  private memberCarrier(handed: Handed): Carrier | null {
    const found = memberOf(bare(handed.sql), this.program);
    const carrier = found && this.carrierAt(found, handed);
    return carrier ? { ...carrier, member: found.member } : null;
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
    if (!/sql$/i.test(nameCalled(tag) ?? "") || isInsideTag(node)) return;
    const texts = this.texts.of(node);
    if (!texts.some((text) => isSql(shown(text)))) return;
    this.note(this.texts.read);
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

/** The parameter, and the member of it, that `query.sql` or the `sql` of `({ sql }) => …` is. */
function memberOf(
  node: ts.Expression,
  program: CodeProgram,
): { parameter: ts.ParameterDeclaration; member: string } | null {
  const isMember = compiler.isPropertyAccessExpression(node);
  const declaration = program.symbolOf(isMember ? node.expression : node)?.valueDeclaration;
  if (!declaration) return null;
  if (isMember)
    return compiler.isParameter(declaration) ? { parameter: declaration, member: node.name.text } : null;
  if (!compiler.isBindingElement(declaration)) return null;
  const { parent } = declaration.parent;
  const name = declaration.propertyName ?? declaration.name;
  return compiler.isParameter(parent) && compiler.isIdentifier(name)
    ? { parameter: parent, member: name.text }
    : null;
}

/** Whether a function gives what it is given first to another. */
function handsOn({ parameters: [first], body }: FunctionNode): boolean {
  if (!first || !body) return true;
  const name = first.name.getText();
  const visit = (node: ts.Node): boolean =>
    (compiler.isCallExpression(node) && node.arguments.some((argument) => argument.getText() === name)) ||
    compiler.forEachChild(node, visit) === true;
  return visit(body);
}

function isText(node: ts.Node): boolean {
  return compiler.isStringLiteralLike(node) || compiler.isTemplateExpression(node);
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
