import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { shown } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { sameName } from "../src/schema/names.ts";
import { counterBehind } from "../src/sql/probes.ts";

const orders = "CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER);";

export const counterBehindRows = defineRule({
  id: "counter-behind-rows",
  category: "data",
  component: "Database",
  severity: "medium",
  summary: "The AUTOINCREMENT counter of a table is behind its rows.",
  why: "AUTOINCREMENT promises that no id is given twice, also after the row with the highest one was deleted. It keeps the highest in sqlite_sequence; where that is behind, as after an import or a careless rebuild, the promise is broken by the next DELETE, and an old link leads to a new row.",
  examples: {
    bad: [
      {
        declared: orders,
        actual: `${orders}\nINSERT INTO orders VALUES (7, 100);\nUPDATE sqlite_sequence SET seq = 3;`,
      },
      {
        declared: orders,
        actual: `${orders}\nINSERT INTO orders VALUES (7, 100);\nDELETE FROM sqlite_sequence;`,
      },
    ],
    good: [
      {
        declared: orders,
        actual: `${orders}\nINSERT INTO orders VALUES (7, 100), (8, 200);\nDELETE FROM orders WHERE id = 8;`,
      },
    ],
  },
  *probes(evidence) {
    for (const { probe } of counters(evidence)) yield probe;
  },
  *check(evidence): Generator<IssueDraft> {
    for (const { table, column, probe } of counters(evidence)) {
      const rows = rowsOf(evidence, probe);
      if (!rows.known || rows.count === 0) continue;
      const name = shown(table);
      const message = `The AUTOINCREMENT counter of ${name} is behind the highest id, or missing.`;
      const place = { table, location: placeOf(evidence, table), query: { sql: probe, count: rows.count } };
      yield {
        subject: table,
        table,
        title: `The AUTOINCREMENT counter of ${name} is behind its rows`,
        description: message,
        rootCause: "Rows came by an import or a rebuild that did not set sqlite_sequence.",
        impact: "When the row with the highest id is deleted, its id is given to a new row.",
        repairAction:
          "Raise the counter to the highest id. A rollback lowers it only while nothing has been inserted since.",
        findings: [finding("medium", "counter", message, place)],
        changes: [{ kind: "raise-counter", table, column }],
      };
    }
  },
});

function* counters({ drift }: Evidence): Generator<{ table: string; column: string; probe: string }> {
  for (const { declared, actual } of drift.pairs) {
    const [id] = actual.primaryKey?.autoincrement ? actual.primaryKey.columns : [];
    if (id === undefined) continue;
    yield {
      table: declared.name,
      column: nameAfter(drift, declared.name, id),
      probe: counterBehind(actual.name, id),
    };
  }
}

/** What a column of today is called once the confirmed renames are made. */
function nameAfter(drift: Evidence["drift"], table: string, column: string): string {
  const renamed = changesOf(drift, "rename-column").find(
    (change) => change.table === table && sameName(change.from, column),
  );
  return renamed?.column ?? column;
}
