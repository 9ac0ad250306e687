import { type Breach, issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown, shownColumns } from "../src/engine/wording.ts";
import type { HouseTable } from "../src/evidence/house-tables.ts";
import { findNamed, sameName } from "../src/schema/names.ts";

const config = { conventions: { primaryKey: true } };
const good = "CREATE TABLE workers (id INTEGER PRIMARY KEY, host TEXT NOT NULL);";
const bad = "CREATE TABLE workers (host TEXT PRIMARY KEY NOT NULL);";

export const unconventionalPrimaryKey = defineRule({
  id: "unconventional-primary-key",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "A table's primary key is not an integer called id.",
  why: 'Asked for with the convention "primaryKey". A key that means nothing never changes, is the rowid itself and so costs no index, and every table is referred to in the same way. Tables that are meant to differ are allowed by name.',
  convention: "primaryKey",
  examples: {
    bad: [
      { declared: bad, actual: bad, config },
      {
        declared: "CREATE TABLE seats (row INTEGER, number INTEGER, PRIMARY KEY (row, number));",
        actual: "CREATE TABLE seats (row INTEGER, number INTEGER, PRIMARY KEY (row, number));",
        config,
      },
    ],
    good: [
      { declared: good, actual: good, config },
      { declared: bad, actual: bad },
    ],
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "primaryKey", {
      title: (table) => `The primary key of ${shown(table)} is not an integer called id`,
      description: "The tables of the house have an integer called id as their primary key.",
      impact: "Rows of this table are referred to in another way than those of all others.",
      repair: "",
      find: breachOf,
    });
  },
});

function breachOf({ name, key, columns }: HouseTable): Breach[] {
  const [only, ...more] = key;
  const column = only !== undefined && more.length === 0 ? findNamed(columns, only) : undefined;
  // An integer that is not the rowid has a rule of its own.
  if (column && sameName(column.name, "id") && column.affinity === "INTEGER") return [];
  const today = only === undefined ? "no primary key" : `the primary key ${shownColumns(key)}`;
  const type = column && sameName(column.name, "id") ? `, which is ${column.type || "without a type"}` : "";
  return [
    {
      key: "key",
      message: `Table ${shown(name)} has ${today}${type}; by the convention it is the integer id.`,
      advice: `Give ${shown(name)} an integer id in the model, refer to it by that, and keep what is unique today unique with @unique; or allow the table: "primaryKey": [{ "tables": [${JSON.stringify(name)}], "severity": "off" }].`,
    },
  ];
}
