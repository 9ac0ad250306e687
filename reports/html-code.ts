import { isUnshowable } from "./layout/plain.ts";
import { statements } from "./scripts.ts";
import { counted } from "./wording.ts";

/** SQL as the page shows it, with a button that copies it. */
export interface CodeBlock {
  readonly id: string;
  readonly label: string;
  /** What the button copies, in words. */
  readonly copied: string;
  readonly sql: string;
  readonly count: string;
  /** Whether what is shown is what it is: characters that cannot be shown stand as escapes, which no one should copy. */
  readonly isExact: boolean;
}

/** A block of statements. */
export function codeBlock(id: string, label: string, copied: string, sql: readonly string[]): CodeBlock {
  return { ...scriptBlock(id, label, copied, statements(sql)), count: counted(sql.length, "statement") };
}

/** A block of a whole script. */
export function scriptBlock(id: string, label: string, copied: string, sql: string): CodeBlock {
  const isExact = ![...sql.replaceAll("\r\n", "\n")].some(isHidden);
  return { id, label, copied, sql, count: counted(sql.split("\n").length, "line"), isExact };
}

function isHidden(character: string): boolean {
  return character !== "\n" && character !== "\t" && isUnshowable(character);
}
