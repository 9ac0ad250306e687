import { issuePerSpelling } from "../src/engine/issue-per-spelling.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown, shownColumn } from "../src/engine/wording.ts";

export const typeSpelling = defineRule({
  id: "type-spelling",
  category: "convention",
  component: "Database",
  severity: "info",
  summary: "A column's declared type has another name of the same affinity.",
  why: "Outside STRICT tables SQLite goes by the affinity alone: VARCHAR(40) and TEXT store and compare the same, and the length is not enforced. https://www.sqlite.org/datatype3.html",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR(40));",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR(40));",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email varchar ( 40 ));",
      },
    ],
  },
  *check(evidence) {
    yield* issuePerSpelling(evidence, ["type"], {
      title: (table, found) =>
        `${counted(found.length, "column")} of ${shown(table)} ${found.length === 1 ? "has" : "have"} a type of another name`,
      description: "Declared types differ in name and not in affinity.",
      impact: "None: SQLite goes by the affinity.",
      repairAction: "Nothing; or write the type in the model as the database has it.",
      message: ({ table, column, declared, actual }) =>
        `Column ${shownColumn(table, column ?? "")} is ${actual === "" ? "without a type" : actual} in the database, the model writes ${declared === "" ? "no type" : declared}: one affinity.`,
    });
  },
});
