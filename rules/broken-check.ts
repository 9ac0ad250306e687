import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shown, shownSql } from "../src/engine/wording.ts";
import { changesOf } from "../src/evidence/changes.ts";
import type { Evidence } from "../src/evidence/evidence.ts";
import { placeOf } from "../src/evidence/lookup.ts";
import { rowsOf } from "../src/evidence/rows.ts";
import { violatingRows } from "../src/sql/probes.ts";

const accounts = "CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INTEGER CHECK (balance >= 0));";

export const brokenCheck = defineRule({
  id: "broken-check",
  category: "data",
  component: "Database",
  severity: "critical",
  summary: "Rows break a CHECK that the table has.",
  why: "A CHECK is asked when a row is written, and not at all while PRAGMA ignore_check_constraints is on. A row that breaks it cannot be changed any more without repairing it: the UPDATE fails.",
  examples: {
    bad: [
      {
        declared: accounts,
        actual: `${accounts}\nPRAGMA ignore_check_constraints = ON;\nINSERT INTO accounts VALUES (1, -5);`,
      },
    ],
    good: [{ declared: accounts, actual: `${accounts}\nINSERT INTO accounts VALUES (1, 5), (2, NULL);` }],
  },
  *probes(evidence) {
    for (const { probe } of keptChecks(evidence)) yield probe;
  },
  *check(evidence): Generator<IssueDraft> {
    const found = new Map<string, IssueDraft["findings"]>();
    for (const { table, expression, probe } of keptChecks(evidence)) {
      const rows = rowsOf(evidence, probe);
      if (!rows.known || rows.count === 0) continue;
      const message = `${counted(rows.count, "row breaks", "rows break")} the CHECK (${shownSql(expression)}) of ${shown(table)}.${rows.limits}`;
      const place = { table, location: placeOf(evidence, table), query: rows.query };
      found.set(table, [
        ...(found.get(table) ?? []),
        finding("critical", `check:${expression}`, message, place),
      ]);
    }
    for (const [table, findings] of found)
      yield {
        subject: table,
        table,
        title: `${shown(table)} holds rows that its CHECK forbids`,
        description: `Rows of ${shown(table)} break ${counted(findings.length, "CHECK")} of the table.`,
        rootCause: "They were written while PRAGMA ignore_check_constraints was on.",
        impact: "The code reads what the database is said to forbid, and an UPDATE of such a row fails.",
        repairAction: "Correct the rows: only a person knows how. The query lists them.",
        findings,
        changes: [],
      };
  },
});

/** The CHECKs of declared tables that the drift leaves as they are. */
function* keptChecks({ drift }: Evidence): Generator<{ table: string; expression: string; probe: string }> {
  const leaving = new Set(changesOf(drift, "drop-check").map(({ actual }) => actual));
  for (const { declared, actual } of drift.pairs) {
    for (const check of actual.checks) {
      if (leaving.has(check)) continue;
      const { expression } = check;
      yield { table: declared.name, expression, probe: violatingRows(actual, expression) };
    }
  }
}
