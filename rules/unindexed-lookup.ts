import type { ChangeOf } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft, QueryPlans } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown } from "../src/engine/wording.ts";
import { shownParts } from "../src/engine/wording-of-keys.ts";
import type { IndexTrial, TriedQuery } from "../src/evidence/code.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { declaredTable } from "../src/evidence/lookup.ts";
import type { IndexPart } from "../src/schema/constraint.ts";
import { foldName } from "../src/schema/names.ts";
import { indexName, printIndex } from "../src/sql/print-table.ts";

const types =
  "/** @table orders */\nexport interface Order {\n  id: number;\n  customerId: number;\n  placedAt: string;\n}";
const orders =
  "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, placed_at TEXT NOT NULL);";
const code = `import type { Database } from "better-sqlite3";

export function ordersOf(db: Database, customer: number): unknown[] {
  return db.prepare("SELECT id, placed_at FROM orders WHERE customer_id = ? ORDER BY placed_at").all(customer);
}`;
const indexed = `${orders}\nCREATE INDEX orders_of_customer ON orders (customer_id, placed_at);`;
const bad = { declared: { types }, actual: orders, code };
const good = { declared: { types }, actual: indexed, code };

export const unindexedLookup = defineRule({
  id: "unindexed-lookup",
  category: "performance",
  component: "Database",
  severity: "medium",
  summary: "A statement reads or sorts a whole table where an index would lead it to its rows.",
  why: "Such a statement takes longer with every row that is added, also for one row. An index is named only after it was made on an empty copy of the schema, with the database's statistics, and SQLite's plan for the statement used it; one index stands for all statements that it serves.",
  needs: ["index-trials"],
  examples: { bad: [bad], good: [good] },
  *check(evidence): Generator<IssueDraft> {
    const lookups = evidence.code.trials.flatMap((trial) => lookupOf(trial, evidence));
    if (lookups.length === 0) return;
    const names = lookups.map(({ words }) => words);
    const what = counted(lookups.length, "lookup");
    yield {
      subject: "lookups",
      table: null,
      title: `${what} without an index: ${listed(names)}`,
      description: `Statements filter, join or sort by columns for which no index is there: ${names.join(", ")}.`,
      rootCause: "The statements were written, or the tables grew, without an index for them.",
      impact: "SQLite reads or sorts the whole table each time, and takes longer with every row.",
      repairAction: repairOf(lookups),
      findings: lookups.map((lookup) => lookup.finding),
      changes: lookups.flatMap(({ change }) => change ?? []),
    };
  },
});

/** A lookup with the index it wants. */
interface Lookup {
  /** The table and columns in words. */
  readonly words: string;
  readonly finding: Finding;
  readonly sql: string;
  /** The file of a complete declaration, which would have to state the index. */
  readonly declaredIn: string | null;
  /** Absent where a person must make or declare the index. */
  readonly change: ChangeOf<"create-index"> | null;
}

interface Use {
  readonly query: TriedQuery;
  readonly columns: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function lookupOf({ table, columns, uses }: IndexTrial, evidence: Evidence): Lookup[] {
  const found = uses.flatMap((use): Use[] => {
    const query = evidence.code.queries[use.query];
    return query ? [{ ...use, query }] : [];
  });
  // The one that needs most of the index shows best what it does.
  const [first] = [...found].sort((a, b) => b.columns.length - a.columns.length);
  if (!first) return [];
  const parts = columns.map(({ name, descending }) => partOf(name, descending));
  const index = { unique: false, parts, where: null };
  const model = declaredTable(evidence, table);
  const change: ChangeOf<"create-index"> = { kind: "create-index", table, declared: index };
  return [
    {
      words: `${shown(table)} ${shownParts(parts)}`,
      finding: finding("medium", keyOf(table, parts), messageOf(table, parts, first, found), {
        table,
        location: first.query.location,
        queryPlans: found.map(plansOf),
        ...(columns.length === 1 && columns[0] ? { column: columns[0].name } : {}),
      }),
      sql: `${printIndex(table, index, indexName(table, index))};`,
      declaredIn: model?.complete ? (model.location?.file ?? "the model") : null,
      change: model && !model.complete ? change : null,
    },
  ];
}

/** A column of an index under its own collation, which stands in no CREATE INDEX. */
function partOf(column: string, descending: boolean): IndexPart {
  return { column, expression: null, collation: "BINARY", descending };
}

function keyOf(table: string, parts: readonly IndexPart[]): string {
  const columns = parts.map(
    ({ column, descending }) => `${foldName(column ?? "")}${descending ? " desc" : ""}`,
  );
  return [foldName(table), ...columns].join("\0");
}

function messageOf(table: string, parts: readonly IndexPart[], first: Use, uses: readonly Use[]): string {
  const places = [first, ...uses.filter((use) => use !== first)].map(placeOf);
  const before = first.before.filter((line) => !first.after.includes(line));
  const after = first.after.filter((line) => !first.before.includes(line));
  return `${shown(table)} has no index ${shownParts(parts)} for ${listed([...new Set(places)])}. Without it SQLite plans ${before.join("; ")}, and with it ${after.join("; ")}.`;
}

function plansOf({ query: { location, sql }, before, after }: Use): QueryPlans {
  return { location, sql, before, after };
}

function placeOf({ query: { location } }: Use): string {
  return `${location.file}:${location.line}`;
}

function repairOf(lookups: readonly Lookup[]): string {
  const texts = (some: readonly Lookup[]): string => some.map(({ sql }) => sql).join(" ");
  const planned = lookups.filter(({ change }) => change);
  const stated = lookups.filter(({ declaredIn }) => declaredIn !== null);
  const others = lookups.filter(({ change, declaredIn }) => !change && declaredIn === null);
  const files = listed([...new Set(stated.flatMap(({ declaredIn }) => declaredIn ?? []))]);
  return [
    ...(planned.length > 0 ? [`Create ${counted(planned.length, "index", "indexes")}.`] : []),
    ...(stated.length > 0
      ? [`Declare in ${files}, which states every index of its tables: ${texts(stated)}`]
      : []),
    ...(others.length > 0 ? [`Create by hand, on what the model does not declare: ${texts(others)}`] : []),
  ].join(" ");
}
