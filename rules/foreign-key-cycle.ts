import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";
import { type Cycle, cycles } from "../src/evidence/cycles.ts";
import { placeOf } from "../src/evidence/lookup.ts";

const teams = (key: string): string =>
  `CREATE TABLE teams (id INTEGER PRIMARY KEY, captain_id INTEGER ${key});\nCREATE TABLE players (id INTEGER PRIMARY KEY, team_id INTEGER NOT NULL REFERENCES teams (id));`;
const bad = teams("NOT NULL REFERENCES players (id)");
const loose = teams("REFERENCES players (id)");
const good = teams("NOT NULL REFERENCES players (id) DEFERRABLE INITIALLY DEFERRED");

export const foreignKeyCycle = defineRule({
  id: "foreign-key-cycle",
  category: "schema",
  component: "Database",
  severity: "medium",
  summary:
    "Tables refer to each other in a ring, and no foreign key of it waits for the end of the transaction.",
  why: "Where every key of the ring is required no first row can be inserted: each needs the other to be there before it. It is info where one of them may be NULL, and so can be filled in later.",
  examples: {
    bad: [
      { declared: bad, actual: bad },
      { declared: loose, actual: loose, severity: "info" },
    ],
    good: [{ declared: good, actual: good }],
  },
  *check(evidence): Generator<IssueDraft> {
    for (const cycle of cycles(evidence)) yield issueOf(cycle, placeOf(evidence, cycle.tables[0] ?? ""));
  },
});

function issueOf({ tables, isRequired }: Cycle, location: ReturnType<typeof placeOf>): IssueDraft {
  const [first = ""] = tables;
  const ring = [...tables, first].map(shown).join(" → ");
  return {
    subject: tables.toSorted().join(", "),
    table: first,
    title: `Foreign keys go in a ring: ${ring}`,
    description: `Each of these tables refers to the next one: ${ring}. No foreign key of the ring is deferred.`,
    rootCause: "The keys were declared one by one; SQLite checks them at the end of each statement.",
    impact: isRequired
      ? "With foreign keys on no row can be inserted into any of them before the other is there."
      : "Rows are inserted in two steps: first with NULL in one of the keys, which is filled in later.",
    repairAction:
      "Declare one of the keys DEFERRABLE INITIALLY DEFERRED, or let one be NULL. Which one waits only a person knows.",
    findings: [
      finding(isRequired ? "medium" : "info", "cycle", `No foreign key of ${ring} is deferred.`, {
        ...{ table: first, location },
      }),
    ],
    changes: [],
  };
}
