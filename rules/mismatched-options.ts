import type { ChangeOf } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { placeOf } from "../src/evidence/lookup.ts";

type Option = ChangeOf<"alter-options">["differs"][number];

const words: Readonly<Record<Option, { readonly option: string; readonly effect: string }>> = {
  strict: { option: "STRICT", effect: "A STRICT table refuses values of another type than the column's." },
  withoutRowid: {
    option: "WITHOUT ROWID",
    effect: "A WITHOUT ROWID table is stored by its primary key, which is never NULL, and has no rowid.",
  },
};

export const mismatchedOptions = defineRule({
  id: "mismatched-options",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "The table is STRICT or WITHOUT ROWID in one of model and database.",
  why: "A STRICT table refuses values of the wrong type, another one keeps them. A WITHOUT ROWID table has no rowid for code to rely on and refuses NULL in its key.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT) STRICT;",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);",
      },
      {
        declared: "CREATE TABLE codes (code TEXT NOT NULL PRIMARY KEY, title TEXT) WITHOUT ROWID;",
        actual: "CREATE TABLE codes (code TEXT NOT NULL PRIMARY KEY, title TEXT);",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT) STRICT;",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT) strict;",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "alter-options"), (table, changes) => ({
      title: `Table ${shown(table)} has other options than declared`,
      description: `Model and database disagree on ${changes
        .flatMap(({ differs }) => differs.map((option) => words[option].option))
        .join(" and ")} of ${shown(table)}.`,
      rootCause: "The option was changed on one side only; SQLite cannot change it in place.",
      impact: changes.flatMap(({ differs }) => differs.map((option) => words[option].effect)).join(" "),
      repairAction:
        "Rebuild the table with the declared options. Values that they refuse block it until they are mended.",
      findings: changes.flatMap((change) =>
        change.differs.map((option) => {
          const [database, model] = change[option]
            ? ["is not", "declares it so"]
            : ["is", "does not declare it so"];
          return finding(
            "high",
            `option:${option}`,
            `Table ${shown(table)} ${database} ${words[option].option} in the database, the model ${model}.`,
            { table, location: placeOf(evidence, table) },
          );
        }),
      ),
    }));
  },
});
