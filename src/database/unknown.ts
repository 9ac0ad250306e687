import type { Database } from "better-sqlite3";
import type { NotAnalysed } from "../schema/location.ts";
import type { Table } from "../schema/schema.ts";
import { quoteName } from "../sql/quote.ts";
import { complaintOf, isUnknown } from "./complaint.ts";
import { once } from "./once.ts";

/** Adds an entry for each table or index that needs a collation or function the doctor does not have. */
export function findUnknowns(
  connection: Database,
  tables: readonly Table[],
  notAnalysed: NotAnalysed[],
): void {
  const functions = once(
    () =>
      new Set(
        connection.prepare<[], string>("SELECT DISTINCT lower(name) FROM pragma_function_list").pluck().all(),
      ),
  );
  const isKnown = collationTest(connection);
  for (const table of tables) {
    const collations = unknownCollations(table, isKnown);
    if (collations.length > 0) notAnalysed.push(entry(table, `the collation ${collations.join(", ")}`));
    // Compiling an INSERT tells for certain, and costs more than a look at the text.
    if (!mayNeedMore(table, functions)) continue;
    const complaint = complaintOf(
      connection,
      `EXPLAIN INSERT INTO main.${quoteName(table.name)} DEFAULT VALUES`,
    );
    const name = complaint === null || !isUnknown(complaint) ? null : complaint.replace(/^[^:]*: /, "");
    if (name !== null && !collations.includes(name.toUpperCase()))
      notAnalysed.push(entry(table, `the function ${name}`));
  }
}

function entry(table: Table, needs: string): NotAnalysed {
  return {
    what: `table ${table.name}`,
    location: null,
    why: `it needs ${needs}, which the application registers at run time and the doctor does not have: its rows cannot be fully compared`,
  };
}

/** The PRAGMA that lists collations lists those that a schema only mentions, too: compiling a comparison tells. */
function collationTest(connection: Database): (collation: string) => boolean {
  const known = new Map(["BINARY", "NOCASE", "RTRIM"].map((name) => [name, true]));
  return (collation) => {
    const before = known.get(collation);
    if (before !== undefined) return before;
    const found = complaintOf(connection, `SELECT 'a' < 'b' COLLATE ${quoteName(collation)}`) === null;
    known.set(collation, found);
    return found;
  };
}

function unknownCollations(table: Table, isKnown: (collation: string) => boolean): string[] {
  const unknown: string[] = [];
  const note = ({ collation }: { readonly collation: string }) => {
    if (collation !== "BINARY" && !isKnown(collation) && !unknown.includes(collation))
      unknown.push(collation);
  };
  table.columns.forEach(note);
  for (const unique of table.uniques) unique.columns.forEach(note);
  for (const index of table.indexes) index.parts.forEach(note);
  return unknown;
}

const callLike = /([A-Za-z_\u0080-\uFFFF][\w$\u0080-\uFFFF]*|["`\]])\s*\(|\b(?:regexp|match)\b/gi;
const words = new Set([
  "in",
  "and",
  "or",
  "not",
  "is",
  "like",
  "glob",
  "between",
  "when",
  "then",
  "else",
  "case",
  "exists",
  "cast",
  "values",
  "from",
  "as",
  "collate",
  "over",
  "filter",
]);

function mayNeedMore(table: Table, functions: () => ReadonlySet<string>): boolean {
  const isUnsure = (text: string | null | undefined) => text != null && mayCallUnknown(text, functions());
  return (
    table.checks.some(({ expression }) => isUnsure(expression)) ||
    table.columns.some(
      ({ default: value, generated }) =>
        isUnsure(generated?.expression) || (value?.startsWith("(") && isUnsure(value)),
    ) ||
    table.indexes.some(
      ({ parts, where }) => isUnsure(where) || parts.some(({ expression }) => isUnsure(expression)),
    )
  );
}

function mayCallUnknown(expression: string, functions: ReadonlySet<string>): boolean {
  for (const [, name] of expression.matchAll(callLike)) {
    const called = name?.toLowerCase();
    if (called === undefined || !(functions.has(called) || words.has(called))) return true;
  }
  return false;
}
