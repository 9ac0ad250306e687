import { finding } from "../src/engine/finding.ts";
import type { IssueDraft } from "../src/engine/issue.ts";
import { defineRule } from "../src/engine/rule.ts";
import { counted, shownSql } from "../src/engine/wording.ts";

const orders = "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER NOT NULL, paid INTEGER NOT NULL);";
const paidTooMuch = {
  name: "nobody pays more than the total",
  severity: "high",
  why: "The accounts are closed over it.",
  sql: "SELECT id FROM orders WHERE paid > total",
} as const;

export const ownCheck = defineRule({
  id: "own-check",
  category: "data",
  component: "Database",
  severity: "medium",
  summary: "A check of the project's own returns rows.",
  why: 'What only the project knows about its data it writes as "checks" in the config: each a SELECT that returns the rows that should not be there. The severity is the check\'s own.',
  examples: {
    bad: [
      {
        declared: orders,
        actual: `${orders}\nINSERT INTO orders VALUES (1, 100, 100), (2, 100, 120);`,
        config: { checks: [paidTooMuch] },
        severity: "high",
      },
    ],
    good: [
      {
        declared: orders,
        actual: `${orders}\nINSERT INTO orders VALUES (1, 100, 100), (2, 100, 20);`,
        config: { checks: [paidTooMuch] },
      },
    ],
  },
  *probes({ checks }) {
    for (const { sql } of checks) yield sql;
  },
  *check({ checks, probes }): Generator<IssueDraft> {
    for (const { name, severity, why, sql } of checks) {
      const answer = probes.get(sql);
      if (!answer || (answer.failed === null && answer.rows === 0)) continue;
      const failed = answer.failed !== null;
      const rows = counted(answer.rows, "row");
      yield {
        subject: name,
        table: null,
        title: failed
          ? `The check ${JSON.stringify(name)} cannot be asked: ${answer.failed}`
          : `The check ${JSON.stringify(name)} returns ${rows}`,
        description: `The config asks: ${shownSql(sql)}`,
        rootCause: failed
          ? "It names what the database does not have, or it is no SELECT."
          : "Rows were written that the project does not want.",
        impact: why === "" ? "The config does not say why it matters." : why,
        repairAction: failed
          ? "Correct the check in the config, or repair what it names."
          : "Look at the rows that it returns and correct them.",
        findings: [
          finding(severity, "check", failed ? `${name}: ${answer.failed}.` : `${name}: ${rows}.`, {
            query: failed ? null : { sql, count: answer.rows },
          }),
        ],
        changes: [],
      };
    }
  },
});
