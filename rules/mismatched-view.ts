import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown, shownSql } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, active INTEGER);\n";

export const mismatchedView = defineRule({
  id: "mismatched-view",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "A view selects something else than its declaration.",
  why: "The application reads other rows or columns than it expects. `CREATE VIEW IF NOT EXISTS` keeps the old view without a word.",
  examples: {
    bad: [
      {
        declared: `${users}CREATE VIEW active_users AS SELECT id FROM users WHERE active = 1;`,
        actual: `${users}CREATE VIEW active_users AS SELECT id FROM users;`,
      },
    ],
    good: [
      {
        declared: `${users}CREATE VIEW active_users AS SELECT id FROM users WHERE active = 1;`,
        actual: `${users}CREATE VIEW "active_users" AS select id from users -- those who log in\nwhere active = 1;`,
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "replace-view"), (view, changes) => ({
      title: `View ${shown(view)} differs from its declaration`,
      description: `The database has another text for the view ${shown(view)} than the declaration.`,
      rootCause: "The view was changed in the declaration and not in the database, or the reverse.",
      impact: "Statements that read it get other rows or columns than declared.",
      repairAction: `Drop ${shown(view)} and create it as declared; a view holds no rows. Triggers on it are created again.`,
      findings: changes.map(({ actual, declared }) =>
        finding(
          "high",
          "view",
          `View ${shown(view)} is "${shownSql(actual.sql)}" in the database, the declaration has "${shownSql(declared.sql)}".`,
          { table: view },
        ),
      ),
    }));
  },
});
