import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Hole, Text } from "./parts.ts";

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
      if (quoteAround(sql) === "'" || beforeValue.test(sql)) values.push(piece);
      sql += quoteAround(sql) === "'" ? "x" : "?";
    }
  }
  return { sql, holes, values };
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
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  const { flags } = type;
  const tame = compiler.TypeFlags.NumberLike | compiler.TypeFlags.BigIntLike | compiler.TypeFlags.BooleanLike;
  if (flags & tame) return false;
  const members = type.isUnion() ? type.types : [type];
  return !members.every(
    (member) => member.flags & (tame | compiler.TypeFlags.StringLiteral | compiler.TypeFlags.EnumLiteral),
  );
}
