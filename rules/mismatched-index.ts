import type { ChangeOf } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge } from "../src/engine/verdict.ts";
import { counted, listed, shown } from "../src/engine/wording.ts";
import { partsKey } from "../src/engine/wording-of-keys.ts";
import { actualParts, actualTable } from "../src/evidence/actual-names.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import type { Index } from "../src/schema/constraint.ts";
import type { DeclaredIndex } from "../src/schema/declared.ts";
import { duplicateRows } from "../src/sql/probes.ts";

type Replace = ChangeOf<"replace-index">;

const orders = "CREATE TABLE orders (id INTEGER PRIMARY KEY, number TEXT, placed_at TEXT);\n";

export const mismatchedIndex = defineRule({
  id: "mismatched-index",
  category: "schema",
  component: "Database",
  severity: "medium",
  summary: "An index has other columns, order, collation, predicate or uniqueness than the model declares.",
  why: "A query that counts on the declared index does not find it. Where uniqueness differs the issue is high, and critical when duplicates are stored that the declared index forbids.",
  examples: {
    bad: [
      {
        declared: `${orders}CREATE INDEX orders_by_date ON orders (placed_at DESC, number);`,
        actual: `${orders}CREATE INDEX orders_by_date ON orders (number);`,
      },
      {
        declared: `${orders}CREATE UNIQUE INDEX orders_by_number ON orders (number);`,
        actual: `${orders}CREATE INDEX orders_by_number ON orders (number);`,
        severity: "high",
      },
    ],
    good: [
      {
        declared: `${orders}CREATE INDEX orders_by_date ON orders (placed_at ASC);`,
        actual: `${orders}CREATE INDEX orders_by_date ON orders ("placed_at");`,
      },
    ],
  },
  *probes(evidence) {
    for (const change of changesOf(evidence.drift, "replace-index")) {
      const probe = duplicatesOf(evidence, change);
      if (probe !== null) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "replace-index"), (table, changes) => ({
      title: `${counted(changes.length, "index", "indexes")} of ${shown(table)} ${changes.length === 1 ? "differs" : "differ"} from the model: ${listed(changes.map(({ actual }) => shown(actual.name)))}`,
      description: `Model and database disagree on ${counted(changes.length, "index", "indexes")} of ${shown(table)}.`,
      rootCause:
        "The index was changed on one side only; CREATE INDEX IF NOT EXISTS keeps the old one without a word.",
      impact:
        "Queries that count on the declared index do not find it, or rows are accepted or refused otherwise than declared.",
      repairAction:
        "Drop the index and create it as declared. Duplicates that a unique one forbids block it until they are mended.",
      findings: changes.map((change) => findingOf(evidence, change)),
    }));
  },
});

function findingOf(evidence: Evidence, change: Replace): Finding {
  const { table, declared, actual } = change;
  const base = `Index ${shown(actual.name)} on ${shown(table)} is ${indexText(actual)} in the database, the model declares ${indexText(declared)}.`;
  const place = { table, location: declared.location ?? placeOf(evidence, table) };
  const key = `index:${partsKey(declared.parts, declared.where)}`;
  if (!declared.unique) return finding(actual.unique ? "high" : "medium", key, base, place);
  const verdict = judge(rowsOf(evidence, duplicatesOf(evidence, change)), "high", {
    some: (count) => `${counted(count, "value is", "values are")} stored more than once.`,
    none: "No duplicates are stored.",
  });
  return finding(verdict.severity, key, `${base} ${verdict.words}`, { ...place, query: verdict.query });
}

function indexText(index: Index | DeclaredIndex): string {
  return `${index.unique ? "UNIQUE " : ""}${partsKey(index.parts, index.where)}`;
}

function duplicatesOf(evidence: Evidence, { table, declared }: Replace): Probe | null {
  const actual = actualTable(evidence, table);
  const parts = actualParts(evidence, table, declared.parts);
  return !declared.unique || actual === null || parts === null
    ? null
    : duplicateRows(actual, parts, declared.where);
}
