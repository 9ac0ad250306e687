import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown, shownSql } from "../src/engine/wording.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { checkKey, pairedChecks } from "./mismatched-check.ts";

export const unexpectedCheck = defineRule({
  id: "unexpected-check",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "The table has a CHECK that a complete declaration does not list.",
  why: "A write that the model allows fails with `CHECK constraint failed`.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER);",
        actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER CHECK (pages < 1000));",
      },
    ],
    good: [
      {
        declared: {
          types: "/** @table books */\nexport interface Book {\n  id: number;\n  pages: number | null;\n}",
        },
        actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, pages INTEGER CHECK (pages < 1000));",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(pairedChecks(evidence).unexpected, (table, changes) => ({
      title: `Table ${shown(table)} has ${counted(changes.length, "undeclared CHECK")}`,
      description: `The database enforces ${counted(changes.length, "CHECK constraint")} of ${shown(table)} that the complete declaration does not list.`,
      rootCause: "The CHECK was dropped from the model, or added by hand.",
      impact: 'Writes that the model allows fail with "CHECK constraint failed".',
      repairAction: "Drop the CHECK, no row is lost; or declare it, if it is wanted.",
      findings: changes.map(({ actual }) =>
        finding(
          "high",
          checkKey(actual.expression),
          `CHECK (${shownSql(actual.expression)}) of ${shown(table)} is in the database and not in the declaration.`,
          { table, location: placeOf(evidence, table) },
        ),
      ),
    }));
  },
});
