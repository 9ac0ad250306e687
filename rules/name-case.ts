import { issuePerSpelling } from "../src/engine/issue-per-spelling.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown, shownColumn } from "../src/engine/wording.ts";

export const nameCase = defineRule({
  id: "name-case",
  category: "convention",
  component: "Database",
  severity: "info",
  summary: "A table or column differs from the model only in the case of its letters.",
  why: "SQLite takes `Email` and `email` for one name, so nothing fails. Code that reads rows by property name gets the name as the query writes it, or with `SELECT *` as the database has it: there the difference is felt.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        actual: "CREATE TABLE Users (id INTEGER PRIMARY KEY, Email TEXT);",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      },
    ],
  },
  *check(evidence) {
    yield* issuePerSpelling(evidence, ["table-name", "column-name"], {
      title: (table, found) =>
        `${counted(found.length, "name")} of ${shown(table)} ${found.length === 1 ? "differs" : "differ"} only in case`,
      description: "Names differ from the model in the case of their letters, which SQLite ignores.",
      impact: "None in SQL. Rows read with SELECT * have the property names of the database.",
      repairAction: "Nothing; or write the name in the model as the database has it.",
      message: ({ table, column, declared, actual }) =>
        column === null
          ? `Table ${shown(declared)} is called ${shown(actual)} in the database.`
          : `Column ${shownColumn(table, declared)} is called ${shown(actual)} in the database.`,
    });
  },
});
