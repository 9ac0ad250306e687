import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown, shownSql } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";

const tables =
  "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE TABLE log (id INTEGER PRIMARY KEY, line TEXT);\n";

export const mismatchedTrigger = defineRule({
  id: "mismatched-trigger",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "A trigger does something else than its declaration.",
  why: "Every write has other consequences than declared, and nothing fails.",
  examples: {
    bad: [
      {
        declared: `${tables}CREATE TRIGGER log_users AFTER INSERT ON users BEGIN INSERT INTO log (line) VALUES (new.email); END;`,
        actual: `${tables}CREATE TRIGGER log_users AFTER DELETE ON users BEGIN INSERT INTO log (line) VALUES (old.email); END;`,
      },
    ],
    good: [
      {
        declared: `${tables}CREATE TRIGGER log_users AFTER INSERT ON users BEGIN INSERT INTO log (line) VALUES (new.email); END;`,
        actual: `${tables}CREATE TRIGGER log_users AFTER INSERT ON users BEGIN /* who */ INSERT INTO log (line) VALUES (new.email); END;`,
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    for (const change of changesOf(evidence.drift, "replace-trigger")) {
      const { name, table } = change.declared;
      const message = `Trigger ${shown(name)} is "${shownSql(change.actual.sql)}" in the database, the declaration has "${shownSql(change.declared.sql)}".`;
      yield {
        subject: `trigger ${name}`,
        table,
        title: `Trigger ${shown(name)} on ${shown(table)} differs from its declaration`,
        description: `The database has another text for the trigger ${shown(name)} than the declaration.`,
        rootCause: "The trigger was changed in the declaration and not in the database, or the reverse.",
        impact: "Writes have other consequences than declared, without an error.",
        repairAction: `Drop ${shown(name)} and create it as declared. Rows written meanwhile are not touched.`,
        findings: [finding("high", "trigger", message, { table })],
        changes: [change],
      };
    }
  },
});
