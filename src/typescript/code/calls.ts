import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { driverOfReceiver, isSql, type Role, roleOf } from "./kinds.ts";
import type { Hole, Text } from "./parts.ts";
import { bare, type CodeProgram, type FunctionNode, isFunction, nameNode } from "./program.ts";
import { Texts } from "./text.ts";
import { functionOf, propertyOf } from "./written.ts";

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
}

/** What was found, and what could not be worked out. */
export interface FoundCalls {
  readonly calls: readonly SqlCall[];
  readonly unknown: readonly { readonly node: ts.Node; readonly why: string }[];
}

const hops = 3;

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
  private readonly callsByName = new Map<string, ts.CallExpression[]>();

  constructor(program: CodeProgram) {
    this.program = program;
    this.texts = new Texts(program, (parameter) => this.handedOver(parameter));
    for (const call of program.nodes.get(compiler.SyntaxKind.CallExpression) ?? []) {
      if (!compiler.isCallExpression(call)) continue;
      const name = calledName(call);
      if (name !== null) this.callsByName.set(name, [...(this.callsByName.get(name) ?? []), call]);
    }
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
    return { calls: this.calls, unknown: this.unknown };
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
    for (const { sql, bound } of statementsIn(argument, role)) {
      this.take({
        call,
        role,
        driver,
        sql,
        bound: bound ?? call.arguments.slice(1),
        through: null,
        isCertain: driver !== "unknown",
      });
    }
  }

  private carried(carrier: Carrier): void {
    const { target, parameter, member, role, driver } = carrier;
    const name = nameNode(target);
    const text =
      name && (compiler.isIdentifier(name) || compiler.isPrivateIdentifier(name)) ? name.text : null;
    for (const call of this.callsByName.get(text ?? "") ?? []) {
      if (functionOf(bare(call.expression), this.program) !== target) continue;
      const argument = call.arguments[parameter];
      const sql = argument && member !== null ? propertyOf(bare(argument), member) : argument;
      if (!sql) continue;
      const bound = call.arguments.slice(parameter + 1);
      this.take({ call, role, driver, sql, bound, through: target, isCertain: true });
    }
  }

  private take(found: {
    call: ts.CallExpression;
    role: Role;
    driver: string;
    sql: ts.Expression;
    bound: readonly ts.Expression[];
    through: FunctionNode | null;
    isCertain: boolean;
  }): void {
    const { call, role, driver, sql, bound, through, isCertain } = found;
    const own = this.texts.of(sql, { callers: false });
    const carrier = this.carrierOf(own, role, driver) ?? this.memberCarrier(sql, role, driver);
    if (carrier) {
      this.carriers.push(carrier);
      return;
    }
    const texts = this.texts.of(sql);
    const known = texts.filter(({ pieces }) =>
      pieces.some((piece) => typeof piece === "string" && piece.trim() !== ""),
    );
    const isPlausible = role === "pragma" ? driver !== "unknown" : known.some((text) => isSql(shown(text)));
    if (isPlausible) this.calls.push({ call, role, driver, texts: known, bound, through, tagged: false });
    else if (isCertain && (driver !== "unknown" || known.length > 0)) {
      const why = "its SQL is put together at run time";
      if (driver !== "unknown" || known.some((text) => isSql(shown(text))))
        this.unknown.push({ node: call, why });
    }
  }

  /** A function that hands a parameter on as it is. */
  private carrierOf(texts: readonly Text[], role: Role, driver: string): Carrier | null {
    const [text] = texts;
    const [piece] = text?.pieces ?? [];
    if (texts.length !== 1 || text?.pieces.length !== 1 || typeof piece !== "object") return null;
    return this.carrierAt(piece, role, driver);
  }

  private carrierAt({ parameter }: Hole, role: Role, driver: string): Carrier | null {
    if (!parameter || !isFunction(parameter.parent)) return null;
    const target = parameter.parent;
    if (nameNode(target) === undefined) return null;
    return { target, parameter: target.parameters.indexOf(parameter), member: null, role, driver };
  }

  /** A function whose parameter holds the SQL: `run({ sql })`. */
  private memberCarrier(sql: ts.Expression, role: Role, driver: string): Carrier | null {
    const node = bare(sql);
    if (!compiler.isPropertyAccessExpression(node) || !compiler.isIdentifier(node.expression)) return null;
    const parameter = this.program.symbolOf(node.expression)?.valueDeclaration;
    if (!parameter || !compiler.isParameter(parameter)) return null;
    const carrier = this.carrierAt({ node, parameter }, role, driver);
    return carrier ? { ...carrier, member: node.name.text } : null;
  }

  /** What is handed over for a parameter by the calls of its function. */
  private handedOver(parameter: ts.ParameterDeclaration): ts.Expression[] {
    const target = parameter.parent;
    if (!isFunction(target)) return [];
    const name = nameNode(target);
    const text = name && (compiler.isIdentifier(name) || compiler.isPrivateIdentifier(name)) ? name.text : "";
    const place = target.parameters.indexOf(parameter);
    return (this.callsByName.get(text) ?? [])
      .filter((call) => functionOf(bare(call.expression), this.program) === target)
      .flatMap((call) => call.arguments[place] ?? []);
  }

  /** A template with the tag `sql`, if it is a whole statement. */
  private tagged(node: ts.TaggedTemplateExpression): void {
    const tag = bare(node.tag);
    const name = compiler.isPropertyAccessExpression(tag)
      ? tag.name.text
      : compiler.isIdentifier(tag)
        ? tag.text
        : "";
    if (!/^sql$/i.test(name) || isInsideTag(node)) return;
    const texts = this.texts.of(node);
    if (!texts.some((text) => isSql(shown(text)))) return;
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

/** The statements in what a method is given: a text, `{ sql, args }`, or a list of these. */
function statementsIn(
  argument: ts.Expression,
  role: Role,
): { sql: ts.Expression; bound: readonly ts.Expression[] | null }[] {
  const node = bare(argument);
  if (role === "batch") {
    const list = compiler.isArrayLiteralExpression(node) ? node.elements : [];
    return list.flatMap((element) => statementsIn(element, "execute"));
  }
  const sql = propertyOf(node, "sql");
  if (sql && role === "execute") {
    const args = propertyOf(node, "args");
    return [{ sql, bound: args ? [args] : [] }];
  }
  if (role === "execute" && compiler.isArrayLiteralExpression(node) && node.elements[0])
    return [{ sql: node.elements[0], bound: node.elements.slice(1) }];
  return compiler.isObjectLiteralExpression(node) ? [] : [{ sql: argument, bound: null }];
}

function calledName(call: ts.CallExpression): string | null {
  const callee = bare(call.expression);
  if (compiler.isIdentifier(callee)) return callee.text;
  return compiler.isPropertyAccessExpression(callee) ? callee.name.text : null;
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
