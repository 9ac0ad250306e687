import {
  columnsOf,
  countsOf,
  issuePerValues,
  probesFor,
  type ValueQuestion,
} from "../src/engine/issue-per-values.ts";
import { mendingWords } from "../src/engine/mending-words.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { type StoredColumn, storedColumns } from "../src/evidence/columns.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { type Mend, mendOf, type Offending } from "../src/evidence/mends.ts";
import { fromBooleanWord, isBooleanWord } from "../src/sql/boolean-words.ts";
import { valuesWhere } from "../src/sql/probe.ts";
import { quoteName } from "../src/sql/quote.ts";
import { noBoolean } from "../src/sql/value-conditions.ts";

const model = {
  types: "/** @table */\nexport interface User {\n  id: number;\n  isActive: boolean;\n}",
};
const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, is_active INTEGER NOT NULL);";

export const nonBooleanValue = defineRule({
  id: "non-boolean-value",
  category: "data",
  component: "Database",
  severity: "critical",
  summary: "A boolean column holds something besides 0 and 1.",
  why: "SQLite has no booleans: what stands for them is 0 and 1. A text 'false' is true to the code, and WHERE is_active = 1 passes over 'true', 'yes' and 2.",
  examples: {
    bad: [
      { declared: model, actual: `${users}\nINSERT INTO users VALUES (1, 1), (2, 'yes');` },
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, is_active BOOLEAN);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, is_active BOOLEAN);\nINSERT INTO users VALUES (1, 2);",
        severity: "medium",
      },
    ],
    good: [{ declared: model, actual: `${users}\nINSERT INTO users VALUES (1, 1), (2, 0), (3, '1');` }],
  },
  probes: (evidence) => probesFor(evidence, questions),
  *lists(evidence) {
    yield* countsOf(evidence, questions);
  },
  *check(evidence) {
    yield* issuePerValues(evidence, questions, (table, findings, mending) => ({
      title: `${shown(table)} holds values that are neither true nor false: ${listed(columnsOf(findings).map(shown))}`,
      description: `Rows of ${shown(table)} hold something besides 0 and 1 where the model says boolean.`,
      rootCause: "A writer stored a word or another number, which SQLite keeps as it came.",
      impact: "Conditions such as = 1 pass over these rows, and any text is true to the code.",
      repairAction: mendingWords(table, mending, {
        mended:
          "become 0 or 1: words such as 'true', 'no' and 'off' by themselves, the rest as the backfill says",
        left: "Give these rows 0 or 1",
        example: (column) => `CASE ${column} WHEN 2 THEN 1 ELSE 0 END`,
      }),
    }));
  },
});

function* questions(evidence: Evidence): Generator<ValueQuestion> {
  for (const stored of storedColumns(evidence)) {
    if (!isBoolean(stored)) continue;
    const { table, column, actual } = stored;
    yield {
      ...{ table, column, severity: "critical", about: "" },
      probe: valuesWhere(stored.in, actual, noBoolean),
      mends: () => mendsOf(stored),
      message: (count) =>
        `Column ${shownColumn(table, column)} is boolean; ${counted(count, "row holds", "rows hold")} something besides 0 and 1.`,
    };
  }
}

/** Words become what they say; of anything else only a backfill knows. */
function mendsOf(stored: StoredColumn): Mend[] {
  const offends: Offending = (column) => noBoolean(column).offends;
  const isWord: Offending = (column) => `${offends(column)} AND ${isBooleanWord(quoteName(column.name))}`;
  const isOther: Offending = (column) =>
    `${offends(column)} AND NOT ${isBooleanWord(quoteName(column.name))}`;
  if (stored.actual.generated !== null) return [];
  const words = mendOf(stored, isWord, {
    becomes: ({ name }) => fromBooleanWord(quoteName(name)),
    ...{ isBackfill: false, isAll: false },
  });
  const { backfill } = stored.declared;
  if (backfill === undefined) return [words];
  const rest = mendOf(stored, isOther, { becomes: () => backfill, isBackfill: true, isAll: false });
  return [words, rest];
}

function isBoolean({ declared }: StoredColumn): boolean {
  if (declared.accepts !== undefined) return declared.accepts === "boolean";
  return /^BOOL(?:EAN)?$/i.test(declared.type ?? "");
}
