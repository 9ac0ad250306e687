import { issuePerSpelling } from "../src/engine/issue-per-spelling.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";

export const columnOrder = defineRule({
  id: "column-order",
  category: "convention",
  component: "Database",
  severity: "info",
  summary: "The table has its columns in another order than a complete declaration.",
  why: "Columns are added at the end, so the order drifts by itself. It matters only to an INSERT without a column list and to code that reads rows as arrays.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT);",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT);",
      },
    ],
  },
  *check(evidence) {
    yield* issuePerSpelling(evidence, ["column-order"], {
      title: (table) => `Table ${shown(table)} has its columns in another order`,
      description: "The columns are the same and stand in another order.",
      impact: "Only an INSERT without a column list, or code that reads rows as arrays, would notice.",
      repairAction: "Nothing: name the columns in INSERT statements.",
      message: ({ declared, actual }) =>
        `The database has the order ${actual}; the declaration has ${declared}.`,
    });
  },
});
