import { columnsOf, issuePerValues, probesFor, type ValueQuestion } from "../src/engine/issue-per-values.ts";
import { mendingWords } from "../src/engine/mending-words.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { holdsDates, storedColumns } from "../src/evidence/columns.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { byBackfill } from "../src/evidence/mends.ts";
import { valuesWhere } from "../src/sql/probe.ts";
import { noDate } from "../src/sql/value-conditions.ts";

const model = {
  types: "/** @table */\nexport interface Event {\n  id: number;\n  startsAt: Date | null;\n}",
};
const events = "CREATE TABLE events (id INTEGER PRIMARY KEY, starts_at TEXT);";

export const malformedDate = defineRule({
  id: "malformed-date",
  category: "data",
  component: "Database",
  severity: "critical",
  summary: "A column for dates holds text that is no date.",
  why: "What is not written as ISO 8601 says is no date to SQLite's functions, which give NULL, and an Invalid Date or another day to JavaScript. 31 February is 2 March to some readers and nothing to others. Such rows drop out of every range and sort anywhere.",
  examples: {
    bad: [
      { declared: model, actual: `${events}\nINSERT INTO events VALUES (1, '31.12.2026');` },
      { declared: model, actual: `${events}\nINSERT INTO events VALUES (1, '2026-02-31');` },
      {
        declared: "CREATE TABLE events (id INTEGER PRIMARY KEY, starts_at DATETIME);",
        actual:
          "CREATE TABLE events (id INTEGER PRIMARY KEY, starts_at DATETIME);\nINSERT INTO events VALUES (1, 'soon');",
        severity: "medium",
      },
    ],
    good: [
      {
        declared: model,
        actual: `${events}\nINSERT INTO events VALUES (1, '2026-12-31T10:00:00.000Z'), (2, '2024-02-29T23:59:59Z'), (3, NULL);`,
      },
    ],
  },
  probes: (evidence) => probesFor(evidence, questions),
  *check(evidence) {
    yield* issuePerValues(evidence, questions, (table, findings, mending) => ({
      title: `${shown(table)} holds dates that are none: ${listed(columnsOf(findings).map(shown))}`,
      description: `Rows of ${shown(table)} hold text that is no date as ISO 8601 writes it, or a day that does not exist.`,
      rootCause: "A writer stored a date as people write it, or something else altogether.",
      impact: "Date functions give NULL or another day for these rows; ranges and sorting go wrong.",
      repairAction: mendingWords(table, mending, {
        mended: "become what the backfill says",
        left: "Write these dates as YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ",
        example: (column) =>
          `substr(${column}, 7, 4) || '-' || substr(${column}, 4, 2) || '-' || substr(${column}, 1, 2)`,
      }),
    }));
  },
});

function* questions(evidence: Evidence): Generator<ValueQuestion> {
  for (const stored of storedColumns(evidence)) {
    if (!holdsDates(stored)) continue;
    const { table, column, actual } = stored;
    yield {
      ...{ table, column, severity: "critical", about: "" },
      probe: valuesWhere(stored.in, actual, noDate),
      mends: () => byBackfill(stored, (other) => noDate(other).offends),
      message: (count) =>
        `Column ${shownColumn(table, column)} holds dates; ${counted(count, "row holds", "rows hold")} text that is none.`,
    };
  }
}
