import { type Breach, byHand, issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { type HouseColumn, type HouseTable, houseTables } from "../src/evidence/house-tables.ts";
import { declaredColumn } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { nullRows } from "../src/sql/probes.ts";

const config = { conventions: { booleans: true } };
const types = (type: string): string =>
  `/** @table */\nexport interface Worker {\n  id: number;\n  isPaused: ${type};\n}`;
const bad = "CREATE TABLE workers (id INTEGER PRIMARY KEY, is_paused BOOLEAN);";
const good = "CREATE TABLE workers (id INTEGER PRIMARY KEY, is_paused BOOLEAN NOT NULL DEFAULT FALSE);";

export const nullableBoolean = defineRule({
  id: "nullable-boolean",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "A boolean may be NULL, and so has three values.",
  why: 'Asked for with the convention "booleans". `WHERE NOT is_paused` leaves out the rows where it is NULL, and so does `WHERE is_paused`: nobody who writes the one or the other means that.',
  convention: "booleans",
  examples: {
    bad: [{ declared: { types: types("boolean | null") }, actual: bad, config }],
    good: [
      { declared: { types: types("boolean") }, actual: good, config },
      { declared: { types: types("boolean | null") }, actual: bad },
    ],
  },
  *probes(evidence) {
    for (const table of houseTables(evidence, "booleans"))
      for (const column of table.columns) {
        const nulls = isBroken(table, column, evidence) ? nullsOf(table, column) : null;
        if (nulls !== null) yield nulls;
      }
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "booleans", {
      title: (table, found) =>
        `${counted(found.length, "boolean")} of ${shown(table)} may be NULL: ${listed(found.map(({ column = "" }) => shown(column)))}`,
      description: "Booleans of the house are true or false.",
      impact: "Rows with NULL are found neither by the condition nor by its opposite.",
      repair: "Rebuild the table with NOT NULL; no row has NULL there.",
      find: (table) =>
        table.columns
          .filter((column) => isBroken(table, column, evidence))
          .map((column) => breachOf(table, column, evidence)),
    });
  },
});

function isBroken(table: HouseTable, column: HouseColumn, evidence: Evidence): boolean {
  const isBoolean =
    declaredColumn(evidence, table.name, column.name)?.accepts === "boolean" ||
    /^BOOL(?:EAN)?$/i.test(column.type);
  return isBoolean && !column.notNull && !column.generated;
}

function breachOf(table: HouseTable, column: HouseColumn, evidence: Evidence): Breach {
  const own = shownColumn(table.name, column.name);
  const breach = { key: column.name, column: column.name, message: `Boolean ${own} may be NULL.` };
  const stated = declaredColumn(evidence, table.name, column.name)?.notNull;
  const reason = byHand(table, [column.name]) ?? (stated === false ? "The model allows NULL" : null);
  if (reason !== null)
    return {
      ...breach,
      advice: `${reason}: let ${own} be required there, with a default and a backfill for the rows of today.`,
    };
  const nulls = nullsOf(table, column);
  const rows = nulls === null ? null : rowsOf(evidence, nulls);
  if (rows?.known !== true || rows.count > 0)
    return { ...breach, advice: `Decide what ${own} is where it is NULL, and declare it as required.` };
  const change = {
    kind: "alter-nullability",
    table: table.name,
    column: column.name,
    notNull: true,
  } as const;
  return { ...breach, changes: [{ ...change, backfill: null }] };
}

function nullsOf({ today }: HouseTable, column: HouseColumn): Probe | null {
  return today === null || column.today === null ? null : nullRows(today, column.today);
}
