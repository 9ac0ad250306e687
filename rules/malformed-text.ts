import { columnsOf, issuePerValues, probesFor, type ValueQuestion } from "../src/engine/issue-per-values.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { type StoredColumn, storedColumns } from "../src/evidence/columns.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { affinityOf } from "../src/schema/affinity.ts";
import { valuesWhere } from "../src/sql/probe.ts";
import { malformedText, textWithNul } from "../src/sql/value-conditions.ts";

const notes = "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);";

export const malformedCharacters = defineRule({
  id: "malformed-text",
  category: "data",
  component: "Database",
  severity: "high",
  summary: "Text is stored that is no UTF-8, or has a NUL in it.",
  why: "What is no UTF-8 reaches the code with its bytes replaced, and is lost for good when it is written back. A NUL ends a text for length(), LIKE and the shell, while the rest is still there: such rows are counted, compared and exported wrongly.",
  examples: {
    bad: [
      {
        declared: {
          types: "/** @table */\nexport interface Note {\n  id: number;\n  body: string | null;\n}",
        },
        actual: `${notes}\nINSERT INTO notes VALUES (1, CAST(x'636166e9' AS TEXT));`,
      },
      {
        declared: notes,
        actual: `${notes}\nINSERT INTO notes VALUES (1, 'a' || char(0) || 'b');`,
        severity: "medium",
      },
    ],
    good: [
      { declared: notes, actual: `${notes}\nINSERT INTO notes VALUES (1, 'café ☕ 𝄞'), (2, NULL), (3, '');` },
    ],
  },
  probes: (evidence) => probesFor(evidence, questions),
  *check(evidence) {
    yield* issuePerValues(evidence, questions, (table, findings) => ({
      title: `${shown(table)} holds text that is not read back as it is stored: ${listed(columnsOf(findings).map(shown))}`,
      description: `Rows of ${shown(table)} hold text that is no UTF-8, or has a NUL in it.`,
      rootCause: "Bytes of another encoding, or of a binary format, were stored as text.",
      impact: "The code reads other characters than were written; SQLite's functions see a part of the text.",
      repairAction: "Store these texts anew in UTF-8, or as BLOB where they are bytes. The query lists them.",
    }));
  },
});

function* questions(evidence: Evidence): Generator<ValueQuestion> {
  for (const stored of storedColumns(evidence)) {
    if (!holdsText(stored)) continue;
    const { table, column, actual } = stored;
    yield {
      table,
      column,
      severity: "high",
      about: "encoding",
      probe: valuesWhere(stored.in, actual, malformedText),
      message: (count) =>
        `${counted(count, "row holds", "rows hold")} text in ${shownColumn(table, column)} that is no UTF-8.`,
    };
    yield {
      table,
      column,
      severity: "medium",
      about: "nul",
      probe: valuesWhere(stored.in, actual, textWithNul),
      message: (count) =>
        `${counted(count, "row holds", "rows hold")} text in ${shownColumn(table, column)} with a NUL in it.`,
    };
  }
}

function holdsText({ declared, actual }: StoredColumn): boolean {
  if (declared.values) return false;
  if (declared.accepts !== undefined) return declared.accepts === "string";
  return affinityOf(declared.type ?? actual.type) === "TEXT";
}
