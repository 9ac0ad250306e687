import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { type LookupTable, lookupTables } from "../src/evidence/lookup-tables.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { rowsBeside } from "../src/sql/probes.ts";

const model = {
  types:
    "/**\n * @table\n * @lookup name\n */\nexport interface JobStatus {\n  id: number;\n  /** @unique */\n  name: 'pending' | 'done';\n}",
};
const table = "CREATE TABLE job_statuses (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);";

export const unknownLookupRows = defineRule({
  id: "unknown-lookup-rows",
  category: "data",
  component: "Database",
  severity: "critical",
  summary: "A lookup table has rows that are no member of the union that the model binds to it.",
  why: "The code handles the members of the union and no other status: a row that points at another one is read as something the types say cannot be.",
  examples: {
    bad: [
      {
        declared: model,
        actual: `${table}\nINSERT INTO job_statuses (name) VALUES ('pending'), ('done'), ('dnoe');`,
      },
    ],
    good: [
      { declared: model, actual: `${table}\nINSERT INTO job_statuses (name) VALUES ('pending'), ('done');` },
    ],
  },
  *probes(evidence) {
    for (const lookup of lookupTables(evidence)) yield unknownRows(lookup);
  },
  *check(evidence): Generator<IssueDraft> {
    for (const lookup of lookupTables(evidence)) {
      const { declared, column } = lookup;
      const rows = rowsOf(evidence, unknownRows(lookup));
      if (!rows.known || rows.count === 0) continue;
      const name = declared.name;
      yield {
        subject: name,
        table: name,
        title: `${shown(name)} has ${counted(rows.count, "row")} that the model does not know`,
        description: `${counted(rows.count, "row")} of ${shown(name)} ${rows.count === 1 ? "has" : "have"} a ${column} that is no member of the union.`,
        rootCause: "A member was removed or renamed in the code, or a row was written by hand.",
        impact: "The code reads a status that its types say cannot be.",
        repairAction:
          "Decide: add the member to the union; or point the rows that use it at another member and delete it. Nothing is deleted for you.",
        findings: [
          finding(
            "critical",
            "rows",
            `${counted(rows.count, "row")} of ${shown(name)} ${rows.count === 1 ? "is" : "are"} no member of the union of ${column}.`,
            {
              ...{ table: name, column, location: placeOf(evidence, name, column) },
              query: rows.query,
            },
          ),
        ],
        changes: [],
      };
    }
  },
});

const unknownRows = ({ today, values }: LookupTable): string => rowsBeside(today.table, today.column, values);
