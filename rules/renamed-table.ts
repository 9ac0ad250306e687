import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { isUsed } from "../src/evidence/use.ts";

export const renamedTable = defineRule({
  id: "renamed-table",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "A table that the model has renamed still has its old name in the database.",
  why: "The rename is confirmed, by `@renamedFrom` or the config, but statements on the new name fail with `no such table` until it is carried out. A rename keeps every row.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE writers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
        actual:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\nINSERT INTO authors VALUES (1, 'Selma Lagerlöf');",
        config: { renames: { tables: { authors: "writers" } } },
      },
    ],
    good: [
      {
        declared: "CREATE TABLE writers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
        actual: "CREATE TABLE writers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
        config: { renames: { tables: { authors: "writers" } } },
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "rename-table"), (table, changes) => {
      const names = changes.map(({ from }) => shown(from)).join(", ");
      return {
        title: `Table ${shown(table)} is still called ${names}`,
        description: `The model renamed ${names} to ${shown(table)}, which is confirmed; the database has the old name.`,
        rootCause: "The model was renamed and the database was not.",
        impact: `Statements on ${shown(table)} fail with "no such table: ${table}".`,
        repairAction: `Rename ${names} to ${shown(table)}. Rows, indexes and foreign keys go along; views and triggers are rewritten by SQLite.`,
        findings: changes.map(({ from }) =>
          finding(
            isUsed(evidence, table) ? "critical" : "high",
            `rename:${from}`,
            `Table ${shown(table)} is called ${shown(from)} in the database.`,
            { table, location: placeOf(evidence, table) },
          ),
        ),
      };
    });
  },
});
