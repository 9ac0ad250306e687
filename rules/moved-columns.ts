import type { ChangeOf } from "../src/diff/change.ts";
import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { issuePerTable } from "../src/engine/issue-per-table.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, listed, shown, shownColumn } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { placeOf } from "../src/evidence/lookup.ts";

type Moved = ChangeOf<"drop-column"> & Required<Pick<ChangeOf<"drop-column">, "movedTo">>;

export const movedColumns = defineRule({
  id: "moved-columns",
  category: "schema",
  component: "Database",
  severity: "high",
  summary: "Columns whose values the model has in another table are still in the old one.",
  why: "`@movedFrom` or `moves` in the config says that the values belong elsewhere, and the database has them where the model no longer looks. They are written to their new place, each value is looked for there, and only when all have arrived the old columns are dropped.",
  examples: {
    bad: [
      {
        declared: {
          types:
            "/** @table */\nexport interface Story {\n  id: number;\n}\n/** @table */\nexport interface Generation {\n  /** @references stories(id) */\n  id: number;\n  /** @movedFrom stories.moral */\n  moral: string | null;\n}",
        },
        actual:
          "CREATE TABLE stories (id INTEGER PRIMARY KEY, moral TEXT);\nINSERT INTO stories VALUES (1, 'Share.');",
      },
    ],
    good: [
      {
        declared: {
          types:
            "/** @table */\nexport interface Story {\n  id: number;\n}\n/** @table */\nexport interface Generation {\n  /** @references stories(id) */\n  id: number;\n  /** @movedFrom stories.moral */\n  moral: string | null;\n}",
        },
        actual:
          "CREATE TABLE stories (id INTEGER PRIMARY KEY);\nCREATE TABLE generations (id INTEGER PRIMARY KEY REFERENCES stories (id), moral TEXT);",
      },
    ],
  },
  *check(evidence): Generator<IssueDraft> {
    const moved = changesOf(evidence.drift, "drop-column").filter(
      (change): change is Moved => change.movedTo !== undefined,
    );
    yield* issuePerTable(moved, (table, changes) => {
      const names = listed(changes.map(({ column }) => shown(column)));
      const targets = listed([...new Set(changes.map(({ movedTo }) => shown(movedTo.table)))]);
      const one = changes.length === 1;
      return {
        title: `Table ${shown(table)} still has ${counted(changes.length, "column")} that moved to ${targets}: ${names}`,
        description: `The model has ${names} in ${targets} and no longer in ${shown(table)}; the move is confirmed. The database has the values in ${shown(table)} alone.`,
        rootCause: "The model was split and no migration has moved the values of the rows that exist.",
        impact: `What the model reads from ${targets} is missing there until the values are moved; what still stands in ${shown(table)} is out of its reach.`,
        repairAction: `Write ${one ? "the values" : "all values"} to ${targets}, look for each of them there, and drop ${names} of ${shown(table)} once ${one ? "it has" : "they have"} arrived. Nothing is lost; the way back puts columns and values into ${shown(table)} again.`,
        findings: changes.map(({ column, movedTo }) =>
          finding(
            "high",
            `column:${column}`,
            `The values of ${shownColumn(table, column)} belong in ${shownColumn(movedTo.table, movedTo.column)}.`,
            { table, column, location: placeOf(evidence, movedTo.table, movedTo.column) },
          ),
        ),
      };
    });
  },
});
