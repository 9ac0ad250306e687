import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, active INTEGER);\n";

export const missingView = defineRule({
  id: "missing-view",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "A declared view does not exist in the database.",
  why: "Every statement that reads the view fails with `no such table`.",
  examples: {
    bad: [
      {
        declared: `${users}CREATE VIEW active_users AS SELECT id FROM users WHERE active = 1;`,
        actual: users,
      },
    ],
    good: [
      {
        declared: `${users}CREATE VIEW active_users AS SELECT id FROM users WHERE active = 1;`,
        actual: `${users}CREATE VIEW active_users AS SELECT id FROM users WHERE active=1;`,
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "create-view"), (view, changes) => ({
      title: `View ${shown(view)} is missing`,
      description: `The declaration has the view ${shown(view)}; the database has nothing of that name.`,
      rootCause: "The view was declared after the database was made, or was dropped.",
      impact: `Statements that read it fail with "no such table: ${view}".`,
      repairAction: `Create ${shown(view)} as declared.`,
      findings: changes.map(() =>
        finding("high", "view", `View ${shown(view)} is declared and does not exist.`, { table: view }),
      ),
    }));
    for (const { name, location } of evidence.drift.missingViews) {
      yield {
        subject: name,
        table: name,
        title: `View ${shown(name)} is missing`,
        description: `The code reads the view ${shown(name)}, which it does not create itself; the database has nothing of that name.`,
        rootCause: "What creates the view did not run on this database, or the view was dropped.",
        impact: `Statements that read it fail with "no such table: ${name}".`,
        repairAction: `Create ${shown(name)} with the migration that holds its query: the model says only that it is there.`,
        findings: [
          finding("high", "view", `View ${shown(name)} is expected and does not exist.`, {
            table: name,
            location,
          }),
        ],
        changes: [],
      };
    }
  },
});
