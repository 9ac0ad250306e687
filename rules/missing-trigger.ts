import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";

const tables =
  "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE TABLE log (id INTEGER PRIMARY KEY, line TEXT);\n";

export const missingTrigger = defineRule({
  id: "missing-trigger",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "A declared trigger does not exist in the database.",
  why: "What the trigger was to do on every write does not happen, and nothing fails: rows written meanwhile lack it.",
  examples: {
    bad: [
      {
        declared: `${tables}CREATE TRIGGER log_users AFTER INSERT ON users BEGIN INSERT INTO log (line) VALUES (new.email); END;`,
        actual: tables,
      },
    ],
    good: [
      {
        declared: `${tables}CREATE TRIGGER log_users AFTER INSERT ON users BEGIN INSERT INTO log (line) VALUES (new.email); END;`,
        actual: `${tables}CREATE TRIGGER "log_users" AFTER INSERT ON users BEGIN insert into log (line) values (NEW.email); END;`,
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    for (const change of changesOf(evidence.drift, "create-trigger")) {
      const { name, table } = change.declared;
      yield {
        subject: `trigger ${name}`,
        table,
        title: `Trigger ${shown(name)} on ${shown(table)} is missing`,
        description: `The declaration has the trigger ${shown(name)} on ${shown(table)}; the database has none of that name.`,
        rootCause:
          "The trigger was declared after the database was made, was dropped, or was lost in a rebuild of its table.",
        impact: "What it was to do on every write does not happen, without an error.",
        repairAction: `Create ${shown(name)} as declared. Rows written meanwhile are not touched.`,
        findings: [
          finding("high", "trigger", `Trigger ${shown(name)} is declared and does not exist.`, { table }),
        ],
        changes: [change],
      };
    }
  },
});
