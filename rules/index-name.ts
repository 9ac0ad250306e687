import { issuePerSpelling } from "../src/engine/issue-per-spelling.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown } from "../src/engine/wording.ts";

export const indexName = defineRule({
  id: "index-name",
  category: "convention",
  component: "Database",
  severity: "info",
  summary: "An index has another name than the model gives it.",
  why: "An index is what it covers; only `INDEXED BY` and `DROP INDEX` call it by its name.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE INDEX users_by_email ON users (email);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE INDEX idx_users_email ON users (email);",
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE INDEX users_by_email ON users (email);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE INDEX users_by_email ON users (email);",
      },
    ],
  },
  *check(evidence) {
    yield* issuePerSpelling(evidence, ["index-name"], {
      title: (table, found) =>
        `${counted(found.length, "index", "indexes")} of ${shown(table)} ${found.length === 1 ? "has" : "have"} another name`,
      description: "Indexes cover what the model declares under other names.",
      impact: "None, unless a statement says INDEXED BY.",
      repairAction: "Nothing; or write the name in the model as the database has it.",
      message: ({ declared, actual }) =>
        `Index ${shown(declared)} is called ${shown(actual)} in the database.`,
    });
  },
});
