import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown } from "../src/engine/wording.ts";
import { partsKey } from "../src/engine/wording-of-keys.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { guardsAlone } from "./mismatched-unique.ts";

export const unexpectedIndex = defineRule({
  id: "unexpected-index",
  category: "schema",
  component: "Database",
  severity: "medium",
  summary: "The table has an index that a complete declaration does not list.",
  why: "Every write maintains it, and the next database made from the declaration will not have it, so queries behave differently there.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE orders (id INTEGER PRIMARY KEY, placed_at TEXT);",
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, placed_at TEXT);\nCREATE INDEX orders_by_date ON orders (placed_at);",
      },
    ],
    good: [
      {
        declared: {
          types:
            "/** @table orders */\nexport interface Order {\n  id: number;\n  placedAt: string | null;\n}",
        },
        actual:
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, placed_at TEXT);\nCREATE INDEX orders_by_date ON orders (placed_at);",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    const unexpected = changesOf(evidence.drift, "drop-index").filter(
      (change) => !guardsAlone(evidence, change),
    );
    yield* issuePerTable(unexpected, (table, changes) => ({
      title: `Table ${shown(table)} has ${counted(changes.length, "undeclared index", "undeclared indexes")}: ${listed(changes.map(({ actual }) => shown(actual.name)))}`,
      description: `The database has ${counted(changes.length, "index", "indexes")} of ${shown(table)} that the complete declaration does not list.`,
      rootCause: "The index was dropped from the model, or created by hand.",
      impact: "Writes maintain it, and databases made from the declaration do without it.",
      repairAction: "Drop the index, no row is lost; or declare it, if queries need it.",
      findings: changes.map(({ actual }) =>
        finding(
          "medium",
          `index:${partsKey(actual.parts, actual.where)}`,
          `Index ${shown(actual.name)} on ${shown(table)} ${partsKey(actual.parts, actual.where)} is in the database and not in the declaration.`,
          { table, location: placeOf(evidence, table) },
        ),
      ),
    }));
  },
});
