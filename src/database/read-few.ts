import { readConstraints } from "../sql/create-table.ts";
import type { ListedColumn, ListedReference, StoredObject } from "./catalogue.ts";
import { isLiteral, type ReadColumn } from "./read-column.ts";
import { agreesOnForeignKeys, readForeignKeys } from "./read-foreign-key.ts";
import type { Written } from "./read-key.ts";

/** Words one of which the stored DDL has if it says anything that neither a PRAGMA nor a lone keyword tells. */
export const untold =
  // A comment can be matched in one way only, or many of them would be tried in all ways.
  /\b(?:CHECK|COLLATE|CONFLICT|DEFERRABLE|CONSTRAINT|AS)\b|\bDEFAULT(?:\s|--[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*\(/i;

/** Literals, quoted names and comments. */
export const notKeywords =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** A default: in parentheses a word or a literal, which the PRAGMA tells without them, or what takes another look. */
const aDefault = /(\bDEFAULT\b)(?:\s*(\(\s*(?:'(?:[^']|'')*'|[+-]?[\w.]+)\s*\))|(?=\s*(\(|--|\/\*))|)/;

/** What of a stored DDL can be read alone, or what else is untold; what is neither in literals, quoted names and comments. */
const few = new RegExp(
  `${notKeywords.source}|(,\\s*CONSTRAINT\\b)|\\bSET\\s+DEFAULT\\b|${aDefault.source}|(${untold.source})`,
  "gi",
);

/** What the stored DDL says: of its columns, and what Written asks for. */
export interface ReadText extends Written {
  readonly columns: readonly (ReadColumn | undefined)[];
}

/** Where nothing of it had to be read. */
export const nothingWritten: ReadText = { columns: [], clauses: [], collations: new Map() };

/** What a stored DDL says where only defaults and the constraints behind its columns say something untold; else null. */
export function readFew(
  { sql }: StoredObject,
  rows: readonly ListedColumn[],
  references: readonly ListedReference[],
): ReadText | null {
  const defaults: WrittenDefault[] = [];
  for (const { 0: text, 1: ofTable, 2: word, 3: value, 4: unclear, 5: other, index } of (sql ?? "").matchAll(
    few,
  )) {
    if (other !== undefined) return null;
    if (word !== undefined) defaults.push({ value, isUnclear: unclear !== undefined });
    if (ofTable === undefined) continue;
    const columns = withDefaults(rows, defaults);
    const clauses = columns && readConstraints(sql ?? "", index + text.length - "CONSTRAINT".length);
    const agrees = clauses && agreesOnForeignKeys(readForeignKeys(references, []), clauses);
    return agrees ? { ...nothingWritten, columns, clauses } : null;
  }
  const columns = withDefaults(rows, defaults);
  return columns && { ...nothingWritten, columns };
}

interface WrittenDefault {
  /** With its parentheses, where a word or a literal stands in them. */
  readonly value: string | undefined;
  /** Whether what the PRAGMA gives may have stood in parentheses all the same. */
  readonly isUnclear: boolean;
}

/** The columns with their defaults, which stand in the text in the same order; null where that is not sure. */
function withDefaults(
  rows: readonly ListedColumn[],
  defaults: readonly WrittenDefault[],
): ReadText["columns"] | null {
  let at = 0;
  let isSure = true;
  const columns = rows.map(({ dflt_value: listed }) => {
    if (listed === null) return undefined;
    const { value, isUnclear } = defaults[at++] ?? { isUnclear: true };
    if (isUnclear && isLiteral(listed)) isSure = false;
    return value === undefined ? undefined : { defaultText: value };
  });
  return isSure && at === defaults.length ? columns : null;
}
