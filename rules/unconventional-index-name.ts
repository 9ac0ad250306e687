import { issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { misnamedIndexes } from "../src/engine/misnamed-indexes.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown } from "../src/engine/wording.ts";

const config = { conventions: { indexNames: true } };
const types = "/** @table */\nexport interface Job {\n  id: number;\n  queue: string;\n}";
const jobs = "CREATE TABLE jobs (id INTEGER PRIMARY KEY, queue TEXT NOT NULL);\n";
const good = `${jobs}CREATE INDEX idx_jobs_queue ON jobs (queue);`;
const bad = `${jobs}CREATE INDEX jobs_by_queue ON jobs (queue);`;

export const unconventionalIndexName = defineRule({
  id: "unconventional-index-name",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "An index is not called idx_, its table and its columns.",
  why: 'Asked for with the convention "indexNames". A query plan names the index it uses: such a name says what it covers. A partial or descending index may say more behind its columns, and one over an expression says what it likes behind the table.',
  convention: "indexNames",
  examples: {
    bad: [{ declared: { types }, actual: bad, config }],
    good: [
      { declared: { types }, actual: good, config },
      { declared: { types }, actual: bad },
    ],
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "indexNames", {
      title: (table, found) =>
        `${counted(found.length, "index", "indexes")} of ${shown(table)} ${found.length === 1 ? "is" : "are"} not called idx_${table}_ and the columns: ${listed(found.map(({ key }) => shown(key)))}`,
      description: "The indexes of the house are called idx_, table and columns.",
      impact: "A query plan does not tell what the index it uses covers.",
      repair: "Make the index again under the name of the convention; all else of it stays.",
      find: (table) => misnamedIndexes(table, evidence, false),
    });
  },
});
