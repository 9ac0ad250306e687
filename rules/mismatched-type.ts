import type { ChangeOf } from "../src/diff/change.ts";
import { backfillChoice } from "../src/engine/choices.ts";
import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { judge, type Verdict } from "../src/engine/verdict.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { actualColumnName, actualTable } from "../src/evidence/actual-names.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { affinityOf } from "../src/schema/affinity.ts";
import { unconvertibleRows } from "../src/sql/probes.ts";

export const mismatchedType = defineRule({
  id: "mismatched-type",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "A column has another type than the model declares.",
  why: "SQLite converts what it can to the column's affinity and keeps the rest as it came, so the application reads text where it expects a number, or a number where it expects text. It is critical when stored values cannot be had in the declared type. Two names of one affinity, such as VARCHAR(40) and TEXT, are no mismatch.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE orders (id INTEGER PRIMARY KEY, quantity INTEGER);",
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, quantity TEXT);\nINSERT INTO orders VALUES (1, '12');",
      },
      {
        declared: "CREATE TABLE orders (id INTEGER PRIMARY KEY, quantity INTEGER);",
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, quantity TEXT);\nINSERT INTO orders VALUES (1, 'a dozen');",
        severity: "critical",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE orders (id INTEGER PRIMARY KEY, quantity INTEGER);",
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, quantity INTEGER);\nINSERT INTO orders VALUES (1, 12);",
      },
    ],
  },
  *probes(evidence) {
    for (const change of changesOf(evidence.drift, "alter-type")) {
      const probe = probeOf(evidence, change);
      if (probe !== null) yield probe;
    }
  },
  *check(evidence): Generator<IssueDraft> {
    yield* issuePerTable(changesOf(evidence.drift, "alter-type"), (table, changes) => ({
      title: `${counted(changes.length, "column")} of ${shown(table)} ${changes.length === 1 ? "has" : "have"} another type: ${listed(changes.map(({ column }) => shown(column)))}`,
      description: `Model and database give ${listed(changes.map(({ column }) => shown(column)))} in ${shown(table)} types of different affinity.`,
      rootCause: "The type was changed on one side only; SQLite cannot change a column's type in place.",
      impact:
        "The application reads values of another kind than its types say; comparisons and sorting follow the database's type.",
      repairAction: `Rebuild the table with the declared types. Values are converted only where each comes back equal; otherwise the step is blocked until they are mended.${choiceOf(evidence, table, changes)}`,
      findings: changes.map((change) => {
        const { table: name, column } = change;
        const verdict = verdictOf(evidence, change);
        return finding(
          verdict.severity,
          `column:${column}`,
          `Column ${shownColumn(name, column)} is ${change.from === "" ? "without a type" : change.from} in the database, the model declares ${change.to === "" ? "no type" : change.to}. ${verdict.words}`,
          { table: name, column, location: placeOf(evidence, name, column), query: verdict.query },
        );
      }),
    }));
  },
});

/** What to write where values do not convert by themselves. Seconds or milliseconds is for a person to say. */
function choiceOf(evidence: Evidence, table: string, changes: readonly ChangeOf<"alter-type">[]): string {
  const stuck = changes.find((change) => {
    const rows = rowsOf(evidence, probeOf(evidence, change));
    return rows.known && rows.count > 0;
  });
  if (!stuck) return "";
  const { column } = stuck;
  const line = (expression: string): string => backfillChoice(table, column, expression);
  const isNumber = ["INTEGER", "REAL", "NUMERIC"].includes(affinityOf(stuck.to));
  const dates = isNumber
    ? ` For dates in text: ${line(`unixepoch(${column})`)} makes seconds of them, ${line(`unixepoch(${column}) * 1000`)} milliseconds.`
    : "";
  return ` Or say in the config what such a value becomes, as an expression over the row: ${line("...")}.${dates}`;
}

function verdictOf(evidence: Evidence, change: ChangeOf<"alter-type">): Verdict {
  const none = "Every stored value can be had in the declared type.";
  if (affinityOf(change.to) === "BLOB") return { severity: "high", words: none, query: null };
  return judge(rowsOf(evidence, probeOf(evidence, change)), "high", {
    some: (count) =>
      `${counted(count, "row holds a value", "rows hold values")} that ${change.to} cannot hold or would alter.`,
    none,
  });
}

/** The rows that stand in the way; null where none can, or while the column does not exist. */
function probeOf(evidence: Evidence, change: ChangeOf<"alter-type">): Probe | null {
  const table = actualTable(evidence, change.table);
  const column = actualColumnName(evidence, change.table, change.column);
  if (table === null || column === null) return null;
  return unconvertibleRows(table, column, change.to);
}
