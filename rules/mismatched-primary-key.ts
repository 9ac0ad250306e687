import type { ChangeOf } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge, type Verdict } from "../src/engine/verdict.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { shownKey } from "../src/engine/wording-of-keys.ts";
import { actualColumnNames, actualTable } from "../src/evidence/actual-names.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { givenUpRowids } from "../src/evidence/given-up-rowid.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { findNamed, foldName } from "../src/schema/names.ts";
import { duplicateRows } from "../src/sql/probes.ts";

type Alter = ChangeOf<"alter-primary-key">;

export const mismatchedPrimaryKey = defineRule({
  id: "mismatched-primary-key",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "The table has another primary key than the model declares.",
  why: "The key decides what is unique, what foreign keys can refer to, and whether SQLite fills it in: only a column declared exactly `INTEGER PRIMARY KEY` is the rowid under another name. It is critical when rows are stored that the declared key forbids.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE memberships (user_id INTEGER, team_id INTEGER, PRIMARY KEY (user_id, team_id));",
        actual:
          "CREATE TABLE memberships (user_id INTEGER, team_id INTEGER, PRIMARY KEY (team_id, user_id));",
      },
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      },
      {
        declared: "CREATE TABLE codes (code TEXT PRIMARY KEY, title TEXT);",
        actual:
          "CREATE TABLE codes (code TEXT, title TEXT);\nINSERT INTO codes VALUES ('a', 'first'), ('a', 'second');",
        severity: "critical",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        actual: "CREATE TABLE users (id INTEGER, email TEXT, PRIMARY KEY (id));",
      },
    ],
  },
  *probes(evidence) {
    for (const change of changesOf(evidence.drift, "alter-primary-key")) {
      const probe = duplicatesOf(evidence, change);
      if (probe !== null) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    const drafts = issuePerTable(changesOf(evidence.drift, "alter-primary-key"), (table, changes) => ({
      title: `Table ${shown(table)} has another primary key`,
      description: `Model and database disagree on the primary key of ${shown(table)}.`,
      rootCause: "The key was changed on one side only; SQLite cannot change a primary key in place.",
      impact:
        "Rows may be stored that the model takes for impossible, statements that rely on the key (ON CONFLICT, foreign keys, a generated id) fail or do something else.",
      repairAction:
        "Rebuild the table with the declared key. Rows that the key forbids block it until they are mended.",
      findings: changes.map((change) => {
        const verdict = verdictOf(evidence, change);
        const message = `Table ${shown(table)} has ${shownKey(change.from)} in the database, the model declares ${shownKey(change.to)}.${verdict.words}`;
        return finding(verdict.severity, "primary-key", message, {
          table,
          location: placeOf(evidence, table, change.to?.columns[0]),
          query: verdict.query,
        });
      }),
    }));
    const rowids = givenUpRowids(evidence);
    for (const draft of drafts) {
      const own = rowids.filter(({ table }) => table === draft.table);
      yield { ...draft, changes: [...draft.changes, ...own] };
    }
  },
});

/** Rows matter only where the declared key spans other columns than the actual one. */
function verdictOf(evidence: Evidence, change: Alter): Verdict {
  if (!spansOthers(evidence, change)) return { severity: "high", words: "", query: null };
  const verdict = judge(rowsOf(evidence, duplicatesOf(evidence, change)), "high", {
    some: (count) => `${counted(count, "row shares its", "rows share their")} declared key with another.`,
    none: "No two rows share a declared key.",
  });
  return { ...verdict, words: ` ${verdict.words}` };
}

function duplicatesOf(evidence: Evidence, change: Alter): Probe | null {
  const table = actualTable(evidence, change.table);
  const columns = actualColumnNames(evidence, change.table, change.to?.columns ?? []);
  if (table === null || columns === null || !spansOthers(evidence, change)) return null;
  const parts = columns.map((column) => ({
    column,
    expression: null,
    collation: findNamed(table.columns, column)?.collation ?? "BINARY",
    descending: false,
  }));
  return duplicateRows(table, parts);
}

/** Whether rows that are unique under the actual key might not be under the declared one. */
function spansOthers(evidence: Evidence, { table, from, to }: Alter): boolean {
  if (!to) return false;
  const declared = (actualColumnNames(evidence, table, to.columns) ?? to.columns).map(foldName);
  return !from || from.columns.some((column) => !declared.includes(foldName(column)));
}
