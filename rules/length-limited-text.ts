import { byHand, issuePerHouseTable } from "../src/engine/issue-per-house-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { declaredColumn } from "../src/evidence/lookup.ts";

const config = { conventions: { textTypes: true } };
const types = "/** @table */\nexport interface Scene {\n  id: number;\n  title: string;\n}";
const bad = "CREATE TABLE scenes (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL);";
const good = "CREATE TABLE scenes (id INTEGER PRIMARY KEY, title TEXT NOT NULL);";

export const lengthLimitedText = defineRule({
  id: "length-limited-text",
  category: "convention",
  component: "Database",
  severity: "medium",
  summary: "A column for text is declared by another type than TEXT.",
  why: 'Asked for with the convention "textTypes". VARCHAR(80) promises a length that SQLite does not keep: it stores longer text without a word. A length that matters belongs into a CHECK.',
  convention: "textTypes",
  examples: {
    bad: [{ declared: { types }, actual: bad, config }],
    good: [
      { declared: { types }, actual: good, config },
      { declared: { types }, actual: bad },
    ],
  },
  *check(evidence) {
    yield* issuePerHouseTable(evidence, "textTypes", {
      title: (table, found) =>
        `${counted(found.length, "column")} of ${shown(table)} ${found.length === 1 ? "is" : "are"} not TEXT: ${listed(found.map(({ column = "" }) => shown(column)))}`,
      description: "Columns for text are TEXT in the house.",
      impact: "Readers of the schema trust a length that is not kept.",
      repair: "Rebuild the table with TEXT. Every value stays as it is.",
      find: (table) =>
        table.columns.flatMap(({ name: column, type, affinity, generated }) => {
          if (affinity !== "TEXT" || type.toUpperCase() === "TEXT") return [];
          const stated = declaredColumn(evidence, table.name, column)?.type;
          const reason =
            byHand(table, [column]) ??
            (stated !== undefined
              ? `The model states ${stated}`
              : generated
                ? "The column is generated"
                : null);
          const change = { kind: "alter-type", table: table.name, column, from: type, to: "TEXT" } as const;
          return [
            {
              key: column,
              column,
              message: `Column ${shownColumn(table.name, column)} is ${type}; by the convention it is TEXT.`,
              ...(reason === null ? { changes: [change] } : { advice: `${reason}: write TEXT there.` }),
            },
          ];
        }),
    });
  },
});
