import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { placeOf } from "../src/evidence/lookup.ts";

export const mismatchedCollation = defineRule({
  id: "mismatched-collation",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "A column compares text by another collation than the model declares.",
  why: "The collation decides which texts are equal: what a look-up finds, what counts as a duplicate, how rows are sorted.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE);",
        actual: 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT COLLATE "nocase");',
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "alter-collation"), (table, changes) => ({
      title: `${counted(changes.length, "column")} of ${shown(table)} ${changes.length === 1 ? "has" : "have"} another collation: ${listed(changes.map(({ column }) => shown(column)))}`,
      description: `Model and database disagree on how text in ${listed(changes.map(({ column }) => shown(column)))} of ${shown(table)} is compared.`,
      rootCause: "COLLATE was changed on one side only; SQLite cannot change a collation in place.",
      impact:
        "Look-ups find other rows, uniqueness holds for other values and rows sort otherwise than declared.",
      repairAction:
        "Rebuild the table with the declared collation. Values stay as they are; those that become duplicates under a unique key block it until they are mended.",
      findings: changes.map(({ column, from, to }) =>
        finding(
          "high",
          `column:${column}`,
          `Column ${shownColumn(table, column)} compares by ${from} in the database, the model declares ${to}.`,
          { table, column, location: placeOf(evidence, table, column) },
        ),
      ),
    }));
  },
});
