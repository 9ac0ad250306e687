import { issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { declaredColumn } from "../src/evidence/lookup.ts";
import { isSnakeCase, wordsInSnakeCase } from "../src/evidence/snake-words.ts";

const config = { conventions: { columnNames: true } };
const good = "CREATE TABLE jobs (id INTEGER PRIMARY KEY, retry_count INTEGER NOT NULL);";
const bad = "CREATE TABLE jobs (id INTEGER PRIMARY KEY, retryCount INTEGER NOT NULL);";

export const unconventionalColumnName = defineRule({
  id: "unconventional-column-name",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "A column's name is not in snake_case.",
  why: 'Asked for with the convention "columnNames". SQL does not tell the case of letters apart, so names of several words read alike only with underscores; a name that needs quotes is forgotten to be quoted.',
  convention: "columnNames",
  examples: {
    bad: [{ declared: bad, actual: bad, config }],
    good: [
      { declared: good, actual: good, config },
      { declared: bad, actual: bad },
    ],
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "columnNames", {
      title: (table, found) =>
        `${counted(found.length, "column")} of ${shown(table)} ${found.length === 1 ? "is" : "are"} not in snake_case: ${listed(found.map(({ column = "" }) => shown(column)))}`,
      description: "The columns of the house are called in snake_case.",
      impact: "Whoever writes a query has to look the name up.",
      repair: "",
      find: ({ name: table, columns }) =>
        columns.flatMap((column) => {
          // Capital letters in the database alone are spelling.
          const name = declaredColumn(evidence, table, column.name)?.name ?? column.name;
          if (isSnakeCase(name)) return [];
          const wanted = wordsInSnakeCase(name);
          return [
            {
              key: name,
              column: name,
              message: `Column ${shownColumn(table, name)} would be ${shown(wanted)} by the convention.`,
              advice: `Call ${shownColumn(table, name)} ${shown(wanted)} in the model and in the statements of the code, and confirm the rename with @renamedFrom ${name}: the doctor then renames it.`,
            },
          ];
        }),
    });
  },
});
