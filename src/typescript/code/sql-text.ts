import type { ts } from "ts-morph";
import { isErrorType } from "../builtin-types.ts";
import { compiler } from "../compiler.ts";
import type { Hole, Text } from "./parts.ts";
import { bare } from "./program.ts";

/** A text as SQLite gets it, each hole with a value in its place. */
export interface SqlText {
  readonly sql: string;
  /** The holes that a value stands in for, in order. */
  readonly holes: readonly Hole[];
  /** Those of them that stand where only a value can stand, not a name. */
  readonly values: readonly Hole[];
}

/** Puts something into each hole: a parameter, in a quoted text a character, in a quoted name a `?`, which no name has. */
export function sqlOf({ pieces }: Text): SqlText {
  let sql = "";
  const holes: Hole[] = [];
  const values: Hole[] = [];
  for (const piece of pieces) {
    if (typeof piece === "string") sql += piece;
    else {
      holes.push(piece);
      const isQuoted = quoteAround(sql) === "'" && !standsForName(sql);
      if (isQuoted || beforeValue.test(sql)) values.push(piece);
      sql += isQuoted ? "x" : "?";
    }
  }
  return { sql, holes, values };
}

/** Whether what follows a text is the name of a table, quoted as it may be: SQLite takes 'name' for one there, too. */
export function standsForName(before: string): boolean {
  return /\b(?:from|into|update|join|table)\s+["'`[]?$/i.test(before);
}

/** What a value stands behind: an operator, LIKE, LIMIT, or what begins or goes on in a list of IN or VALUES. */
const beforeValue = /(?:[=<>]|\b(?:like|glob|between|limit|offset)|\b(?:in|values)\s*\((?:[^()]*,)?)\s*$/i;

/** The quote that is open at the end of a text, comments aside. */
function quoteAround(sql: string): string | null {
  let open: string | null = null;
  for (let i = 0; i < sql.length; i++) {
    const character = sql.charAt(i);
    if (open !== null) {
      if (character === open) open = null;
    } else if (character === "'" || character === '"' || character === "`") open = character;
    else if (character === "[") open = "]";
    else if (sql.startsWith("--", i)) {
      const end = sql.indexOf("\n", i);
      if (end < 0) return null;
      i = end;
    }
  }
  return open;
}

/** Whether what is written into a text may be anything a user typed: no number, no truth, nothing of the language. */
export function isFree(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (isCounted(node) || isImported(node, checker)) return false;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  const { flags } = type;
  const tame = compiler.TypeFlags.NumberLike | compiler.TypeFlags.BigIntLike | compiler.TypeFlags.BooleanLike;
  if (flags & tame) return false;
  const members = type.isUnion() ? type.types : [type];
  return !members.every(
    (member) => member.flags & (tame | compiler.TypeFlags.StringLiteral | compiler.TypeFlags.EnumLiteral),
  );
}

/** Whether something is a number by the function that gives it. */
function isCounted(wrapped: ts.Expression): boolean {
  const node = bare(wrapped);
  return (
    compiler.isCallExpression(node) &&
    /^(?:parseInt|parseFloat|Number(?:\.parse\w+)?|BigInt|Math\.\w+|Date\.now)$/.test(
      node.expression.getText(),
    )
  );
}

/** Whether something is what a package gives its name to, and its type is not installed: no value of a user. */
function isImported(wrapped: ts.Expression, checker: ts.TypeChecker): boolean {
  const node = bare(wrapped);
  if (!compiler.isIdentifier(node) || !isErrorType(checker.getTypeAtLocation(node))) return false;
  const [declaration] = checker.getSymbolAtLocation(node)?.declarations ?? [];
  return declaration !== undefined && compiler.isImportSpecifier(declaration);
}
