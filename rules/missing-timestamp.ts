import type { Change } from "../src/diff/change.ts";
import { type Breach, byHand, issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { listed, shown, shownColumn } from "../src/engine/wording.ts";
import type { Evidence, Probe } from "../src/evidence/evidence.ts";
import { timestamps } from "../src/evidence/house-style.ts";
import type { HouseColumn, HouseTable } from "../src/evidence/house-tables.ts";
import { declaredColumn } from "../src/evidence/lookup.ts";
import { momentProbes, nowFor, timestampsFor } from "../src/evidence/moments.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { findNamed } from "../src/schema/names.ts";
import { isNow } from "../src/sql/moments.ts";
import { nullRows } from "../src/sql/probes.ts";

const config = { conventions: { timestamps: true } };
const types =
  "/** @table */\nexport interface Worker {\n  id: number;\n  createdAt: Date;\n  updatedAt: Date;\n}";
const good =
  "CREATE TABLE workers (id INTEGER PRIMARY KEY, created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);";
const bad =
  "CREATE TABLE workers (id INTEGER PRIMARY KEY, created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_at TEXT NOT NULL);";
const bare = "CREATE TABLE workers (id INTEGER PRIMARY KEY, host TEXT);";

export const missingTimestamp = defineRule({
  id: "missing-timestamp",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary:
    "A table lacks created_at or updated_at, or one of them may be NULL or is not the present moment by default.",
  why: 'Asked for with the convention "timestamps". When a row came and when it was changed last are the first questions to any row that is wrong; a default answers them whatever program writes.',
  convention: "timestamps",
  examples: {
    bad: [
      { declared: { types }, actual: bad, config },
      { declared: bare, actual: bare, config },
    ],
    good: [
      { declared: { types }, actual: good, config },
      { declared: bare, actual: bare },
    ],
  },
  *probes(evidence) {
    for (const { table, column } of timestampsFor(evidence, "timestamps")) {
      yield* momentProbes(table, column);
      const nulls = nullsOf(table, column);
      if (nulls !== null && !column.notNull) yield nulls;
    }
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "timestamps", {
      title: (table, found) =>
        `Table ${shown(table)} does not tell for sure when a row was made or changed: ${listed(found.map(({ column = "" }) => shown(column)))}`,
      description: "Every table of the house has created_at and updated_at, required and now by default.",
      impact: "When a row was made or changed last is not known of every row.",
      repair:
        "Rebuild the table with NOT NULL and the default, written as the rows there are. No row is touched.",
      find: (table) => timestamps.flatMap((name) => breachOf(name, table, evidence)),
    });
  },
});

function breachOf(name: string, table: HouseTable, evidence: Evidence): Breach[] {
  const column = findNamed(table.columns, name);
  if (!column) return [missing(name, table)];
  if (column.generated) return [];
  const found = [
    ...(column.notNull ? [] : [required(table, column, evidence)]),
    ...(isNow(column.default) ? [] : [current(table, column, evidence)]),
  ];
  if (found.length === 0) return [];
  return [
    {
      key: name,
      column: column.name,
      message: `Column ${shownColumn(table.name, column.name)} ${found.map(({ lacks }) => lacks).join(" and ")}.`,
      changes: found.flatMap(({ change }) => change ?? []),
      ...(found.some(({ advice }) => advice)
        ? { advice: found.flatMap(({ advice }) => advice ?? []).join(" ") }
        : {}),
    },
  ];
}

function missing(name: string, table: HouseTable): Breach {
  const reason = table.declared === null ? byHand(table) : null;
  return {
    key: name,
    column: name,
    message: `Table ${shown(table.name)} has no column ${name}.`,
    advice:
      reason === null
        ? "Declare what is missing in the model; the doctor then adds it, with the time of the repair in the rows of today unless a backfill says better."
        : `${reason}: add ${name} by hand.`,
  };
}

interface Lack {
  readonly lacks: string;
  readonly change?: Change;
  readonly advice?: string;
}

function required(table: HouseTable, column: HouseColumn, evidence: Evidence): Lack {
  const lacks = "may be NULL";
  const own = shownColumn(table.name, column.name);
  const stated = declaredColumn(evidence, table.name, column.name)?.notNull;
  const reason = byHand(table, [column.name]) ?? (stated === false ? "The model allows NULL" : null);
  if (reason !== null) return { lacks, advice: `${reason}: let ${own} be required there.` };
  const nulls = nullsOf(table, column);
  const rows = nulls === null ? null : rowsOf(evidence, nulls);
  if (rows?.known !== true) return { lacks, advice: `Whether a row has NULL in ${own} is not known.` };
  if (rows.count > 0)
    return { lacks, advice: `Fill ${own} where it is NULL: only a person knows with what.` };
  return {
    lacks,
    change: {
      ...{ kind: "alter-nullability", table: table.name, column: column.name },
      ...{ notNull: true, backfill: null },
    },
  };
}

function current(table: HouseTable, column: HouseColumn, evidence: Evidence): Lack {
  const lacks = column.default === null ? "has no default" : `has the default ${column.default}`;
  const own = shownColumn(table.name, column.name);
  const stated = declaredColumn(evidence, table.name, column.name)?.default;
  const reason =
    byHand(table, [column.name]) ?? (stated === undefined ? null : "The model states the default");
  if (reason !== null) return { lacks, advice: `${reason}: state the present moment there.` };
  const now = column.default === null ? nowFor(table, column, evidence) : null;
  if (now === null)
    return {
      lacks,
      advice: `State with @default how ${own} writes the present moment: rows and schema do not tell.`,
    };
  return {
    lacks,
    change: {
      ...{ kind: "alter-default", table: table.name, column: column.name },
      ...{ from: column.default, to: now },
    },
  };
}

function nullsOf({ today }: HouseTable, column: HouseColumn): Probe | null {
  return today === null || column.today === null ? null : nullRows(today, column.today);
}
