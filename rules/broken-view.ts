import type { Change } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";
import { sameName } from "../src/schema/names.ts";

/** Whether a change brings what a view or trigger misses: it is spoken of there, and what is broken afterwards is seen then. */
function mends(change: Change, broken: string): boolean {
  const [, kind, name = ""] = /^no such (table|column): (?:\w+\.)?"?([^"]+?)"?(?: - .*)?$/.exec(broken) ?? [];
  if (kind === "column") return change.kind === "add-column" && sameName(change.declared.name, name);
  const creates = change.kind === "create-table" || change.kind === "create-view";
  return kind === "table" && creates && sameName(change.table, name);
}

export const brokenView = defineRule({
  id: "broken-view",
  category: "schema",
  component: "Database",
  severity: "medium",
  summary: "A view does not prepare, or a trigger does not compile.",
  why: "Every statement that reads the view fails; every statement that fires the trigger fails, whatever the application meant to write. It also stops other tools' ALTER TABLE on tables that have nothing to do with it.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\nCREATE VIEW emails AS SELECT email FROM users;",
      },
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\nCREATE TRIGGER count_users AFTER INSERT ON users BEGIN UPDATE totals SET users = users + 1; END;",
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\nCREATE VIEW names AS SELECT name FROM users;",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\nCREATE VIEW names AS SELECT name FROM users;",
      },
    ],
  },
  *check({ actual, drift }): Generator<IssueDraft> {
    const replaced = new Set(
      drift.changes.flatMap((change) => (change.kind.startsWith("replace-") ? [change.table] : [])),
    );
    const objects = [
      ...actual.views.map((view) => ({
        ...view,
        kind: "view",
        fails: "Every statement that reads it fails.",
      })),
      ...actual.triggers.map((trigger) => ({
        ...trigger,
        kind: "trigger",
        fails: `Statements on ${shown(trigger.table)} that fire it fail.`,
      })),
    ];
    for (const { name, kind, broken, fails } of objects) {
      if (broken === null || replaced.has(name) || drift.changes.some((change) => mends(change, broken)))
        continue;
      const why = `The ${kind} ${shown(name)} fails: ${broken}.`;
      yield {
        subject: `${kind} ${name}`,
        table: name,
        title: `${kind === "view" ? "View" : "Trigger"} ${shown(name)} is broken`,
        description: why,
        rootCause: "Something it names was renamed or dropped after it was made.",
        impact: fails,
        repairAction: `Write it anew for the schema of today, or drop it: DROP ${kind.toUpperCase()} ${shown(name)}.`,
        findings: [finding("medium", kind, why, { table: name })],
        changes: [],
      };
    }
  },
});
