import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown } from "../src/engine/wording.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { lookupTables } from "../src/evidence/lookup-tables.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { rowsWith } from "../src/sql/probes.ts";

const model = {
  types:
    "/**\n * @table\n * @lookup name\n */\nexport interface JobStatus {\n  id: number;\n  /** @unique */\n  name: 'pending' | 'running' | 'done';\n}",
};
const table = "CREATE TABLE job_statuses (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);";

export const missingLookupRows = defineRule({
  id: "missing-lookup-rows",
  category: "data",
  component: "Database",
  severity: "high",
  summary: "A lookup table lacks rows for members of the union that the model binds to it.",
  why: "The code takes every member of the union for a status it may write. Writing one that has no row breaks the foreign key to the lookup table, or finds nothing in a join.",
  examples: {
    bad: [{ declared: model, actual: `${table}\nINSERT INTO job_statuses (name) VALUES ('pending');` }],
    good: [
      {
        declared: model,
        actual: `${table}\nINSERT INTO job_statuses (name) VALUES ('pending'), ('running'), ('done');`,
      },
    ],
  },
  *probes(evidence) {
    for (const { values, today } of lookupTables(evidence))
      yield* values.map((value) => rowsWith(today.table, today.column, value));
  },
  *check(evidence): Generator<IssueDraft> {
    for (const { declared, column, values, today } of lookupTables(evidence)) {
      const missing = values.filter((value) => {
        const rows = rowsOf(evidence, rowsWith(today.table, today.column, value));
        return rows.known && rows.count === 0;
      });
      if (missing.length === 0) continue;
      const name = declared.name;
      yield {
        subject: name,
        table: name,
        title: `${shown(name)} lacks ${counted(missing.length, "row")}: ${listed(missing.map(String))}`,
        description: `The union of ${shown(column)} has ${counted(values.length, "member")}, the table has no row for ${missing.length} of them.`,
        rootCause: "The union was extended and no migration inserted the rows.",
        impact:
          "Writing such a status breaks the foreign key to the lookup table; a join on it finds nothing.",
        repairAction: "Insert the missing rows.",
        findings: missing.map((value) =>
          finding(
            "high",
            `row:${value}`,
            `No row of ${shown(name)} has ${column} ${JSON.stringify(value)}.`,
            {
              ...{ table: name, column, location: placeOf(evidence, name, column) },
            },
          ),
        ),
        changes: [{ kind: "insert-rows", table: name, column, values: missing }],
      };
    }
  },
});
