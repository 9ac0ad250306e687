import { issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";
import { isPlural, pluralOf } from "../src/evidence/plural.ts";
import { isSnakeCase, wordsInSnakeCase } from "../src/evidence/snake-words.ts";

const config = { conventions: { tableNames: true } };
const jobs = "CREATE TABLE render_jobs (id INTEGER PRIMARY KEY);";
const job = "CREATE TABLE RenderJob (id INTEGER PRIMARY KEY);";

export const unconventionalTableName = defineRule({
  id: "unconventional-table-name",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "A table's name is not a plural in snake_case.",
  why: 'Asked for with the convention "tableNames". Where every name is made by one rule nobody has to look names up, and generated code agrees with what is written by hand.',
  convention: "tableNames",
  examples: {
    bad: [{ declared: job, actual: job, config }],
    good: [
      { declared: jobs, actual: jobs, config },
      { declared: job, actual: job },
    ],
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "tableNames", {
      title: (table) => `Table ${shown(table)} is not called by a plural in snake_case`,
      description: "The tables of the house are called by plurals in snake_case.",
      impact: "Whoever writes a query has to look the name up.",
      repair: "",
      find: ({ name: today, declared }) => {
        // Capital letters in the database alone are spelling.
        const name = declared?.name ?? today;
        const wanted = conventional(name);
        if (wanted === name) return [];
        const how = declared
          ? `Call the table ${shown(wanted)} in the model and in the statements of the code, and confirm the rename with @renamedFrom ${name}, or with "renames": { "tables": { ${JSON.stringify(name)}: ${JSON.stringify(wanted)} } }: the doctor then renames it.`
          : `No model names ${shown(name)}, so the plan leaves it alone: rename it by hand to ${shown(wanted)}, or list it under "ignore" if it is not yours.`;
        const message = `Table ${shown(name)} would be ${shown(wanted)} by the convention.`;
        return [{ key: "name", message, advice: how }];
      },
    });
  },
});

/** The name in plural snake_case; the name itself where it is that already. */
function conventional(name: string): string {
  const snake = isSnakeCase(name) ? name : wordsInSnakeCase(name);
  return isPlural(snake) ? snake : pluralOf(snake);
}
