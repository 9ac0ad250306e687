import type { Change } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown, shownColumn } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { type JudgedTable, judgedTables } from "../src/evidence/judged-tables.ts";
import { pairOf, placeOf } from "../src/evidence/lookup.ts";
import { findNamed, sameName } from "../src/schema/names.ts";

const types = "/** @table */\nexport interface Guest {\n  id: number;\n  name: string;\n}";
const bad = "CREATE TABLE guests (id INT PRIMARY KEY NOT NULL, name TEXT NOT NULL);";
const good = "CREATE TABLE guests (id INTEGER PRIMARY KEY, name TEXT NOT NULL);";

export const intPrimaryKey = defineRule({
  id: "int-primary-key",
  category: "schema",
  component: "Database",
  severity: "medium",
  summary: "An integer primary key is not the rowid, because its type is not exactly INTEGER.",
  why: "Only INTEGER PRIMARY KEY is another name of the rowid. INT, BIGINT and INTEGER(8) make an ordinary column with an index beside the table: a row without a value gets NULL and no number, text is taken, and every look-up goes through two trees. It is info where a complete declaration says so itself.",
  examples: {
    bad: [
      { declared: { types }, actual: bad },
      { declared: bad, actual: bad, severity: "info" },
    ],
    good: [{ declared: { types }, actual: good }],
  },
  *check(evidence): Generator<IssueDraft> {
    const rekeyed = changesOf(evidence.drift, "alter-primary-key", "alter-options");
    for (const judged of judgedTables(evidence)) {
      const { name } = judged;
      const column = lookAlike(judged);
      if (column === null || rekeyed.some(({ table }) => sameName(table, name))) continue;
      const own = shownColumn(name, column.name);
      const changes = changesFor(judged, column, evidence);
      const severity = pairOf(evidence, name)?.declared.complete ? "info" : "medium";
      yield {
        subject: name,
        table: name,
        title: `The key of ${shown(name)} is ${column.type} and not the rowid`,
        description: `${own} is declared ${column.type} PRIMARY KEY. Only the type INTEGER makes it another name of the rowid.`,
        rootCause: "In other databases INT is INTEGER; in SQLite the two differ in this one place.",
        impact:
          "A row that is inserted without a value gets no number, and every look-up by the key reads an index and then the table.",
        repairAction:
          changes.length > 0
            ? "Rebuild the table with INTEGER PRIMARY KEY. Every key stays; what is no whole number blocks it."
            : `Declare ${own} as INTEGER PRIMARY KEY in the model; the doctor then rebuilds the table.`,
        findings: [
          finding(severity, "key", `${own} is ${column.type} PRIMARY KEY, which is not the rowid.`, {
            ...{ table: name, column: column.name, location: placeOf(evidence, name, column.name) },
          }),
        ],
        changes,
      };
    }
  },
});

type Column = JudgedTable["today"]["columns"][number];

/** The one key column that holds integers and is not the rowid; null where it is, or where there is no rowid to be. */
function lookAlike({ today }: JudgedTable): Column | null {
  const { primaryKey, withoutRowid, columns } = today;
  const [only, ...more] = primaryKey?.columns ?? [];
  if (!primaryKey || primaryKey.rowidAlias || withoutRowid || only === undefined || more.length > 0)
    return null;
  const column = findNamed(columns, only);
  return column && column.affinity === "INTEGER" && !column.generated ? column : null;
}

/** What makes it the rowid, where the model leaves type and key open. `INTEGER PRIMARY KEY DESC` keeps its type. */
function changesFor({ name, today }: JudgedTable, column: Column, evidence: Evidence): Change[] {
  const declared = pairOf(evidence, name)?.declared;
  const stated = findNamed(declared?.columns ?? [], column.name);
  const from = today.primaryKey;
  const isOpen = stated && stated.type === undefined && !declared?.complete && !declared?.strict;
  if (!declared || !isOpen || !from || from.conflict !== null) return [];
  const key = { columns: [column.name], rowidAlias: true, autoincrement: false };
  const table = declared.name;
  const retyped: Change[] =
    column.type.toUpperCase() === "INTEGER"
      ? []
      : [{ kind: "alter-type", table, column: column.name, from: column.type, to: "INTEGER" }];
  return [...retyped, { kind: "alter-primary-key", table, from, to: key }];
}
