import { issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { misnamedIndexes } from "../src/engine/misnamed-indexes.ts";
import { defineRule } from "../src/engine/rule.ts";
import { listed, shown } from "../src/engine/wording.ts";

const config = { conventions: { uniqueNames: true } };
const types = "/** @table */\nexport interface Worker {\n  id: number;\n  host: string;\n}";
const workers = "CREATE TABLE workers (id INTEGER PRIMARY KEY, host TEXT NOT NULL);\n";
const good = `${workers}CREATE UNIQUE INDEX uq_workers_host ON workers (host);`;
const bad = `${workers}CREATE UNIQUE INDEX one_worker_per_host ON workers (host);`;

export const unconventionalUniqueName = defineRule({
  id: "unconventional-unique-name",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "A unique index or a named UNIQUE is not called uq_, its table and its columns.",
  why: 'Asked for with the convention "uniqueNames". Such a name says what is unique, and tells the indexes that keep a promise from those that only make queries fast. A UNIQUE without a name of its own is left as it is.',
  convention: "uniqueNames",
  examples: {
    bad: [
      { declared: { types }, actual: bad, config },
      {
        declared: { types },
        actual:
          "CREATE TABLE workers (id INTEGER PRIMARY KEY, host TEXT NOT NULL, CONSTRAINT one_host UNIQUE (host));",
        config,
      },
    ],
    good: [
      { declared: { types }, actual: good, config },
      { declared: { types }, actual: bad },
    ],
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "uniqueNames", {
      title: (table, found) =>
        `What is unique in ${shown(table)} is not called uq_${table}_ and the columns: ${listed(found.map(({ key }) => shown(key)))}`,
      description: "Unique indexes and UNIQUE constraints of the house are called uq_, table and columns.",
      impact: "The name does not tell what is unique.",
      repair:
        "Make the index again under the name of the convention; in place of a UNIQUE constraint of another name the table gets such an index.",
      find: (table) => misnamedIndexes(table, evidence, true),
    });
  },
});
