import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { foreignKeyKey, shownForeignKey } from "../src/engine/wording-of-keys.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { placeOf } from "../src/evidence/lookup.ts";

const parents = "CREATE TABLE authors (id INTEGER PRIMARY KEY);\n";

export const unexpectedForeignKey = defineRule({
  id: "unexpected-foreign-key",
  category: "schema",
  component: "Database",
  severity: "medium",
  summary: "The table has a foreign key that a complete declaration does not list.",
  why: "The database refuses rows, or deletes them, by a rule the code does not know of.",
  examples: {
    bad: [
      {
        declared: `${parents}CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER);`,
        actual: `${parents}CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id) ON DELETE CASCADE);`,
      },
    ],
    good: [
      {
        declared: {
          types: "/** @table books */\nexport interface Book {\n  id: number;\n  authorId: number | null;\n}",
        },
        actual:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));",
        config: { ignore: ["authors"] },
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "drop-foreign-key"), (table, changes) => ({
      title: `Table ${shown(table)} has ${counted(changes.length, "undeclared foreign key")}`,
      description: `The database enforces ${counted(changes.length, "foreign key")} of ${shown(table)} that the complete declaration does not list.`,
      rootCause: "The foreign key was dropped from the model, or added by hand.",
      impact: 'Writes fail with "FOREIGN KEY constraint failed", or cascade, where the code expects neither.',
      repairAction: "Rebuild the table without the foreign key; or declare it, if it is wanted.",
      findings: changes.map(({ actual }) =>
        finding(
          "medium",
          `foreign-key:${foreignKeyKey(actual)}`,
          `Foreign key ${shownForeignKey(actual)} of ${shown(table)} is in the database and not in the declaration.`,
          { table, location: placeOf(evidence, table, actual.columns[0]) },
        ),
      ),
    }));
  },
});
