import { describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import type { Issue } from "../../src/engine/issue.ts";
import { dependencies } from "../../src/reporting/depends.ts";
import { issuesOf } from "./example.ts";
import { lints } from "./lints.ts";

const needs = (issue: Issue, issues: readonly Issue[]): readonly string[] =>
  dependencies(issues).get(issue) ?? [];

describe("the catalogue", () => {
  it("names each rule once, in kebab case", () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it("gives each rule a reason, a case it reports and one it does not", () => {
    for (const { id, summary, why, examples } of rules) {
      expect([id, examples.bad.length > 0, examples.good.length > 0]).toEqual([id, true, true]);
      expect(summary).toMatch(/^[A-Z].*\.$/);
      expect(why.length, `${id}: why`).toBeGreaterThan(40);
    }
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  for (const [i, example] of rule.examples.bad.entries()) {
    it(`is the one issue of its bad example ${i + 1}, as severe as the page says`, async () => {
      const issues = await issuesOf(example);
      // Values cannot move to a table unless that is missing, too.
      // A statement is broken by the repair of another issue.
      const repairing = issues.filter(
        (issue) => id === "statement-broken-by-repair" && issue.changes.length > 0,
      );
      const needed = new Set(issues.flatMap((issue) => (issue.rule === id ? needs(issue, issues) : [])));
      const loud = issues.filter(
        (issue) =>
          issue.rule === id ||
          (issue.severity !== "info" && !needed.has(issue.id) && !repairing.includes(issue)),
      );
      expect(loud.map((issue) => `${issue.rule} ${issue.severity}`)).toEqual([
        `${id} ${example.severity ?? rule.severity}`,
      ]);
    });

    it(`says in full what is wrong with its bad example ${i + 1}`, async () => {
      for (const issue of (await issuesOf(example)).filter((found) => found.rule === id)) {
        const { title, description, rootCause, impact, repairAction, findings } = issue;
        for (const text of [title, description, rootCause, impact, repairAction]) {
          expect(text).toMatch(/^["A-Za-z0-9_]/);
          expect(text).not.toMatch(/undefined|(?<!set-)null\b(?! )|\[object/);
        }
        expect(findings.length).toBeGreaterThan(0);
        expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
      }
    });
  }

  for (const [i, example] of rule.examples.good.entries()) {
    it(`and every other rule are silent on its good example ${i + 1}`, async () => {
      // An example about one thing may be odd in another.
      const found = (await issuesOf(example)).filter(
        (issue) => issue.rule === id || issue.severity !== "info" || !lints.has(issue.rule),
      );
      expect(found.map((issue) => `${issue.rule} ${issue.title}`)).toEqual([]);
    });
  }
});
