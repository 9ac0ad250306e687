import type { ChangeOf } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { Finding, IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn, shownSql } from "../src/engine/wording.ts";
import { actualColumnName } from "../src/evidence/actual-names.ts";
import { byTable, changesOf } from "../src/evidence/changes.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { foldName } from "../src/schema/names.ts";

export const mismatchedDefault = defineRule({
  id: "mismatched-default",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "A column has another default than the model declares, or none where the model relies on one.",
  why: "An INSERT that leaves the column out stores another value than the code expects, or fails. Stored rows are not touched by the repair: a default speaks of rows to come. Two spellings of one value, such as `(0)` and `0`, are no mismatch.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE tasks (id INTEGER PRIMARY KEY, priority INTEGER DEFAULT 1);",
        actual: "CREATE TABLE tasks (id INTEGER PRIMARY KEY, priority INTEGER DEFAULT 5);",
      },
      {
        declared: {
          types:
            'import type { Generated, Kysely } from "kysely";\ninterface Database { tasks: { id: number; priority: Generated<number> } }\nexport declare const db: Kysely<Database>;',
        },
        actual: "CREATE TABLE tasks (id INTEGER PRIMARY KEY, priority INTEGER NOT NULL);",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE tasks (id INTEGER PRIMARY KEY, priority INTEGER DEFAULT 1);",
        actual: "CREATE TABLE tasks (id INTEGER PRIMARY KEY, priority INTEGER DEFAULT (1));",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    const changes = new Map(byTable(changesOf(evidence.drift, "alter-default")));
    const unfilled = unfilledColumns(evidence);
    for (const table of new Set([...changes.keys(), ...unfilled.keys()])) {
      const own = changes.get(table) ?? [];
      yield issueOf(table, own, [
        ...own.map((change) => findingOf(evidence, change)),
        ...(unfilled.get(table) ?? []),
      ]);
    }
  },
});

function issueOf(
  table: string,
  changes: readonly ChangeOf<"alter-default">[],
  findings: readonly Finding[],
): IssueDraft {
  const names = listed(findings.map(({ column }) => shown(column ?? "")));
  return {
    subject: table,
    table,
    title: `${counted(findings.length, "column")} of ${shown(table)} ${findings.length === 1 ? "has" : "have"} another default: ${names}`,
    description: `Model and database disagree on the default of ${names} in ${shown(table)}.`,
    rootCause: "The default was changed on one side only; SQLite cannot change a default in place.",
    impact: "A row inserted without the column gets another value than the model says, or is refused.",
    repairAction:
      changes.length === findings.length
        ? "Rebuild the table with the declared defaults. Rows that exist keep their values."
        : "Declare the default the database is to fill in (@default, or a .sql declaration): the model only says that there is one.",
    findings,
    changes,
  };
}

function findingOf(evidence: Evidence, change: ChangeOf<"alter-default">): Finding {
  const { table, column, from, to } = change;
  const message = `Column ${shownColumn(table, column)} has ${text(from)} in the database, the model declares ${text(to)}.`;
  return finding("high", `column:${column}`, message, {
    table,
    column,
    location: placeOf(evidence, table, column),
  });
}

function text(value: string | null): string {
  return value === null ? "no default" : `the default ${shownSql(value)}`;
}

/** Columns that the model leaves to the database (Kysely's Generated) and that the database does not fill. */
function unfilledColumns(evidence: Evidence): Map<string, Finding[]> {
  const changed = new Set(
    changesOf(evidence.drift, "alter-default", "alter-generated", "alter-primary-key").map((change) =>
      foldName(`${change.table}\0${"column" in change ? change.column : ""}`),
    ),
  );
  const found = new Map<string, Finding[]>();
  for (const { declared, actual } of evidence.drift.pairs) {
    const table = declared.name;
    const findings = declared.columns.flatMap(({ name, filledByDatabase }) => {
      const actualName = filledByDatabase === true ? actualColumnName(evidence, table, name) : null;
      const column = actual.columns.find((candidate) => candidate.name === actualName);
      const alias = actual.primaryKey?.rowidAlias === true && actual.primaryKey.columns[0] === actualName;
      if (!column || alias || column.default !== null || column.generated !== null) return [];
      if (changed.has(foldName(`${table}\0${name}`))) return [];
      const message = `Column ${shownColumn(table, name)} is left to the database by the model (Generated); it has no default, is no rowid alias and is not generated.`;
      return [
        finding("high", `column:${name}`, message, {
          table,
          column: name,
          location: placeOf(evidence, table, name),
        }),
      ];
    });
    if (findings.length > 0) found.set(table, findings);
  }
  return found;
}
