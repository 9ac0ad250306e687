import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge } from "../src/engine/verdict.ts";
import { counted, shown, shownSql } from "../src/engine/wording.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { checkKey, pairedChecks, violatedBy } from "./mismatched-check.ts";

export const missingCheck = defineRule({
  id: "missing-check",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "The model declares a CHECK that the table does not have.",
  why: "Nothing stops a value that the code takes for impossible. It is critical when such values are stored already. NULL passes a CHECK, as SQLite has it.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER CHECK (pages > 0));",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER);\nINSERT INTO books VALUES (1, 320), (2, NULL);",
      },
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER CHECK (pages > 0));",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER);\nINSERT INTO books VALUES (1, -1);",
        severity: "critical",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER CHECK (pages > 0));",
        actual:
          "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER, CONSTRAINT has_pages CHECK ((pages>0)));",
      },
    ],
  },
  *probes(evidence) {
    for (const change of pairedChecks(evidence).missing) {
      const probe = violatedBy(evidence, change);
      if (probe !== null) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(pairedChecks(evidence).missing, (table, changes) => ({
      title: `Table ${shown(table)} lacks ${counted(changes.length, "declared CHECK")}`,
      description: `The model declares ${counted(changes.length, "CHECK constraint")} of ${shown(table)} that the database does not enforce.`,
      rootCause: "The CHECK was declared after the table was made.",
      impact: "Values can be stored that the code takes for impossible.",
      repairAction:
        'Add the CHECK as declared. Rows that break it block it until they are mended; for a CHECK of one column, "backfills" in the config says what such a value becomes.',
      findings: changes.map((change) => {
        const verdict = judge(rowsOf(evidence, violatedBy(evidence, change)), "high", {
          some: (count) => `${counted(count, "row breaks", "rows break")} it.`,
          none: "No row breaks it.",
        });
        return finding(
          verdict.severity,
          checkKey(change.declared.expression),
          `CHECK (${shownSql(change.declared.expression)}) of ${shown(table)} is declared and does not exist. ${verdict.words}`,
          { table, location: placeOf(evidence, table), query: verdict.query },
        );
      }),
    }));
  },
});
