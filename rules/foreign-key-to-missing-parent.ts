import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown, shownColumns } from "../src/engine/wording.ts";
import { foreignKeyKey, shownForeignKey } from "../src/engine/wording-of-keys.ts";
import { type Joinable, joinablesAfter } from "../src/evidence/after-changes.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { declaredTable, placeOf } from "../src/evidence/lookup.ts";
import { isUsed } from "../src/evidence/use.ts";
import type { ForeignKey } from "../src/schema/constraint.ts";
import type { DeclaredForeignKey } from "../src/schema/declared.ts";
import { findNamed, foldName, sameName } from "../src/schema/names.ts";

type Key = ForeignKey | DeclaredForeignKey;

export const foreignKeyToMissingParent = defineRule({
  id: "foreign-key-to-missing-parent",
  category: "schema",
  component: "Database",
  severity: "high",
  summary:
    "A foreign key refers to a table that does not exist, to the scratch table of a migration, or to columns that are not unique together.",
  why: "SQLite accepts such a table and fails later: with foreign keys on, an INSERT into the child ends in `no such table` or `foreign key mismatch`, and so does a DELETE from the parent. https://www.sqlite.org/foreignkeys.html#fk_indexes",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));",
        actual: "CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));",
      },
      {
        declared:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors (name));",
        actual:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors (name));",
      },
    ],
    good: [
      {
        declared:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT UNIQUE);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors (name));",
        actual:
          "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT UNIQUE);\nCREATE TABLE books (id INTEGER PRIMARY KEY, author TEXT REFERENCES authors (name));",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    const tables = joinablesAfter(evidence);
    const unmanaged = new Set(evidence.drift.unmanaged.map(({ name }) => foldName(name)));
    for (const table of tables.values()) {
      const name = declaredTable(evidence, table.name)?.name ?? table.name;
      if (!declaredTable(evidence, name) && !unmanaged.has(foldName(name))) continue;
      const broken = table.foreignKeys.flatMap((key) => {
        const why = whyBroken(evidence, key, tables.get(foldName(key.parent)));
        return why === null ? [] : [{ key, why }];
      });
      if (broken.length > 0) yield issueOf(evidence, name, broken);
    }
  },
});

function issueOf(
  evidence: Evidence,
  table: string,
  broken: readonly { key: Key; why: string }[],
): IssueDraft {
  return {
    subject: table,
    table,
    title: `${counted(broken.length, "foreign key")} of ${shown(table)} cannot be enforced`,
    description: `${counted(broken.length, "foreign key")} of ${shown(table)} ${broken.length === 1 ? "refers" : "refer"} to something that cannot be a parent.`,
    rootCause:
      "The parent was dropped or renamed, was never made, or lacks the primary key or UNIQUE that a parent needs.",
    impact: 'With foreign keys on, writes fail with "no such table" or "foreign key mismatch".',
    repairAction:
      "Declare the parent, or make the columns it is referred to by its primary key or UNIQUE, or drop the foreign key from the model.",
    findings: broken.map(({ key, why }) =>
      finding(
        isUsed(evidence, table) ? "critical" : "high",
        `foreign-key:${foreignKeyKey(key)}`,
        `Foreign key ${shownForeignKey(key)} of ${shown(table)}: ${why}`,
        {
          table,
          location: ("location" in key && key.location) || placeOf(evidence, table, key.columns[0]),
        },
      ),
    ),
    changes: [],
  };
}

/** Why a foreign key cannot be enforced, or null when it can. */
function whyBroken(evidence: Evidence, key: Key, parent: Joinable | undefined): string | null {
  if (!parent) return `${insteadOf(evidence, key.parent)}.`;
  if (parent.role === "leftover") return `${shown(parent.name)} is a scratch table that a migration left.`;
  if (!key.parentColumns) {
    const fits = parent.primaryKey.length === key.columns.length;
    return fits
      ? null
      : `the primary key of ${shown(parent.name)} has ${counted(parent.primaryKey.length, "column")}.`;
  }
  const wanted = key.parentColumns;
  const unique = parent.uniqueSets.some(
    (set) =>
      set.length === wanted.length && wanted.every((column) => set.some((other) => sameName(other, column))),
  );
  return unique
    ? null
    : `${shownColumns(wanted)} of ${shown(parent.name)} is neither its primary key nor UNIQUE.`;
}

/** What there is where a parent table should be. */
function insteadOf({ actual }: Evidence, name: string): string {
  if (findNamed(actual.views, name)) return `${shown(name)} is a view, which cannot be a parent`;
  if (findNamed(actual.virtualTables, name))
    return `${shown(name)} is a virtual table, which cannot be a parent`;
  return `there is no table ${shown(name)}`;
}
