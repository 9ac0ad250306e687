import { literal } from "./quote.ts";

/**
 * The texts that mean true and false to PostgreSQL, whatever their case and the blanks around them, and the numbers that a
 * column without affinity keeps as text. Nothing else stands for one of the two in every house: 2 and -1 do not.
 * https://www.postgresql.org/docs/current/datatype-boolean.html
 */
const yes = ["true", "t", "yes", "y", "on", "1", "1.0"];
const no = ["false", "f", "no", "n", "off", "0", "0.0"];

/** Whether a value is a text that stands for true or false. */
export function isBooleanWord(value: string): string {
  return `(typeof(${value}) = 'text' AND lower(trim(${value})) IN (${[...yes, ...no].map(literal).join(", ")}))`;
}

/** 1 or 0 for a text that stands for true or false. */
export function fromBooleanWord(value: string): string {
  return `lower(trim(${value})) IN (${yes.map(literal).join(", ")})`;
}
