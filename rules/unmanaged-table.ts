import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { isTrailTrigger } from "../src/evidence/trails.ts";
import { findNamed, sameName } from "../src/schema/names.ts";
import { auditLog } from "../src/schema/trail.ts";
import { touches } from "../src/sql/touch.ts";

export const unmanagedTable = defineRule({
  id: "unmanaged-table",
  category: "schema",
  component: "Database",
  severity: "info",
  summary: "The database has a table, view or trigger that no declaration names.",
  why: "It may belong to another application or to a module whose model was not given, so the doctor never changes or drops it. It is listed so that a forgotten model is noticed.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY);\nCREATE TABLE reports_2019 (id INTEGER PRIMARY KEY);",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY);\nCREATE TABLE reports_2019 (id INTEGER PRIMARY KEY);",
        config: { ignore: ["reports_*"] },
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    const { drift } = evidence;
    // A table that may have been renamed is spoken of there.
    const suspected = new Set(
      drift.suspicions.map((suspicion) => suspicion.kind === "table" && suspicion.from),
    );
    for (const { kind, name } of drift.unmanaged) {
      if ((kind === "table" && suspected.has(name)) || isConventional(evidence, kind, name)) continue;
      const what = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${shown(name)}`;
      yield {
        // A trigger may have the name of a table.
        subject: kind === "trigger" ? `trigger ${name}` : name,
        table: name,
        title: `${what} is not declared`,
        description: `The database has the ${kind} ${shown(name)}; no declaration names it.`,
        rootCause: `The ${kind} belongs to something else, or its model is not among the files the config names.`,
        impact: "None. The doctor leaves it alone.",
        repairAction: `Nothing, if it is meant to be there: list it under "ignore" in the config. Otherwise declare it, or drop it by hand.`,
        findings: [
          finding("info", kind, `${what} is in the database and no declaration names it.`, { table: name }),
        ],
        changes: [],
      };
    }
  },
});

/** What a convention asks for needs no declaration: the audit trail, triggers that keep updated_at. */
function isConventional({ conventions, actual }: Evidence, kind: string, name: string): boolean {
  if (kind === "table") return conventions.has("auditTrail") && sameName(name, auditLog);
  const trigger = kind === "trigger" ? findNamed(actual.triggers, name) : undefined;
  if (trigger === undefined) return false;
  const keeps = conventions.has("updatedAtTrigger", trigger.table) && touches(trigger, "updated_at") !== null;
  return keeps || (conventions.has("auditTrail") && isTrailTrigger(trigger));
}
