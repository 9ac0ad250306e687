import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown } from "../src/engine/wording.ts";
import { partsKey } from "../src/engine/wording-of-keys.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { placeOf } from "../src/evidence/lookup.ts";

export const missingIndex = defineRule({
  id: "missing-index",
  category: "schema",
  component: "Database",
  severity: "medium",
  summary: "The model declares an index that the database does not have.",
  why: "Queries that were written with the index in mind read the whole table, or sort it, each time. An index of the same columns under another name counts as the same.",
  examples: {
    bad: [
      {
        declared:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, placed_at TEXT);\nCREATE INDEX orders_by_date ON orders (placed_at DESC);",
        actual: "CREATE TABLE orders (id INTEGER PRIMARY KEY, placed_at TEXT);",
      },
    ],
    good: [
      {
        declared: {
          types:
            "/** @table orders */\nexport interface Order {\n  id: number;\n  /** @index */\n  placedAt: string | null;\n}",
        },
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, placed_at TEXT);\nCREATE INDEX by_date ON orders (placed_at);",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    const missing = changesOf(evidence.drift, "create-index").filter(({ declared }) => !declared.unique);
    yield* issuePerTable(missing, (table, changes) => ({
      title: `Table ${shown(table)} lacks ${counted(changes.length, "declared index", "declared indexes")}`,
      description: `The model declares ${counted(changes.length, "index", "indexes")} of ${shown(table)} that the database does not have.`,
      rootCause: "The index was declared after the table was made, or was dropped.",
      impact: "Queries that count on it read or sort the whole table.",
      repairAction: "Create the index as declared.",
      findings: changes.map(({ declared }) => {
        const key = partsKey(declared.parts, declared.where);
        const name = declared.name === undefined ? "Index" : `Index ${shown(declared.name)}`;
        return finding(
          "medium",
          `index:${key}`,
          `${name} on ${shown(table)} ${key} is declared and does not exist.`,
          {
            table,
            location: declared.location ?? placeOf(evidence, table),
          },
        );
      }),
    }));
  },
});
