import type { Affinity } from "../schema/affinity.ts";
import { canonicalExpression } from "./canonical.ts";
import { nameOf, tokenize } from "./tokens.ts";

/**
 * One text for all spellings of a column's default: quotes, parentheses, signs, TRUE and 1, and what the
 * column's affinity makes of the value. null for none, which is the same as NULL.
 * https://www.sqlite.org/lang_createtable.html#dfltval
 */
export function canonicalDefault(text: string | null, affinity: Affinity): string | null {
  if (text === null) return null;
  const canonical = known.get(text) ?? canonicalText(text);
  if (canonical === "NULL") return null;
  return stored(canonical, affinity);
}

/** A schema says the same few defaults over and over. */
const known = new Map<string, string>();
const most = { known: 1_000, letters: 100 };

function canonicalText(text: string): string {
  const canonical = canonicalExpression(bareWord(text) ?? text, { columns: [] });
  if (known.size < most.known && text.length <= most.letters) known.set(text, canonical);
  return canonical;
}

/** `DEFAULT word` and `DEFAULT "word"` are strings to SQLite, outside parentheses. */
function bareWord(text: string): string | null {
  const [only, second] = tokenize(text);
  if (!only || second) return null;
  const isName = only.kind === "quoted" || only.kind === "word";
  const isKeyword = /^(?:NULL|TRUE|FALSE|CURRENT_TIME|CURRENT_DATE|CURRENT_TIMESTAMP)$/i.test(only.text);
  return isName && !(only.kind === "word" && isKeyword) ? `'${nameOf(only).replaceAll("'", "''")}'` : null;
}

/** A literal as the column will hold it. https://www.sqlite.org/datatype3.html#type_affinity */
function stored(canonical: string, affinity: Affinity): string {
  const text = /^'((?:[^']|'')*)'$/s.exec(canonical)?.[1]?.replaceAll("''", "'");
  const isNumber = /^-?[0-9.][0-9.e+-]*$/i.test(canonical);
  if (affinity === "TEXT" && isNumber) return `'${canonical}'`;
  if (affinity === "TEXT" || affinity === "BLOB") return canonical;
  const spelled = text === undefined ? canonical : text.trim();
  if (!isNumber && !/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i.test(spelled)) return canonical;
  return shortest(spelled, affinity);
}

function shortest(spelled: string, affinity: Affinity): string {
  if (/^[+-]?[0-9]+$/.test(spelled)) {
    const whole = BigInt(spelled).toString();
    return affinity === "REAL" ? String(Number(whole)) : whole;
  }
  return String(Number(spelled));
}
