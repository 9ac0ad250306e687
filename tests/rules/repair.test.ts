import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import type { Issue } from "../../src/engine/issue.ts";
import type { Example } from "../../src/engine/rule.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { makePlan } from "../../src/plan/planner.ts";
import { evidenceOf } from "./example.ts";
import { lints } from "./lints.ts";

interface Repaired {
  readonly plan: Plan;
  /** Preconditions that return rows: the plan must not run. */
  readonly blocked: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly changesLeft: readonly string[];
}

/** Rule and subject of each. What is declared in an odd way is odd as soon as it is there. */
function named(issues: readonly Issue[]): string[] {
  return issues
    .filter(({ rule, severity }) => severity !== "info" || !lints.has(rule))
    .map(({ rule, subject }) => `${rule} ${subject}`);
}

/** Plans the repair of an example with everything allowed, runs it unless it is blocked, and looks again. */
async function repair(example: Example): Promise<Repaired> {
  const connection = new Database(":memory:");
  try {
    const evidence = await evidenceOf(example, connection);
    const issues = runRules(rules, evidence, {});
    const changes = issues.flatMap((issue) => issue.changes);
    const { declared, actual } = evidence;
    const plan = makePlan({ changes, declared, actual }, { allowDestructive: true });
    const blocked = plan.steps
      .flatMap(({ preconditions }) => preconditions)
      .filter((query) => connection.prepare(query).all().length > 0).length;
    if (blocked === 0) for (const { sql } of plan.steps) for (const text of sql) connection.exec(text);
    const again = await evidenceOf({ ...example, actual: "" }, connection);
    return {
      plan,
      blocked,
      before: named(issues),
      after: named(runRules(rules, again, {})),
      changesLeft: again.drift.changes.map(({ kind }) => kind),
    };
  } finally {
    connection.close();
  }
}

describe("the repair of a bad example", () => {
  // What that rule reports is that the repair of another issue is held back.
  const repaired = rules.filter(({ id }) => id !== "statement-broken-by-repair");
  const examples = repaired.flatMap(({ id, examples: { bad } }) =>
    bad.map((example, i) => ({ id, i, example })),
  );

  it.each(examples)(
    "of $id ($i) leaves nothing and brings nothing new, or is blocked",
    async ({ example }) => {
      const { plan, blocked, before, after, changesLeft } = await repair(example);
      expect(plan.impossible).toEqual([]);
      if (blocked > 0) {
        expect(example.severity).toBe("critical");
        expect(after).toEqual(before);
        return;
      }
      expect(changesLeft).toEqual([]);
      expect(before).toEqual(expect.arrayContaining([...after]));
      if (plan.steps.length > 0) expect(after.length).toBeLessThan(before.length);
    },
  );
});
