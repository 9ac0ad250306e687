import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { duplicatesOf, judgeDuplicates, keyOf, pairedUniques, uniqueText } from "./mismatched-unique.ts";

export const missingUnique = defineRule({
  id: "missing-unique",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "The model declares values unique that the database does not keep unique.",
  why: "Two rows can have what the code takes for one of a kind, ON CONFLICT finds no constraint to name, and a look-up returns either of them. It is critical when duplicates are stored already. A UNIQUE constraint and a unique index are the same thing in two forms.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nINSERT INTO users VALUES (1, 'ada@example.org'), (2, NULL), (3, NULL);",
      },
      {
        declared:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE UNIQUE INDEX users_by_email ON users (email);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nINSERT INTO users VALUES (1, 'ada@example.org'), (2, 'ada@example.org');",
        severity: "critical",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE);",
        actual:
          "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, CONSTRAINT one_email UNIQUE (email));",
      },
    ],
  },
  *probes(evidence) {
    for (const change of pairedUniques(evidence).missing) {
      const probe = duplicatesOf(evidence, change);
      if (probe !== null) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(pairedUniques(evidence).missing, (table, changes) => ({
      title: `Table ${shown(table)} lacks ${counted(changes.length, "declared uniqueness", "declared uniquenesses")}`,
      description: `The model declares values of ${shown(table)} unique; nothing in the database keeps them so.`,
      rootCause: "The uniqueness was declared after the table was made, or its index was dropped.",
      impact: "Duplicates can be stored; ON CONFLICT on these columns fails to prepare.",
      repairAction:
        "Add the uniqueness as declared. Duplicates that are stored block it until they are mended.",
      findings: changes.map((change) => {
        const verdict = judgeDuplicates(evidence, change);
        const [first, ...more] = keyOf(change).parts;
        const column = more.length === 0 ? (first?.column ?? undefined) : undefined;
        return finding(
          verdict.severity,
          `unique:${uniqueText(change)}`,
          `${uniqueText(change)} of ${shown(table)} is declared unique and is not. ${verdict.words}`,
          {
            table,
            ...(column === undefined ? {} : { column }),
            location: change.declared.location ?? placeOf(evidence, table, column),
            query: verdict.query,
          },
        );
      }),
    }));
  },
});
