import { columnsOf, issuePerValues, probesFor, type ValueQuestion } from "../src/engine/issue-per-values.ts";
import { mendingWords } from "../src/engine/mending-words.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { type StoredColumn, storedColumns } from "../src/evidence/columns.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { byBackfill } from "../src/evidence/mends.ts";
import { valuesWhere } from "../src/sql/probe.ts";
import { jsonBeside, noJson } from "../src/sql/value-conditions.ts";

const model = {
  types:
    "/** @table */\nexport interface Job {\n  id: number;\n  options: { retries: number } | null;\n  tags: string[];\n}",
};
const jobs = "CREATE TABLE jobs (id INTEGER PRIMARY KEY, options TEXT, tags TEXT NOT NULL);";

export const invalidJson = defineRule({
  id: "invalid-json",
  category: "data",
  component: "Database",
  severity: "critical",
  summary: "A JSON column holds text that is no JSON, or JSON of another kind than the type says.",
  why: "JSON.parse throws on the first such row, wherever it is read. Where the type says list and an object is stored, the code fails one line later, at .map or .length.",
  examples: {
    bad: [
      { declared: model, actual: `${jobs}\nINSERT INTO jobs VALUES (1, '{"retries": 3', '[]');` },
      { declared: model, actual: `${jobs}\nINSERT INTO jobs VALUES (1, NULL, '{}');` },
    ],
    good: [
      {
        declared: model,
        actual: `${jobs}\nINSERT INTO jobs VALUES (1, '{"retries": 3}', '["a"]'), (2, NULL, '[]');`,
      },
    ],
  },
  probes: (evidence) => probesFor(evidence, questions),
  *check(evidence) {
    yield* issuePerValues(evidence, questions, (table, findings, mending) => ({
      title: `${shown(table)} holds JSON that the code cannot read: ${listed(columnsOf(findings).map(shown))}`,
      description: `Rows of ${shown(table)} hold text where the model says JSON, or JSON of another kind.`,
      rootCause: "A writer stored plain text, cut the text short, or changed what the JSON holds.",
      impact: "JSON.parse throws on these rows, or gives the code something it does not expect.",
      repairAction: mendingWords(table, mending, {
        mended: "become what the backfill says",
        left: "Correct these rows: only a person knows what they should hold",
        example: () => "'{}'",
      }),
    }));
  },
});

function* questions(evidence: Evidence): Generator<ValueQuestion> {
  for (const stored of storedColumns(evidence)) {
    if (!holdsJson(stored)) continue;
    const { table, column, actual, declared } = stored;
    const name = shownColumn(table, column);
    yield {
      ...{ table, column, severity: "critical", about: "" },
      probe: valuesWhere(stored.in, actual, noJson),
      mends: () => byBackfill(stored, (other) => noJson(other).offends),
      message: (count) =>
        `Column ${name} holds JSON; ${counted(count, "row holds", "rows hold")} text that is none.`,
    };
    const { json } = declared;
    if (json === undefined) continue;
    yield {
      ...{ table, column, severity: "critical", about: "kind" },
      probe: valuesWhere(stored.in, actual, jsonBeside, json),
      mends: () => byBackfill(stored, (other) => jsonBeside(other, json).offends),
      message: (count) =>
        `Column ${name} holds ${json === "array" ? "lists" : "objects"} as JSON; ${counted(count, "row holds", "rows hold")} JSON of another kind.`,
    };
  }
}

function holdsJson({ declared }: StoredColumn): boolean {
  if (declared.accepts !== undefined) return declared.accepts === "json";
  return /^JSON$/i.test(declared.type ?? "");
}
