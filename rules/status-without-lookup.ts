import { type Breach, issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import type { HouseColumn, HouseTable } from "../src/evidence/house-tables.ts";
import { singularOf } from "../src/evidence/plural.ts";
import { wordsInSnakeCase } from "../src/evidence/snake-words.ts";
import { sameName } from "../src/schema/names.ts";

const config = { conventions: { statusTables: true } };
const bad = "CREATE TABLE jobs (id INTEGER PRIMARY KEY, status TEXT NOT NULL);";
const good =
  "CREATE TABLE job_statuses (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);\nCREATE TABLE jobs (id INTEGER PRIMARY KEY, status_id INTEGER NOT NULL REFERENCES job_statuses (id));";

export const statusWithoutLookup = defineRule({
  id: "status-without-lookup",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "A status is a text, or refers to a table that is not called by its domain and _statuses.",
  why: 'Asked for with the convention "statusTables". A table of its own says which statuses there are, to the database as to people, and a new one is a row and no rebuild; with @lookup the doctor holds its rows against the union in the code.',
  convention: "statusTables",
  examples: {
    bad: [{ declared: bad, actual: bad, config }],
    good: [
      { declared: good, actual: good, config },
      { declared: bad, actual: bad },
    ],
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "statusTables", {
      title: (table, found) =>
        `${counted(found.length, "status", "statuses")} of ${shown(table)} ${found.length === 1 ? "has" : "have"} no table of ${found.length === 1 ? "its" : "their"} own: ${listed(found.map(({ column = "" }) => shown(column)))}`,
      description: "A status of the house refers to a lookup table called by its domain and _statuses.",
      impact:
        "Which statuses there are stands in the code only, and a misspelt one is stored without a word.",
      repair: "",
      find: (table) => table.columns.flatMap((column) => breachOf(column, table)),
    });
  },
});

function breachOf(column: HouseColumn, table: HouseTable): Breach[] {
  const name = wordsInSnakeCase(column.name);
  if (!/(?:^|_)status(?:_id)?$/.test(name)) return [];
  const key = table.foreignKeys.find(
    ({ columns }) => columns.length === 1 && sameName(columns[0] ?? "", column.name),
  );
  const own = shownColumn(table.name, column.name);
  if (key && /(?:^|_)statuses$/.test(wordsInSnakeCase(key.parent))) return [];
  // A number that is no key is a code of somebody else's, of a process or of HTTP.
  if (!key && (column.affinity !== "TEXT" || column.generated)) return [];
  const wanted = `${domainOf(name, table)}_statuses`;
  const message = key
    ? `Column ${own} refers to ${shown(key.parent)}, which would be ${wanted} by the convention.`
    : `Column ${own} is a text; by the convention it refers to a row of ${wanted}.`;
  const advice = key
    ? `Call ${shown(key.parent)} ${wanted} in the model, and confirm the rename with @renamedFrom ${key.parent}.`
    : `Declare ${wanted} with @lookup and the union as its rows, refer to it from ${shown(table.name)}, and fill the reference with a backfill.`;
  return [{ key: column.name, column: column.name, message, advice }];
}

/** What the status is of: the words before it, else the table's singular. */
function domainOf(name: string, table: HouseTable): string {
  const before = name.replace(/_?status(?:_id)?$/, "");
  return before === "" ? singularOf(wordsInSnakeCase(table.name)) : before;
}
