import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Role } from "./kinds.ts";
import type { Hole, Text } from "./parts.ts";
import { bare, type CodeProgram, type FunctionNode, isFunction, nameNode } from "./program.ts";
import type { Texts } from "./text.ts";

/** An expression that is handed over as SQL. */
export interface Handed {
  readonly call: ts.CallExpression;
  readonly role: Role;
  readonly driver: string;
  readonly sql: ts.Expression;
  readonly bound: readonly ts.Expression[];
  /** The function of the project that hands it on; null for a driver's own method. */
  readonly through: FunctionNode | null;
  /** Whether nothing but a name tells that it gets to a database. */
  readonly guessed: boolean;
}

/** Something that hands SQL on: which of its parameters, to what. */
export interface Carrier extends Pick<Handed, "role" | "driver" | "call" | "guessed"> {
  readonly target: FunctionNode;
  readonly parameter: number;
  /** The member of the parameter that is the SQL (`{ sql, args }`), or null for the whole. */
  readonly member: string | null;
}

/** The function that hands a parameter, or a member of one, on as it is; null where the SQL is something else. */
export function carrierOf(handed: Handed, texts: Texts, program: CodeProgram): Carrier | null {
  const parameter = parameterIn(texts.of(handed.sql, { callers: false }), program);
  const whole = parameter && carrierAt(parameter, null, handed);
  if (whole) return whole;
  const found = memberOf(bare(handed.sql), program);
  return found && carrierAt(found.parameter, found.member, handed);
}

/** The one parameter that texts are; what is empty at first, and members of it, aside. */
function parameterIn(texts: readonly Text[], program: CodeProgram): ts.ParameterDeclaration | null {
  const begun = texts.map(onlyPiece).filter((piece) => piece !== "");
  const holes = begun.filter((piece) => typeof piece === "object");
  const parameter = holes.find((hole) => hole?.parameter)?.parameter ?? null;
  const isOf = (hole: Hole | null): boolean =>
    hole !== null && (hole.parameter ?? memberOf(bare(hole.node), program)?.parameter) === parameter;
  return holes.length === begun.length && holes.every(isOf) ? parameter : null;
}

function onlyPiece({ pieces: [only = "", ...others] }: Text): string | Hole | null {
  return others.length === 0 ? only : null;
}

function carrierAt(
  parameter: ts.ParameterDeclaration,
  member: string | null,
  { role, driver, call, guessed }: Handed,
): Carrier | null {
  const target = parameter.parent;
  if (!isFunction(target) || nameNode(target) === undefined) return null;
  const place = target.parameters.indexOf(parameter);
  return { target, parameter: place, member, role, driver, call, guessed };
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
export function handsOn({ parameters: [first], body }: FunctionNode): boolean {
  if (!first || !body) return true;
  const name = first.name.getText();
  const visit = (node: ts.Node): boolean =>
    (compiler.isCallExpression(node) && node.arguments.some((argument) => argument.getText() === name)) ||
    compiler.forEachChild(node, visit) === true;
  return visit(body);
}
