import { describe, expect, it } from "vitest";
import type { Change } from "../../src/diff/change.ts";
import { finding } from "../../src/engine/finding.ts";
import type { Issue } from "../../src/engine/issue.ts";
import { withMasked } from "../../src/engine/masked.ts";
import { defineRule } from "../../src/engine/rule.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import { evidenceOf } from "./evidence.ts";

interface Said {
  readonly rule?: string;
  readonly subject?: string;
  readonly table?: string | null;
  readonly severity?: Issue["severity"];
  readonly keys?: readonly string[];
  readonly changes?: readonly Change[];
}

/** An issue as a rule would have said it. */
function issue({
  rule = "a-rule",
  subject = "books",
  table = "books",
  severity = "high",
  keys = ["a"],
  changes = [],
}: Said): Issue {
  const made = defineRule({
    id: rule,
    category: "schema",
    component: "Database",
    severity,
    summary: "A summary.",
    why: "A reason.",
    examples: { bad: [], good: [] },
    *check() {
      yield {
        subject,
        table,
        title: "A title",
        description: "A description.",
        rootCause: "A cause.",
        impact: "An impact.",
        repairAction: "A repair.",
        findings: keys.map((key) => finding(severity, key, `${key}.`, table === null ? {} : { table })),
        changes,
      };
    },
  });
  const [only] = runRules([made], evidenceOf({}), {});
  if (!only) throw new Error("the rule said nothing");
  return only;
}

const createBooks = { kind: "create-table", table: "books" } as unknown as Change;
const addTitle = { kind: "add-column", table: "books" } as unknown as Change;

describe("what is seen only on the repaired schema", () => {
  it("is added, and says after which issue", () => {
    const missing = issue({ rule: "missing-table", changes: [createBooks] });
    const unindexed = issue({ rule: "unindexed", subject: "lookups", table: null, keys: [] });
    const hidden = issue({ rule: "row-type", keys: ["title"] });
    const { issues, isNew } = withMasked([missing, unindexed], [unindexed, hidden]);
    expect(isNew).toBe(true);
    expect(issues.map(({ rule, after }) => [rule, after ?? null])).toEqual([
      ["missing-table", null],
      ["unindexed", null],
      ["row-type", missing.fingerprint],
    ]);
    expect(issues[2]?.findings[0]?.after).toBe(missing.fingerprint);
  });

  it("is after what makes the table rather than what changes it", () => {
    const column = issue({ rule: "missing-column", changes: [addTitle] });
    const table = issue({ rule: "missing-table", changes: [createBooks] });
    const { issues } = withMasked([column, table], [issue({ rule: "row-type" })]);
    expect(issues.at(-1)?.after).toBe(table.fingerprint);
  });

  it("is a finding more of an issue of today, which becomes as severe", () => {
    const today = issue({ rule: "row-type", severity: "medium", keys: ["a"] });
    const repaired = issue({ rule: "row-type", severity: "critical", keys: ["a", "b"] });
    const repair = issue({ rule: "missing-column", changes: [addTitle] });
    const { issues } = withMasked([today, repair], [repaired]);
    expect(issues).toHaveLength(2);
    expect(issues[0]).toMatchObject({ severity: "critical" });
    expect(issues[0]?.after).toBeUndefined();
    expect(issues[0]?.findings.map(({ key, after }) => [key, after ?? null])).toEqual([
      ["a", null],
      ["b", repair.fingerprint],
    ]);
  });

  it("is nothing where both say the same, nor where it is only worth knowing", () => {
    const today = issue({ rule: "row-type" });
    const info = issue({ rule: "spelling", severity: "info" });
    expect(withMasked([today], [today, info])).toEqual({ issues: [today], isNew: false });
  });
});
