import { columnsOf, issuePerValues, probesFor, type ValueQuestion } from "../src/engine/issue-per-values.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { matchedColumns } from "../src/evidence/columns.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { valuesWhere } from "../src/sql/probe.ts";
import { storedNull } from "../src/sql/value-conditions.ts";

const users = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);";

/** What a hand in the stored schema does: the rows are older than their NOT NULL. */
const tightened = `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
INSERT INTO users VALUES (1, 'ada@example.org'), (2, NULL);
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL)' WHERE name = 'users';
PRAGMA writable_schema = RESET;`;

export const brokenNotNull = defineRule({
  id: "broken-not-null",
  category: "data",
  component: "Database",
  severity: "critical",
  summary: "Rows hold NULL in a column that is NOT NULL.",
  why: "SQLite asks for NOT NULL when a row is written. Where the stored schema was edited by hand after that, NULLs stay, and they hide: SQLite believes the schema, so WHERE email IS NULL finds none of them. The code reads NULL where schema and types rule it out, and an UPDATE of such a row fails.",
  examples: {
    bad: [{ declared: users, actual: tightened }],
    good: [{ declared: users, actual: `${users}\nINSERT INTO users VALUES (1, '');` }],
  },
  probes: (evidence) => probesFor(evidence, questions),
  *check(evidence) {
    yield* issuePerValues(evidence, questions, (table, findings) => ({
      title: `${shown(table)} holds NULL where it is NOT NULL: ${listed(columnsOf(findings).map(shown))}`,
      description: `Rows of ${shown(table)} hold NULL in columns that are NOT NULL in the database.`,
      rootCause: "NOT NULL was written into the stored schema after the rows (PRAGMA writable_schema).",
      impact: "The code reads NULL where nobody expects it, and an UPDATE of such a row fails.",
      repairAction:
        "Give these rows a value: only a person knows which. The query lists them; IS NULL would not.",
    }));
  },
});

function* questions(evidence: Evidence): Generator<ValueQuestion> {
  for (const { table, column, in: stored, actual } of matchedColumns(evidence)) {
    if (!actual.notNull) continue;
    yield {
      table,
      column,
      severity: "critical",
      isRefused: true,
      about: "",
      probe: valuesWhere(stored, actual, storedNull),
      message: (count) =>
        `Column ${shownColumn(table, column)} is NOT NULL; ${counted(count, "row holds", "rows hold")} NULL all the same.`,
    };
  }
}
