import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { pairedUniques, uniqueText } from "./mismatched-unique.ts";

export const unexpectedUnique = defineRule({
  id: "unexpected-unique",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "The database keeps values unique that a complete declaration does not declare unique.",
  why: "An INSERT or UPDATE that the model allows fails with `UNIQUE constraint failed`.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, city TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, city TEXT UNIQUE);",
      },
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, city TEXT);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, city TEXT);\nCREATE UNIQUE INDEX users_by_city ON users (city);",
      },
    ],
    good: [
      {
        declared: {
          types: "/** @table users */\nexport interface User {\n  id: number;\n  city: string | null;\n}",
        },
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, city TEXT UNIQUE);",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(pairedUniques(evidence).unexpected, (table, changes) => ({
      title: `Table ${shown(table)} has ${counted(changes.length, "undeclared uniqueness", "undeclared uniquenesses")}`,
      description: `The database keeps values of ${shown(table)} unique that the complete declaration does not.`,
      rootCause: "The uniqueness was dropped from the model, or added by hand.",
      impact: 'Writes that the model allows fail with "UNIQUE constraint failed".',
      repairAction: "Drop the uniqueness, no row is lost; or declare it, if it is wanted.",
      findings: changes.map((change) => {
        const key = uniqueText(change);
        return finding(
          "high",
          `unique:${key}`,
          `${key} of ${shown(table)} is unique in the database and not in the declaration.`,
          { table, location: placeOf(evidence, table) },
        );
      }),
    }));
  },
});
