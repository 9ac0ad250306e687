import type { ForeignKey } from "../schema/constraint.ts";
import { readConstraints } from "../sql/create-table.ts";
import { readNamedKeys } from "../sql/named-keys.ts";
import type { ListedColumn, StoredObject } from "./catalogue.ts";
import { isLiteral, type ReadColumn } from "./read-column.ts";
import { agreesOnForeignKeys } from "./read-foreign-key.ts";
import type { Written } from "./read-key.ts";

const words = /\b(?:CHECK|COLLATE|CONFLICT|DEFERRABLE|CONSTRAINT|AS)\b/;
const inParentheses = /\bDEFAULT[\s#]*\(/;

/** What the keywords of a stored DDL have some of if it says anything that neither a PRAGMA nor a lone one of them tells. */
export const untold = new RegExp(`${words.source}|${inParentheses.source}`, "i");

/** Literals, quoted names and comments. */
const notKeywords =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** A text in which keywords alone are left, each where it stands: what is quoted is quotes, and comments are `#`, which SQL has not. */
export function keywordsOf(sql: string): string {
  return sql.replace(notKeywords, (run) => {
    const isComment = run.startsWith("-") || run.startsWith("/");
    return isComment ? "#".repeat(run.length) : (quotes[run.length] ?? "'".repeat(run.length));
  });
}

/** Names and literals are short, mostly. */
const quotes = Array.from({ length: 64 }, (_, length) => "'".repeat(length));

/** A default: in parentheses a word or a literal, which the PRAGMA tells without them, or what takes another look. */
const aDefault = /DEFAULT\b(?:\s*(\(\s*(?:'(?:[^']|'')*'|[+-]?[\w.]+)\s*\))|(?=\s*(\(|--|\/\*))|)/iy;

/** What of a stored DDL can be read alone, or what else is untold; asked where keywords alone are left. */
const few = new RegExp(`(,\\s*CONSTRAINT\\b)|\\bSET\\s+DEFAULT\\b|\\b(DEFAULT)\\b|${words.source}`, "gi");

/** What the stored DDL says: of its columns, and what Written asks for. */
export interface ReadText extends Written {
  readonly columns: readonly (ReadColumn | undefined)[];
}

/** Where nothing of it had to be read. */
export const nothingWritten: ReadText = { columns: [], clauses: [], collations: new Map() };

/**
 * What a stored DDL says where only defaults and the constraints behind its columns say something untold; else null.
 * `keywords` is what `keywordsOf` leaves of it.
 */
export function readFew(
  { sql }: StoredObject,
  keywords: string,
  rows: readonly ListedColumn[],
  keys: readonly ForeignKey[],
): ReadText | null {
  const text = sql ?? "";
  const defaults: WrittenDefault[] = [];
  few.lastIndex = 0;
  for (let found = few.exec(keywords); found; found = few.exec(keywords)) {
    const said = found[0];
    const isOfTable = found[1] !== undefined;
    if (found[2] !== undefined) defaults.push(defaultAt(text, found.index));
    else if (!isOfTable && !/^SET\b/i.test(said)) return null;
    if (!isOfTable) continue;
    const columns = withDefaults(rows, defaults);
    const place = found.index + said.length - "CONSTRAINT".length;
    const clauses = columns && (readNamedKeys(text, place) ?? readConstraints(text, place));
    const agrees = clauses && agreesOnForeignKeys(keys, clauses);
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

function defaultAt(text: string, place: number): WrittenDefault {
  aDefault.lastIndex = place;
  const found = aDefault.exec(text);
  return { value: found?.[1], isUnclear: found?.[2] !== undefined };
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
