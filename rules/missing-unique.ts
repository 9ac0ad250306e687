import type { ChangeOf } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge } from "../src/engine/verdict.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { partsKey } from "../src/engine/wording-of-keys.ts";
import { actualParts, actualTable } from "../src/evidence/actual-names.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import type { IndexPart } from "../src/schema/constraint.ts";
import { duplicateRows } from "../src/sql/probes.ts";

type Missing = ChangeOf<"add-unique"> | ChangeOf<"create-index">;

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
    for (const change of missingIn(evidence)) {
      const probe = duplicatesOf(evidence, change);
      if (probe !== null) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(missingIn(evidence), (table, changes) => ({
      title: `Table ${shown(table)} lacks ${counted(changes.length, "declared uniqueness", "declared uniquenesses")}`,
      description: `The model declares values of ${shown(table)} unique; nothing in the database keeps them so.`,
      rootCause: "The uniqueness was declared after the table was made, or its index was dropped.",
      impact: "Duplicates can be stored; ON CONFLICT on these columns fails to prepare.",
      repairAction:
        "Add the uniqueness as declared. Duplicates that are stored block it until they are mended.",
      findings: changes.map((change) => {
        const { parts, where } = keyOf(change);
        const verdict = judge(rowsOf(evidence, duplicatesOf(evidence, change)), "high", {
          some: (count) => `${counted(count, "value is", "values are")} stored more than once.`,
          none: "No duplicates are stored.",
        });
        const column = parts.length === 1 ? (parts[0]?.column ?? undefined) : undefined;
        return finding(
          verdict.severity,
          `unique:${partsKey(parts, where)}`,
          `${partsKey(parts, where)} of ${shown(table)} is declared unique and is not. ${verdict.words}`,
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

function missingIn({ drift }: Evidence): Missing[] {
  return changesOf(drift, "add-unique", "create-index").filter(
    (change) => change.kind === "add-unique" || change.declared.unique,
  );
}

function keyOf(change: Missing): { parts: readonly IndexPart[]; where: string | null } {
  if (change.kind === "add-unique") return { parts: change.declared.columns, where: null };
  return { parts: change.declared.parts, where: change.declared.where };
}

function duplicatesOf(evidence: Evidence, change: Missing): Probe | null {
  const { parts, where } = keyOf(change);
  const table = actualTable(evidence, change.table);
  const named = actualParts(evidence, change.table, parts);
  return table === null || named === null ? null : duplicateRows(table, named, where);
}
