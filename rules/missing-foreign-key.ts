import type { ChangeOf } from "../src/diff/change.ts";
import { orphanChoices } from "../src/engine/choices.ts";
import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge } from "../src/engine/verdict.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { foreignKeyKey, shownForeignKey } from "../src/engine/wording-of-keys.ts";
import { actualColumnName, actualColumnNames, actualTable } from "../src/evidence/actual-names.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { declaredTable, placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { comesWithColumns } from "../src/evidence/with-columns.ts";
import type { DeclaredForeignKey } from "../src/schema/declared.ts";
import { findNamed } from "../src/schema/names.ts";
import { orphanRows, violatingRows } from "../src/sql/probes.ts";
import { quoteName } from "../src/sql/quote.ts";

export const missingForeignKey = defineRule({
  id: "missing-foreign-key",
  category: "schema",
  component: "Database",
  severity: "medium",
  summary: "The model declares a foreign key that the table does not have.",
  why: "Nothing stops a row from pointing at a parent that does not exist, and deleting a parent leaves its children behind. It is critical when such rows are stored already.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));",
        actual:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER);\nINSERT INTO authors VALUES (1);\nINSERT INTO books VALUES (10, 1), (11, NULL);",
      },
      {
        declared:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));",
        actual:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER);\nINSERT INTO books VALUES (10, 7);",
        severity: "critical",
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));",
        actual:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER, FOREIGN KEY (author_id) REFERENCES authors);",
      },
    ],
  },
  *probes(evidence) {
    for (const { table, declared } of missingKeys(evidence)) {
      const probe = orphansOf(evidence, table, declared);
      if (probe !== null) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(missingKeys(evidence), (table, changes) => ({
      title: `Table ${shown(table)} lacks ${counted(changes.length, "declared foreign key")}`,
      description: `The model declares ${counted(changes.length, "foreign key")} of ${shown(table)} that the database does not enforce.`,
      rootCause:
        "The column was added without its REFERENCES clause; SQLite cannot add a constraint to a table in place.",
      impact:
        "A row can point at a parent that does not exist; ON DELETE and ON UPDATE actions do not happen.",
      repairAction: `Rebuild the table with the foreign key. Rows without a parent block it until they are mended.${orphanChoices(table, declaredOf(changes), orphansIn(evidence, table, changes))}`,
      findings: changes.map(({ declared }) => {
        const verdict = judge(rowsOf(evidence, orphansOf(evidence, table, declared)), "medium", {
          some: (count) => `${counted(count, "row points", "rows point")} at a parent that does not exist.`,
          none: "No row breaks it.",
        });
        return finding(
          verdict.severity,
          `foreign-key:${foreignKeyKey(declared)}`,
          `Foreign key ${shownForeignKey(declared)} of ${shown(table)} is declared and does not exist. ${verdict.words}`,
          {
            table,
            ...(declared.columns.length === 1 ? { column: declared.columns[0] ?? "" } : {}),
            location: declared.location ?? placeOf(evidence, table, declared.columns[0]),
            query: verdict.query,
          },
        );
      }),
    }));
  },
});

const declaredOf = (changes: readonly ChangeOf<"add-foreign-key">[]): DeclaredForeignKey[] =>
  changes.map(({ declared }) => declared);

function orphansIn(
  evidence: Evidence,
  table: string,
  changes: readonly ChangeOf<"add-foreign-key">[],
): number {
  const counts = changes.map(({ declared }) => rowsOf(evidence, orphansOf(evidence, table, declared)));
  return counts.reduce((sum, rows) => sum + (rows.known ? rows.count : 0), 0);
}

function missingKeys(evidence: Evidence): ChangeOf<"add-foreign-key">[] {
  const missing = changesOf(evidence.drift, "add-foreign-key");
  return missing.filter((change) => !comesWithColumns(evidence, change));
}

/** The rows that a declared foreign key forbids, or null while a column of it does not exist. */
export function orphansOf(evidence: Evidence, table: string, key: DeclaredForeignKey): Probe | null {
  const child = actualTable(evidence, table);
  const columns = actualColumnNames(evidence, table, key.columns);
  if (child === null || columns === null) return null;
  const parent = actualTable(evidence, key.parent) ?? findNamed(evidence.actual.tables, key.parent);
  const wanted = key.parentColumns ?? primaryKeyOf(evidence, key.parent) ?? parent?.primaryKey?.columns ?? [];
  const parentColumns = parent
    ? wanted.map((column) => actualColumnName(evidence, key.parent, column) ?? column)
    : [];
  const reachable =
    parent !== undefined &&
    parentColumns.length === columns.length &&
    parentColumns.every((column) => findNamed(parent.columns, column));
  if (reachable) return orphanRows(child, { columns, parent: parent.name, parentColumns });
  // Without a parent to point at, every row that points breaks the key.
  return violatingRows(child, columns.map((column) => `${quoteName(column)} IS NULL`).join(" OR "));
}

function primaryKeyOf(evidence: Evidence, table: string): readonly string[] | undefined {
  return declaredTable(evidence, table)?.primaryKey?.columns;
}
