import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge } from "../src/engine/verdict.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { foreignKeyKey, shownForeignKey } from "../src/engine/wording-of-keys.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { orphansOf } from "./missing-foreign-key.ts";

const parents = "CREATE TABLE authors (id INTEGER PRIMARY KEY);\n";

export const mismatchedForeignKey = defineRule({
  id: "mismatched-foreign-key",
  category: "schema",
  component: "Database",
  severity: "medium",
  summary: "A foreign key refers to something else, or acts otherwise, than the model declares.",
  why: "Deleting or changing a parent does something else to its children than the code expects: rows vanish, or stay, or the statement fails. It is critical when stored rows break the declared key.",
  examples: {
    bad: [
      {
        declared: `${parents}CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id) ON DELETE SET NULL);`,
        actual: `${parents}CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id) ON DELETE CASCADE);`,
      },
    ],
    good: [
      {
        declared: `${parents}CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id) ON DELETE NO ACTION);`,
        actual: `${parents}CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));`,
      },
    ],
  },
  *probes(evidence) {
    for (const { table, declared } of changesOf(evidence.drift, "alter-foreign-key")) {
      const probe = orphansOf(evidence, table, declared);
      if (probe !== null) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "alter-foreign-key"), (table, changes) => ({
      title: `${counted(changes.length, "foreign key")} of ${shown(table)} ${changes.length === 1 ? "differs" : "differ"} from the model`,
      description: `Model and database disagree on ${counted(changes.length, "foreign key")} of ${shown(table)}.`,
      rootCause: "The foreign key was changed on one side only; SQLite cannot change one in place.",
      impact: "Deleting or changing a parent row does something else to its children than the code expects.",
      repairAction:
        "Rebuild the table with the declared foreign key. Rows that break it block it until they are mended.",
      findings: changes.map(({ declared, actual }) => {
        const verdict = judge(rowsOf(evidence, orphansOf(evidence, table, declared)), "medium", {
          some: (count) => `${counted(count, "row points", "rows point")} at a parent that does not exist.`,
          none: "No row breaks the declared one.",
        });
        return finding(
          verdict.severity,
          `foreign-key:${foreignKeyKey(declared)}`,
          `Foreign key of ${shown(table)} is ${shownForeignKey(actual)} in the database, the model declares ${shownForeignKey(declared)}. ${verdict.words}`,
          {
            table,
            location: declared.location ?? placeOf(evidence, table, declared.columns[0]),
            query: verdict.query,
          },
        );
      }),
    }));
  },
});
