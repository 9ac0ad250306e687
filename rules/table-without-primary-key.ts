import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import { judgedTables } from "../src/evidence/judged-tables.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { sameName } from "../src/schema/names.ts";

const bad = "CREATE TABLE measurements (sensor TEXT NOT NULL, value REAL NOT NULL);";
const good = "CREATE TABLE measurements (id INTEGER PRIMARY KEY, sensor TEXT NOT NULL, value REAL NOT NULL);";

export const tableWithoutPrimaryKey = defineRule({
  id: "table-without-primary-key",
  category: "schema",
  component: "Database",
  severity: "info",
  summary: "A table has no primary key.",
  why: "Nothing tells two equal rows apart, no foreign key can refer to a row, and the rowid that SQLite keeps instead may change in a VACUUM.",
  examples: { bad: [{ declared: bad, actual: bad }], good: [{ declared: good, actual: good }] },
  *check(evidence): Generator<IssueDraft> {
    const rekeyed = changesOf(evidence.drift, "alter-primary-key");
    for (const { name, today } of judgedTables(evidence)) {
      if (rekeyed.some(({ table }) => sameName(table, name))) continue;
      // Who asks for a key of a certain form is told by that rule.
      if (today.primaryKey !== null || evidence.conventions.has("primaryKey", name)) continue;
      yield {
        subject: name,
        table: name,
        title: `Table ${shown(name)} has no primary key`,
        description: `No column of ${shown(name)} is declared to tell its rows apart.`,
        rootCause: "The table was made without one; SQLite does not insist.",
        impact: "A row can neither be referred to nor be told from one that is equal to it.",
        repairAction:
          "Give it a key: an integer id, or the columns that are unique together, in the model. Nothing is changed by itself.",
        findings: [
          finding("info", "key", `Table ${shown(name)} has no primary key.`, {
            table: name,
            location: placeOf(evidence, name),
          }),
        ],
        changes: [],
      };
    }
  },
});
