import type { ChangeOf } from "../src/diff/change.ts";
import type { Drift } from "../src/diff/drift.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge } from "../src/engine/verdict.ts";
import { counted, shown, shownSql } from "../src/engine/wording.ts";
import { actualColumnName, actualTable } from "../src/evidence/actual-names.ts";
import { byTable, changesOf } from "../src/evidence/changes.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { pairOf, placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { comesWithColumns } from "../src/evidence/with-columns.ts";
import { foldName, sameName } from "../src/schema/names.ts";
import { mentionedNames } from "../src/sql/mentions.ts";
import { violatingRows } from "../src/sql/probes.ts";

type Added = ChangeOf<"add-check">;
type Dropped = ChangeOf<"drop-check">;

export const mismatchedCheck = defineRule({
  id: "mismatched-check",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "A CHECK allows other values than the model declares.",
  why: "The database refuses a value that the code writes, or accepts one that the code takes for impossible. Sets of values are compared as sets: their order and spelling do not count. It is critical when values are stored that the declared CHECK forbids.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'paid', 'sent')));",
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'paid')));\nINSERT INTO orders VALUES (1, 'paid');",
      },
      {
        declared:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'paid')));",
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'paid', 'lost')));\nINSERT INTO orders VALUES (1, 'lost');",
        severity: "critical",
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'paid')));",
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('paid','open')));",
      },
    ],
  },
  *probes(evidence) {
    for (const [added] of pairedChecks(evidence).pairs) {
      const probe = violatedBy(evidence, added);
      if (probe !== null) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    const { pairs } = pairedChecks(evidence);
    const droppedFor = new Map(pairs);
    for (const draft of issuePerTable(
      pairs.map(([added]) => added),
      (table, changes) => ({
        title: `${counted(changes.length, "CHECK")} of ${shown(table)} ${changes.length === 1 ? "differs" : "differ"} from the model`,
        description: `Model and database disagree on which values ${shown(table)} may hold.`,
        rootCause:
          "The set of values or the condition was changed on one side only; the database keeps the CHECK it was made with.",
        impact: "Writes that the code makes are refused, or values are stored that it takes for impossible.",
        repairAction:
          'Replace the CHECK by the declared one. Rows that break it block it until they are mended; for a CHECK of one column, "backfills" in the config says what such a value becomes.',
        findings: changes.map((change) => findingOf(evidence, change, droppedFor.get(change))),
      }),
    )) {
      const own = pairs.filter(([added]) => draft.changes.includes(added));
      yield { ...draft, changes: own.flat() };
    }
  },
});

function findingOf(evidence: Evidence, added: Added, dropped: Dropped | undefined): Finding {
  const verdict = judge(rowsOf(evidence, violatedBy(evidence, added)), "high", {
    some: (count) => `${counted(count, "row breaks", "rows break")} the declared one.`,
    none: "No row breaks the declared one.",
  });
  const actual = shownSql(dropped?.actual.expression ?? "");
  return finding(
    verdict.severity,
    checkKey(added.declared.expression),
    `CHECK of ${shown(added.table)} is (${actual}) in the database, the model declares (${shownSql(added.declared.expression)}). ${verdict.words}`,
    { table: added.table, location: placeOf(evidence, added.table), query: verdict.query },
  );
}

interface PairedChecks {
  readonly pairs: readonly (readonly [Added, Dropped])[];
  readonly missing: readonly Added[];
  readonly unexpected: readonly Dropped[];
}

const paired = new WeakMap<Drift, PairedChecks>();

/** Holds the CHECKs to add against those to drop: two of one name, or about the same columns, are one that differs. */
export function pairedChecks(evidence: Evidence): PairedChecks {
  const known = paired.get(evidence.drift);
  if (known) return known;
  const pairs: (readonly [Added, Dropped])[] = [];
  const missing: Added[] = [];
  const dropped = new Map(byTable(changesOf(evidence.drift, "drop-check")));
  for (const added of changesOf(evidence.drift, "add-check")) {
    const candidates = dropped.get(added.table) ?? [];
    const counterpart = counterpartOf(evidence, added, candidates);
    if (counterpart) {
      candidates.splice(candidates.indexOf(counterpart), 1);
      pairs.push([added, counterpart]);
    } else if (!comesWithColumns(evidence, added)) missing.push(added);
  }
  const result = { pairs, missing, unexpected: [...dropped.values()].flat() };
  paired.set(evidence.drift, result);
  return result;
}

/** The CHECK to drop that has the same name, or else is about the same columns. */
function counterpartOf(evidence: Evidence, added: Added, dropped: readonly Dropped[]): Dropped | undefined {
  const { name, expression } = added.declared;
  const subject = subjectOf(evidence, added.table, expression);
  return (
    dropped.find(({ actual }) => name !== null && actual.name !== null && sameName(name, actual.name)) ??
    dropped.find(({ actual }) => subjectOf(evidence, added.table, actual.expression) === subject)
  );
}

/** The columns that a CHECK is about, under their declared names. */
function subjectOf(evidence: Evidence, table: string, expression: string): string {
  const names = mentionedNames(expression);
  const columns = pairOf(evidence, table)?.declared.columns ?? [];
  const about = columns.filter(({ name }) => {
    const actual = actualColumnName(evidence, table, name) ?? name;
    return names.has(foldName(name)) || names.has(foldName(actual));
  });
  return about.map(({ name }) => name).join("\0");
}

/** What makes a CHECK this one and no other inside its table. */
export function checkKey(expression: string): string {
  return `check:${expression.replace(/\s+/g, " ")}`;
}

/** The rows that a declared CHECK forbids, or null while its table does not exist. */
export function violatedBy(
  evidence: Evidence,
  { table, declared }: Pick<ChangeOf<"add-check">, "table" | "declared">,
): Probe | null {
  const actual = actualTable(evidence, table);
  return actual === null ? null : violatingRows(actual, declared.expression);
}
