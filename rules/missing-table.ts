import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { isUsed } from "../src/evidence/use.ts";

export const missingTable = defineRule({
  id: "missing-table",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "The model declares a table that the database does not have.",
  why: "Every statement on the table fails with `no such table`. Where the model belongs to a query builder or ORM, all its tables count as used and the issue is critical.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY);\nCREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        actual: "CREATE TABLE authors (id INTEGER PRIMARY KEY);",
      },
      {
        declared: {
          types:
            'import type { Kysely } from "kysely";\ninterface Database { books: { id: number; title: string } }\nexport declare const db: Kysely<Database>;',
        },
        actual: "CREATE TABLE authors (id INTEGER PRIMARY KEY);",
        severity: "critical",
      },
      {
        declared: "CREATE VIRTUAL TABLE book_search USING fts5(title);",
        actual: "",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
        actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    const missing = changesOf(evidence.drift, "create-table", "create-virtual-table");
    yield* issuePerTable(missing, (table, changes) => {
      const used = isUsed(evidence, table);
      return {
        title: `Table ${shown(table)} is missing`,
        description: `The model declares ${changes.map(shape).join(" and ")}; the database has no table of that name.`,
        rootCause:
          "The model was extended and no migration created the table here, or the table was dropped or renamed by hand.",
        impact: used
          ? `The application's statements on it fail with "no such table: ${table}".`
          : `Every statement on it fails with "no such table: ${table}". No statement is known to use it yet.`,
        repairAction: `Create ${shown(table)} as declared, with its keys, constraints and indexes.${fillingOf(changes)}`,
        findings: [
          finding(
            used ? "critical" : "high",
            "table",
            `Table ${shown(table)} is declared and does not exist.`,
            { table, location: placeOf(evidence, table) },
          ),
        ],
      };
    });
  },
});

/** Where the rows come from, if they come from another table. */
function fillingOf(changes: readonly Missing[]): string {
  const sources = changes.flatMap((change) =>
    change.kind === "create-table"
      ? change.declared.columns.flatMap(({ movedFrom }) => movedFrom?.split(".")[0] ?? [])
      : [],
  );
  const [source] = sources;
  return source === undefined
    ? ""
    : ` Fill it from the rows of ${shown(source)}, a row for each of its keys.`;
}

type Missing = ReturnType<typeof changesOf<"create-table" | "create-virtual-table">>[number];

function shape(change: Missing): string {
  if (change.kind === "create-virtual-table") {
    return `the virtual table ${shown(change.table)} (${change.declared.module})`;
  }
  return `table ${shown(change.table)} with ${counted(change.declared.columns.length, "column")}`;
}
