import { issuePerSpelling } from "../src/engine/issue-per-spelling.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";

export const constraintForm = defineRule({
  id: "constraint-form",
  category: "convention",
  component: "Database",
  severity: "info",
  summary: "Uniqueness is a constraint on one side and a unique index on the other.",
  why: "SQLite keeps both by the same kind of index. A rebuild for the sake of the form would risk rows for nothing.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE UNIQUE INDEX users_email ON users (email);",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, UNIQUE (email));",
      },
    ],
  },
  *check(evidence) {
    yield* issuePerSpelling(evidence, ["form"], {
      title: (table) => `Table ${shown(table)} keeps a uniqueness in another form`,
      description:
        "The same values are unique on both sides, by a constraint on one and an index on the other.",
      impact: "None: both refuse the same rows.",
      repairAction: "Nothing; or write it in the model as the database has it.",
      message: ({ declared, actual }) => `The model declares a ${declared}; the database has a ${actual}.`,
    });
  },
});
