import { foldName } from "../schema/names.ts";
import type { StoredText } from "../schema/stored.ts";
import { quoteText } from "../sql/quote.ts";
import type { Plan, Step } from "./plan.ts";

/** The part of a schema that a plan has to do with, before it and after it. */
export interface Affected {
  /** Folded names of the tables (or views) that it concerns. */
  readonly tables: ReadonlySet<string>;
  /** Type and folded name of every object that is not the same before and after. */
  readonly objects: ReadonlySet<string>;
}

/** What a plan has to do with: the tables of its changes, and whatever has another text after it, where that is known. */
export function affectedBy(
  steps: readonly Step[],
  survivals: Plan["survivals"],
  before: readonly StoredText[],
  after: readonly StoredText[] | null,
): Affected {
  const changed = after === null ? [] : [...differing(before, after), ...differing(after, before)];
  const concerned = steps.flatMap((step) => step.changes.map(({ table }) => table));
  const moved = survivals.flatMap(({ from, to }) => [from, to]);
  return {
    tables: new Set([...concerned, ...moved, ...changed.map(({ table }) => table)].map(foldName)),
    objects: new Set(changed.map(keyOf)),
  };
}

function differing(some: readonly StoredText[], others: readonly StoredText[]): StoredText[] {
  const known = new Map(others.map((object) => [keyOf(object), object.sql]));
  return some.filter((object) => known.get(keyOf(object)) !== object.sql);
}

const keyOf = ({ type, name }: Pick<StoredText, "type" | "name">): string => `${type} ${foldName(name)}`;

/** A query that returns a row for each affected object that is missing, not expected, or another than in these texts. */
export function unlike(texts: readonly StoredText[], affected: Affected): string {
  const wanted = texts.filter(
    (object) => affected.tables.has(foldName(object.table)) || affected.objects.has(keyOf(object)),
  );
  const rows = wanted.map(({ type, name, sql }) => `  (${[type, name, sql].map(quoteText).join(", ")})`);
  const expected = rows.length === 0 ? "SELECT '', '', '' WHERE 0" : `VALUES\n${rows.join(",\n")}`;
  return [
    `WITH expected (type, name, sql) AS (${expected}\n),`,
    `found AS (SELECT type, name, sql FROM main.sqlite_schema WHERE ${isAffected(affected)})`,
    `SELECT type, name FROM (SELECT ${likeness} FROM expected EXCEPT SELECT ${likeness} FROM found)`,
    `UNION ALL SELECT type, name FROM (SELECT ${likeness} FROM found EXCEPT SELECT ${likeness} FROM expected)`,
  ].join("\n");
}

/** The condition of a row of sqlite_schema that is one of the objects a plan has to do with. */
export function isAffected({ tables, objects }: Affected): string {
  const list = (names: ReadonlySet<string>): string => [...names].sort().map(quoteText).join(", ");
  return (
    `sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ` +
    `AND (lower(tbl_name) IN (${list(tables)}) OR type || ' ' || lower(name) IN (${list(objects)}))`
  );
}

/** ALTER TABLE writes names in quotes of its own, and a tool its own spaces. */
const likeness = `type, lower(name) AS name, lower(${[
  "'\"'",
  "'`'",
  "'['",
  "']'",
  "' '",
  "char(9)",
  "char(10)",
  "char(13)",
].reduce((text, character) => `replace(${text}, ${character}, '')`, "sql")}) AS text`;
