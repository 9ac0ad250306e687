import { columnsOf, issuePerValues, probesFor, type ValueQuestion } from "../src/engine/issue-per-values.ts";
import { mendingWords } from "../src/engine/mending-words.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { isDateType, type StoredColumn, storedColumns } from "../src/evidence/columns.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { byBackfill } from "../src/evidence/mends.ts";
import { affinityOf } from "../src/schema/affinity.ts";
import { valuesWhere } from "../src/sql/probe.ts";
import { emptyText, ofForeignClass, ofForeignClassNotEmpty } from "../src/sql/value-conditions.ts";

const orders = "CREATE TABLE orders (id INTEGER PRIMARY KEY, quantity INTEGER);";

export const foreignStorageClass = defineRule({
  id: "foreign-storage-class",
  category: "data",
  component: "Database",
  severity: "critical",
  summary: "A column holds values of a storage class that its type forbids.",
  why: "SQLite keeps what it cannot convert as it came: text stands in an INTEGER column, bytes in a TEXT column. The driver hands it to the code, where the types promise a number: sums become joined texts, and an empty text counts as 0 or NaN. It is medium where only SQL states the type, to which SQLite itself does not hold.",
  examples: {
    bad: [
      {
        declared: orders,
        actual: `${orders}\nINSERT INTO orders VALUES (1, 12), (2, 'a dozen');`,
        severity: "medium",
      },
      { declared: orders, actual: `${orders}\nINSERT INTO orders VALUES (1, '');`, severity: "medium" },
      {
        declared: {
          types: "/** @table */\nexport interface Note {\n  id: number;\n  title: string | null;\n}",
        },
        actual:
          "CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT);\nINSERT INTO notes VALUES (1, x'7469746c65');",
      },
    ],
    good: [
      {
        declared: orders,
        actual: `${orders}\nINSERT INTO orders VALUES (1, 12), (2, '13'), (3, NULL), (4, 1.5);`,
      },
    ],
  },
  probes: (evidence) => probesFor(evidence, questions),
  *check(evidence) {
    yield* issuePerValues(evidence, questions, (table, findings, mending) => ({
      title: `${shown(table)} holds values that the types forbid: ${listed(columnsOf(findings).map(shown))}`,
      description: `Rows of ${shown(table)} hold values of a storage class that the model does not allow.`,
      rootCause: "SQLite converts what it can to the type of a column and keeps the rest as it came.",
      impact: "The code reads a value of another type than its types promise.",
      repairAction: mendingWords(table, mending, {
        mended: "become what the backfill says",
        left: "Give these rows a value of the declared type: only a person knows which",
        example: () => "NULL",
      }),
    }));
  },
});

function* questions(evidence: Evidence): Generator<ValueQuestion> {
  for (const stored of storedColumns(evidence)) {
    const { table, column, actual } = stored;
    const classes = expectedClasses(stored);
    if (classes === null || (stored.in.strict && actual.type.toUpperCase() !== "ANY")) continue;
    const isNumeric = classes.includes("integer") && !classes.includes("text");
    const ofForeign = isNumeric ? ofForeignClassNotEmpty : ofForeignClass;
    yield {
      table,
      column,
      severity: "critical",
      about: "",
      probe: valuesWhere(stored.in, actual, ofForeign, classes),
      mends: () => byBackfill(stored, (other) => ofForeign(other, classes).offends),
      message: (count) =>
        `Column ${shownColumn(table, column)} holds ${classWords[classes.join(" ")]} by its type; ${counted(count, "row holds", "rows hold")} something else.`,
    };
    if (!isNumeric) continue;
    yield {
      table,
      column,
      severity: "critical",
      about: "empty",
      probe: valuesWhere(stored.in, actual, emptyText),
      mends: () => byBackfill(stored, (other) => emptyText(other).offends),
      message: (count) =>
        `Column ${shownColumn(table, column)} holds numbers by its type; ${counted(count, "row holds", "rows hold")} an empty text.`,
    };
  }
}

const classWords: Readonly<Record<string, string>> = {
  "integer real": "numbers",
  integer: "whole numbers",
  text: "text",
  "text integer real": "JSON",
  "integer real text": "dates",
  blob: "bytes",
};

/** The storage classes that a declaration allows; null where it says nothing, or another rule looks at the values. */
function expectedClasses({ declared, actual }: StoredColumn): readonly string[] | null {
  if (declared.values) return null;
  switch (declared.accepts) {
    case "number":
      return ["integer", "real"];
    case "bigint":
      return ["integer"];
    case "bytes":
      return ["blob"];
    case "date":
      return ["integer", "real", "text"];
    case "json":
      return ["text", "integer", "real"];
    case "string": {
      const { affinity, type } = actual;
      return affinity === "TEXT" || affinity === "BLOB" || isDateType(type) ? ["text"] : null;
    }
    case "boolean":
      return null;
    default:
      return declared.type === undefined ? null : classesOf(declared.type);
  }
}

/** What a declared type keeps; a name that means text or dates has NUMERIC affinity by accident. */
function classesOf(type: string): readonly string[] | null {
  switch (affinityOf(type)) {
    case "INTEGER":
    case "REAL":
      return ["integer", "real"];
    case "TEXT":
      return ["text"];
    case "NUMERIC":
      return /NUMERIC|DECIMAL|NUMBER|MONEY/i.test(type) ? ["integer", "real"] : null;
    default:
      return null;
  }
}
