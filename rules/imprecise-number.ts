import { columnsOf, issuePerValues, probesFor, type ValueQuestion } from "../src/engine/issue-per-values.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { storedColumns } from "../src/evidence/columns.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { valuesWhere } from "../src/sql/probe.ts";
import { beyondExact } from "../src/sql/value-conditions.ts";

const model = {
  types: "/** @table */\nexport interface Message {\n  id: number;\n  authorId: number;\n}",
};
const messages = "CREATE TABLE messages (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL);";

export const impreciseNumber = defineRule({
  id: "imprecise-number",
  category: "data",
  component: "Database",
  severity: "critical",
  summary: "A column that is a number to the code holds integers that a number cannot hold exactly.",
  why: "SQLite's integers have 64 bits, a JavaScript number 53. Above 9007199254740991 the driver gives a neighbouring number without a word, so a look-up by that id finds another row or none. Such ids are common where they come from other services.",
  examples: {
    bad: [{ declared: model, actual: `${messages}\nINSERT INTO messages VALUES (1, 9007199254740993);` }],
    good: [
      {
        declared: model,
        actual: `${messages}\nINSERT INTO messages VALUES (1, 9007199254740991), (2, -9007199254740991);`,
      },
    ],
  },
  probes: (evidence) => probesFor(evidence, questions),
  *check(evidence) {
    yield* issuePerValues(evidence, questions, (table, findings) => ({
      title: `${shown(table)} holds integers beyond what a number holds exactly: ${listed(columnsOf(findings).map(shown))}`,
      description: `Rows of ${shown(table)} hold integers beyond ±9007199254740991 where the model says number.`,
      rootCause: "SQLite's integers have 64 bits, a JavaScript number 53.",
      impact: "The code reads another number than the one that is stored.",
      repairAction:
        "Make the type bigint (and switch on safeIntegers in better-sqlite3), or store these ids as text.",
    }));
  },
});

function* questions(evidence: Evidence): Generator<ValueQuestion> {
  for (const stored of storedColumns(evidence)) {
    const { table, column, actual, declared } = stored;
    if (declared.accepts !== "number") continue;
    yield {
      ...{ table, column, severity: "critical", about: "" },
      probe: valuesWhere(stored.in, actual, beyondExact),
      message: (count) =>
        `Column ${shownColumn(table, column)} is a number to the code; ${counted(count, "row holds", "rows hold")} an integer that a number does not hold exactly.`,
    };
  }
}
