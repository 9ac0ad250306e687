import type { Database } from "better-sqlite3";
import { foldName } from "../schema/names.ts";
import type { StoredText } from "../schema/stored.ts";
import { canonicalTokens } from "../sql/canonical.ts";
import { readCreateTable } from "../sql/create-table.ts";
import { inSingleQuotes } from "../sql/double-quoted.ts";
import { mentionedNames } from "../sql/mentions.ts";

/** The stored texts of all objects but SQLite's own, sorted by type and name. */
export function storedTexts(connection: Database, database = "main"): StoredText[] {
  return connection
    .prepare<[], StoredText>(
      `SELECT type, name, tbl_name AS "table", sql FROM ${database}.sqlite_schema ` +
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name",
    )
    .all();
}

const keyOf = ({ type, name }: StoredText): string => `${type} ${foldName(name)}`;

/** What a repair may change: tables by name with what hangs on them, and what renames carry a new name into. */
export interface Concerned {
  /** Folded names of tables, indexes, views and triggers the plan changes. */
  readonly objects: ReadonlySet<string>;
  /** Folded names that a rename rewrites wherever they stand. */
  readonly renamed: ReadonlySet<string>;
}

/** The objects the plan does not concern whose stored text is not byte-identical after it. */
export function disturbed(
  before: readonly StoredText[],
  after: readonly StoredText[],
  concerned: Concerned,
): string[] {
  const now = new Map(after.map((object) => [keyOf(object), object.sql]));
  return before
    .filter(
      ({ name, table, type }) =>
        !concerned.objects.has(foldName(name)) &&
        !(type === "table" && concerned.objects.has(foldName(table))),
    )
    .filter(({ sql }) => !mentionsAny(sql, concerned.renamed))
    .filter((object) => now.get(keyOf(object)) !== object.sql)
    .filter(
      (object) =>
        requoted(object, before) !== requoted({ ...object, sql: now.get(keyOf(object)) ?? "" }, before),
    )
    .map(({ type, name }) => `${type} ${name}`);
}

/** Whether a text names one of these. */
export function mentionsAny(sql: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  const mentioned = mentionedNames(sql);
  return [...names].some((name) => mentioned.has(name));
}

/** The objects that differ token by token, quotes and letter case aside: a rename there and back changes no more. */
export function differing(before: readonly StoredText[], after: readonly StoredText[]): string[] {
  const textOf = (list: readonly StoredText[]) => new Map(list.map((object) => [keyOf(object), object.sql]));
  const [one, other] = [textOf(before), textOf(after)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((key) => !isSameText(one.get(key), other.get(key)))
    .filter((key) => !isRequoted(key, before, after));
}

function isSameText(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && canonicalTokens(a) === canonicalTokens(b);
}

/** A rebuild may not write strings in double quotes again as they were. */
function isRequoted(key: string, before: readonly StoredText[], after: readonly StoredText[]): boolean {
  const [old, now] = [before, after].map((list) => list.find((object) => keyOf(object) === key));
  if (!old || !now) return false;
  return canonicalTokens(requoted(old, before)) === canonicalTokens(requoted(now, before));
}

/** The text with strings in single quotes, by the columns its table has in these texts. */
export function requoted(object: StoredText, texts: readonly StoredText[]): string {
  if (object.type !== "table" && object.type !== "index") return object.sql;
  const owner = texts.find(({ type, name }) => type === "table" && foldName(name) === foldName(object.table));
  const columns = owner ? readCreateTable(owner.sql)?.columns : undefined;
  return columns
    ? inSingleQuotes(
        object.sql,
        columns.map(({ name }) => name),
      )
    : object.sql;
}
