import type { ChangeOf } from "../src/diff/change.ts";
import type { Drift } from "../src/diff/drift.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge, type Verdict } from "../src/engine/verdict.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { partsKey } from "../src/engine/wording-of-keys.ts";
import { actualParts, actualTable } from "../src/evidence/actual-names.ts";
import { byTable, changesOf } from "../src/evidence/changes.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { declaredTable, placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { comesWithColumns } from "../src/evidence/with-columns.ts";
import type { Conflict } from "../src/schema/column.ts";
import type { IndexPart } from "../src/schema/constraint.ts";
import { foldName, sameName } from "../src/schema/names.ts";
import { duplicateRows } from "../src/sql/probes.ts";

export type AddedUnique = ChangeOf<"add-unique"> | ChangeOf<"create-index">;
export type DroppedUnique = ChangeOf<"drop-unique"> | ChangeOf<"drop-index">;

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, tenant INTEGER";

export const mismatchedUnique = defineRule({
  id: "mismatched-unique",
  category: "schema",
  component: "Database",
  severity: "high",
  summary:
    "A uniqueness has other columns, another collation or another conflict clause than the model declares.",
  why: "Other rows count as duplicates than the code expects, or a duplicate does something else: with ON CONFLICT REPLACE the row that was there is deleted without a word. It is critical when rows are stored that the declared uniqueness forbids.",
  examples: {
    bad: [
      {
        declared: `${users}, CONSTRAINT one_email UNIQUE (tenant, email));`,
        actual: `${users}, CONSTRAINT one_email UNIQUE (email));`,
      },
      {
        declared: `${users}, UNIQUE (email));`,
        actual: `${users}, UNIQUE (email) ON CONFLICT REPLACE);`,
      },
      {
        declared: `${users}, CONSTRAINT one_email UNIQUE (email));`,
        actual: `${users}, CONSTRAINT one_email UNIQUE (tenant, email));\nINSERT INTO users VALUES (1, 'ada@example.org', 1), (2, 'ada@example.org', 2);`,
        severity: "critical",
      },
    ],
    good: [
      {
        declared: `${users}, CONSTRAINT one_email UNIQUE (tenant, email));`,
        actual: `${users}, CONSTRAINT email_of_tenant UNIQUE (email, tenant) ON CONFLICT ABORT);`,
      },
    ],
  },
  *probes(evidence) {
    for (const [added] of pairedUniques(evidence).pairs) {
      const probe = duplicatesOf(evidence, added);
      if (probe !== null) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    const { pairs } = pairedUniques(evidence);
    const dropped = new Map(pairs);
    const drafts = issuePerTable(
      pairs.map(([added]) => added),
      (table, changes) => ({
        title: `${counted(changes.length, "uniqueness", "uniquenesses")} of ${shown(table)} ${changes.length === 1 ? "differs" : "differ"} from the model`,
        description: `Model and database disagree on which rows of ${shown(table)} are duplicates, or on what becomes of them.`,
        rootCause: "The uniqueness was changed on one side only; SQLite cannot change a constraint in place.",
        impact: "Rows are refused, accepted or replaced otherwise than the code expects.",
        repairAction:
          "Replace the uniqueness by the declared one. Duplicates that are stored block it until they are mended.",
        findings: changes.map((change) => findingOf(evidence, change, dropped.get(change))),
      }),
    );
    for (const draft of drafts) {
      yield { ...draft, changes: pairs.filter(([added]) => draft.changes.includes(added)).flat() };
    }
  },
});

function findingOf(evidence: Evidence, added: AddedUnique, dropped: DroppedUnique | undefined): Finding {
  const verdict = judgeDuplicates(evidence, added);
  const actual = dropped ? uniqueText(dropped) : "otherwise";
  return finding(
    verdict.severity,
    `unique:${uniqueText(added)}`,
    `Unique in ${shown(added.table)} is ${actual} in the database, the model declares ${uniqueText(added)}. ${verdict.words}`,
    {
      table: added.table,
      location: added.declared.location ?? placeOf(evidence, added.table),
      query: verdict.query,
    },
  );
}

/** What the rows make of a uniqueness that is to be added. */
export function judgeDuplicates(evidence: Evidence, added: AddedUnique): Verdict {
  return judge(rowsOf(evidence, duplicatesOf(evidence, added)), "high", {
    some: (count) => `${counted(count, "value is", "values are")} stored more than once.`,
    none: "No duplicates are stored.",
  });
}

/** The rows that a uniqueness forbids, or null while a column of it does not exist. */
export function duplicatesOf(evidence: Evidence, added: AddedUnique): Probe | null {
  const { parts, where } = keyOf(added);
  const table = actualTable(evidence, added.table);
  const named = actualParts(evidence, added.table, parts);
  return table === null || named === null ? null : duplicateRows(table, named, where);
}

/** What a change makes unique, or no longer unique. */
export function keyOf(change: AddedUnique | DroppedUnique): {
  readonly parts: readonly IndexPart[];
  readonly where: string | null;
  readonly conflict: Conflict;
  readonly name: string | null;
} {
  const about =
    change.kind === "drop-unique" || change.kind === "drop-index" ? change.actual : change.declared;
  const name = about.name ?? null;
  if ("parts" in about) return { parts: about.parts, where: about.where, conflict: null, name };
  return { parts: about.columns, where: null, conflict: about.conflict ?? null, name };
}

/** A uniqueness as messages show it; also what makes it this one inside its table. */
export function uniqueText(change: AddedUnique | DroppedUnique): string {
  const { parts, where, conflict } = keyOf(change);
  return `${partsKey(parts, where)}${conflict === null ? "" : ` ON CONFLICT ${conflict}`}`;
}

interface PairedUniques {
  readonly pairs: readonly (readonly [AddedUnique, DroppedUnique])[];
  readonly missing: readonly AddedUnique[];
  readonly unexpected: readonly DroppedUnique[];
}

const paired = new WeakMap<Drift, PairedUniques>();

/** Holds what is to become unique against what is to be no longer: two of one name or of the same columns are one that differs. */
export function pairedUniques(evidence: Evidence): PairedUniques {
  const { drift } = evidence;
  const known = paired.get(drift);
  if (known) return known;
  const pairs: (readonly [AddedUnique, DroppedUnique])[] = [];
  const missing: AddedUnique[] = [];
  const dropped = new Map(byTable(uniquesToDrop(evidence)));
  for (const added of uniquesToAdd(drift)) {
    const candidates = dropped.get(added.table) ?? [];
    const counterpart =
      candidates.find((candidate) => sameKeyName(added, candidate)) ??
      candidates.find((candidate) => columnsOf(added) === columnsOf(candidate));
    if (counterpart) {
      candidates.splice(candidates.indexOf(counterpart), 1);
      pairs.push([added, counterpart]);
    } else if (!comesWithColumns(evidence, added)) missing.push(added);
  }
  const result = { pairs, missing, unexpected: [...dropped.values()].flat() };
  paired.set(drift, result);
  return result;
}

function uniquesToAdd(drift: Drift): AddedUnique[] {
  return changesOf(drift, "add-unique", "create-index").filter(
    (change) => change.kind === "add-unique" || change.declared.unique,
  );
}

function uniquesToDrop(evidence: Evidence): DroppedUnique[] {
  return changesOf(evidence.drift, "drop-unique", "drop-index").filter(
    (change) => change.kind === "drop-unique" || guardsAlone(evidence, change),
  );
}

/** Whether values are unique by an index alone, so that dropping it lets duplicates in: no declared constraint says the same. */
export function guardsAlone(evidence: Evidence, { table, actual }: ChangeOf<"drop-index">): boolean {
  const set = (parts: readonly IndexPart[]): string =>
    parts
      .map(({ column, expression, collation }) => `${foldName(column ?? expression ?? "")} ${collation}`)
      .sort()
      .join("\0");
  const constraints = declaredTable(evidence, table)?.uniques ?? [];
  const repeated = constraints.some(({ columns }) => set(columns) === set(actual.parts));
  return actual.unique && !(repeated && actual.where === null);
}

function sameKeyName(added: AddedUnique, dropped: DroppedUnique): boolean {
  const [a, b] = [keyOf(added).name, keyOf(dropped).name];
  return a !== null && b !== null && sameName(a, b);
}

function columnsOf(change: AddedUnique | DroppedUnique): string {
  return keyOf(change)
    .parts.map(({ column, expression }) => foldName(column ?? expression ?? ""))
    .sort()
    .join("\0");
}
