import { Kind } from "./kinds.ts";

/** The kinds of operators between two values; of others it is enough that they are no known ones. */
const between: Readonly<Record<string, number>> = {
  "+": Kind.PlusToken,
  "-": Kind.MinusToken,
  "*": Kind.AsteriskToken,
  "**": Kind.AsteriskAsteriskToken,
  "/": Kind.SlashToken,
  "%": Kind.PercentToken,
  "<": Kind.LessThanToken,
  ">": Kind.GreaterThanToken,
  "<=": Kind.LessThanEqualsToken,
  ">=": Kind.GreaterThanEqualsToken,
  "==": Kind.EqualsEqualsToken,
  "===": Kind.EqualsEqualsEqualsToken,
  "!=": Kind.ExclamationEqualsToken,
  "!==": Kind.ExclamationEqualsEqualsToken,
  "||": Kind.BarBarToken,
  "&&": Kind.AmpersandAmpersandToken,
  "??": Kind.QuestionQuestionToken,
  ",": Kind.CommaToken,
  "=": Kind.EqualsToken,
  "+=": Kind.PlusEqualsToken,
};

const before: Readonly<Record<string, number>> = {
  "+": Kind.PlusToken,
  "-": Kind.MinusToken,
  "!": Kind.ExclamationToken,
  "~": Kind.TildeToken,
  "++": Kind.PlusPlusToken,
  "--": Kind.MinusMinusToken,
};

/** The kind of an operator between two values. */
export function operatorBetween(text: string): number {
  return between[text] ?? Kind.OtherToken;
}

/** The kind of an operator that assigns. */
export function assigning(text: string): number {
  return between[text] ?? Kind.OtherEqualsToken;
}

/** The kind of an operator before its value, or behind it. */
export function operatorBeside(text: string): number {
  return before[text] ?? Kind.OtherToken;
}
