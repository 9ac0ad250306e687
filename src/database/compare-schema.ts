import type { Database } from "better-sqlite3";
import { foldName } from "../schema/names.ts";
import { canonicalTokens } from "../sql/canonical.ts";
import { mentionedNames } from "../sql/mentions.ts";

/** A row of sqlite_schema. */
export interface StoredText {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/** The stored texts of all objects but SQLite's own, sorted by type and name. */
export function storedTexts(connection: Database): StoredText[] {
  return connection
    .prepare<[], StoredText>(
      'SELECT type, name, tbl_name AS "table", sql FROM main.sqlite_schema ' +
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
    .map(({ type, name }) => `${type} ${name}`);
}

function mentionsAny(sql: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  const mentioned = mentionedNames(sql);
  return [...names].some((name) => mentioned.has(name));
}

/** The objects that differ token by token, quotes and letter case aside: a rename there and back changes no more. */
export function differing(before: readonly StoredText[], after: readonly StoredText[]): string[] {
  const canonical = (list: readonly StoredText[]): Map<string, string> =>
    new Map(list.map((object) => [keyOf(object), canonicalTokens(object.sql)]));
  const [one, other] = [canonical(before), canonical(after)];
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key));
}
