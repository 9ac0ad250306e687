import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn, shownSql } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import type { Generated } from "../src/schema/column.ts";

export const mismatchedGenerated = defineRule({
  id: "mismatched-generated",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "A column is generated in one of model and database, or by another expression.",
  why: "The column holds other values than the code expects, and writing to a generated column is an error. A generated column that becomes plain keeps its values; a plain one that becomes generated gets the computed ones.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE lines (id INTEGER PRIMARY KEY, price INTEGER, quantity INTEGER, total INTEGER GENERATED ALWAYS AS (price * quantity) VIRTUAL);",
        actual:
          "CREATE TABLE lines (id INTEGER PRIMARY KEY, price INTEGER, quantity INTEGER, total INTEGER GENERATED ALWAYS AS (price + quantity) VIRTUAL);",
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE lines (id INTEGER PRIMARY KEY, price INTEGER, quantity INTEGER, total INTEGER GENERATED ALWAYS AS (price * quantity) VIRTUAL);",
        actual:
          "CREATE TABLE lines (id INTEGER PRIMARY KEY, price INTEGER, quantity INTEGER, total INTEGER AS (price*quantity));",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "alter-generated"), (table, changes) => ({
      title: `${counted(changes.length, "column")} of ${shown(table)} ${changes.length === 1 ? "is" : "are"} generated otherwise than declared: ${listed(changes.map(({ column }) => shown(column)))}`,
      description: `Model and database disagree on how ${listed(changes.map(({ column }) => shown(column)))} of ${shown(table)} ${changes.length === 1 ? "gets its value" : "get their values"}.`,
      rootCause: "The expression was changed on one side only; SQLite cannot change it in place.",
      impact: "Reads return other values than the model says, or writes to the column fail.",
      repairAction: "Rebuild the table with the declared expression.",
      findings: changes.map(({ column, from, to }) =>
        finding(
          "high",
          `column:${column}`,
          `Column ${shownColumn(table, column)} is ${text(from)} in the database, the model declares it ${text(to)}.`,
          { table, column, location: placeOf(evidence, table, column) },
        ),
      ),
    }));
  },
});

function text(generated: Generated | null): string {
  if (!generated) return "not generated";
  return `generated as (${shownSql(generated.expression)}) ${generated.stored ? "STORED" : "VIRTUAL"}`;
}
