import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { foldName } from "../src/schema/names.ts";

export const unexpectedColumn = defineRule({
  id: "unexpected-column",
  category: "schema",
  component: "Database",
  severity: "info",
  summary: "The table has columns that the model does not declare.",
  why: "A column nobody declares is mostly harmless and is kept. It is high when it is NOT NULL without a default, because then every INSERT made from the model fails. Its values are lost when it is dropped, so that is never done without leave.",
  examples: {
    bad: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT);",
      },
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL);",
        severity: "high",
      },
    ],
    good: [
      {
        declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT);",
        actual: "CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT);",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    const blocking = new Set(
      evidence.drift.unexpectedColumns
        .filter(({ blocksInserts }) => blocksInserts)
        .map(({ table, column }) => foldName(`${table}\0${column.name}`)),
    );
    const staying = changesOf(evidence.drift, "drop-column").filter(({ movedTo }) => movedTo === undefined);
    yield* issuePerTable(staying, (table, changes) => {
      const blocks = changes.filter(({ column }) => blocking.has(foldName(`${table}\0${column}`)));
      const names = listed(changes.map(({ column }) => shown(column)));
      const refusing = listed(blocks.map(({ column }) => shown(column)));
      return {
        title: `Table ${shown(table)} has ${counted(changes.length, "undeclared column")}: ${names}`,
        description: `The database has ${names} in ${shown(table)}; the model does not declare ${changes.length === 1 ? "it" : "them"}.`,
        rootCause:
          "The column was added by hand or by another application, or the model dropped it and the database kept it.",
        impact:
          blocks.length > 0
            ? `Every INSERT made from the model fails: ${refusing} must not be NULL and ${blocks.length === 1 ? "has" : "have"} no default.`
            : "None for the application: the values are kept and nothing reads them.",
        repairAction:
          blocks.length > 0
            ? `Declare ${refusing} in the model, or allow the drop with --allow-destructive: the values are lost.`
            : `Declare ${names} in the model, or allow the drop with --allow-destructive: the values are lost.`,
        findings: changes.map(({ column }) => {
          const refuses = blocking.has(foldName(`${table}\0${column}`));
          return finding(
            refuses ? "high" : "info",
            `column:${column}`,
            `Column ${shownColumn(table, column)} is in the database and not in the model.${refuses ? " It is NOT NULL without a default, so an INSERT that does not name it fails." : ""}`,
            { table, column, location: placeOf(evidence, table) },
          );
        }),
      };
    });
  },
});
