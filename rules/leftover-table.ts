import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { anyRow } from "../src/sql/probes.ts";

export const leftoverTable = defineRule({
  id: "leftover-table",
  category: "schema",
  component: "Database",
  severity: "medium",
  summary: "A scratch table of a half-applied migration is left in the database.",
  why: "The migration tool stopped between copying and renaming. The next run fails because the name is taken, foreign keys may point at the scratch table, and it may hold the only copy of rows.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE TABLE __new_users (id INTEGER PRIMARY KEY, email TEXT);",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      },
    ],
  },
  *probes({ drift }) {
    for (const { actual } of changesOf(drift, "drop-table")) yield anyRow(actual);
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "drop-table"), (table, changes) => ({
      title: `Scratch table ${shown(table)} was left by a migration`,
      description: `${shown(table)} has the name that a migration tool gives a table while it rebuilds another.`,
      rootCause: "A migration was interrupted, or failed after its first statements.",
      impact:
        "The next migration can fail because the name is taken; the table may hold the only copy of rows.",
      repairAction:
        "Compare its rows with those of the table it was to replace. When nothing is missing, allow the drop with --allow-destructive.",
      findings: changes.map(({ actual }) => {
        const rows = rowsOf(evidence, anyRow(actual));
        const holds = rows.known ? `It holds ${counted(rows.count, "row")}.` : rows.why;
        const message = `Table ${shown(table)} looks like the scratch table of a migration. ${holds}`;
        return finding("medium", "table", message, { table });
      }),
    }));
  },
});
