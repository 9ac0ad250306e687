import { describe, expect, it } from "vitest";
import { finding } from "../../src/engine/finding.ts";
import { findingFingerprint } from "../../src/engine/fingerprint.ts";
import type { IssueDraft, Severity } from "../../src/engine/issue.ts";
import { defineRule, type Rule } from "../../src/engine/rule.ts";
import { probesOf, runRules } from "../../src/engine/run-rules.ts";
import { declaring, evidenceOf } from "./evidence.ts";

function draft(table: string | null, ...found: readonly Severity[]): IssueDraft {
  return {
    subject: table ?? "project",
    table,
    title: `about ${table}`,
    description: "",
    rootCause: "",
    impact: "",
    repairAction: "",
    findings: found.map((severity, i) => finding(severity, `finding ${i}`, "a fact")),
    changes: [],
  };
}

function ruleThatYields(id: string, ...drafts: readonly IssueDraft[]): Rule {
  return defineRule({
    id,
    category: "schema",
    component: "Database",
    severity: "high",
    summary: "",
    why: "",
    examples: { bad: [], good: [] },
    probes: () => [`SELECT '${id}'`, "SELECT 'shared'"],
    check: () => drafts,
  });
}

const evidence = evidenceOf({ declared: declaring("users", "orders", "books") });

describe("runRules", () => {
  it("gives an issue the worst severity of its findings", () => {
    const [issue] = runRules(
      [ruleThatYields("a", draft("users", "info", "critical", "medium"))],
      evidence,
      {},
    );
    expect(issue).toMatchObject({ severity: "critical", id: "CRIT-001" });
  });

  it("gives an issue without findings the rule's usual severity", () => {
    expect(runRules([ruleThatYields("a", draft("users"))], evidence, {})[0]?.severity).toBe("high");
  });

  it("numbers each severity by itself, in report order", () => {
    const rules = [
      ruleThatYields("a", draft("orders", "medium"), draft("users", "medium"), draft("books", "high")),
      ruleThatYields("b", draft("users", "info"), draft("orders", "critical")),
    ];
    expect(runRules(rules, evidence, {}).map(({ id, table }) => `${id} ${table}`)).toEqual([
      "CRIT-001 orders",
      "HIGH-001 books",
      "MED-001 users",
      "MED-002 orders",
      "INFO-001 users",
    ]);
  });

  it("lists the tables nobody declares last, by name, and issues of one table as the rules come", () => {
    const rules = [
      ruleThatYields("a", draft("zebras", "high"), draft("Apples", "high"), draft("books", "high")),
      ruleThatYields("b", draft("books", "high"), draft("BOOKS", "high")),
    ];
    expect(runRules(rules, evidence, {}).map(({ rule, table }) => `${rule} ${table}`)).toEqual([
      "a books",
      "b books",
      "b BOOKS",
      "a Apples",
      "a zebras",
    ]);
  });

  it("goes on counting beyond 999", () => {
    const many = Array.from({ length: 1001 }, (_, i) => draft(`t${i}`, "info"));
    expect(runRules([ruleThatYields("a", ...many)], evidence, {}).at(-1)?.id).toBe("INFO-1001");
  });

  it("leaves out a rule that is off, its questions too", () => {
    const rules = [ruleThatYields("a", draft("users", "high")), ruleThatYields("b", draft("users", "high"))];
    expect(runRules(rules, evidence, { a: "off" }).map(({ rule }) => rule)).toEqual(["b"]);
    expect(probesOf(rules, evidence, { a: "off" })).toEqual(["SELECT 'b'", "SELECT 'shared'"]);
  });

  it("takes the severity a project sets, for the issue and its findings", () => {
    const [issue] = runRules([ruleThatYields("a", draft("users", "critical", "high"))], evidence, {
      a: "medium",
    });
    expect(issue?.severity).toBe("medium");
    expect(issue?.findings.map(({ severity }) => severity)).toEqual(["medium", "medium"]);
  });

  it("takes the first setting that meets the table, and the rule's own judgement where none does", () => {
    const settings = {
      a: [
        { tables: ["user*"], severity: "off" as const },
        { tables: ["ORDERS"], severity: "info" as const },
        { tables: ["orders", "users"], severity: "critical" as const },
      ],
    };
    const rules = [
      ruleThatYields("a", draft("users", "high"), draft("orders", "high"), draft("books", "high")),
    ];
    expect(runRules(rules, evidence, settings).map(({ table, severity }) => `${table} ${severity}`)).toEqual([
      "books high",
      "orders info",
    ]);
  });

  it("meets an issue about no table by * alone", () => {
    const rules = [ruleThatYields("a", draft(null, "high"))];
    const only = (glob: string) => runRules(rules, evidence, { a: [{ tables: [glob], severity: "off" }] });
    expect(only("*")).toEqual([]);
    expect(only("p*")).toHaveLength(1);
  });

  it("tells findings of one key apart", () => {
    const twice = {
      ...draft("users"),
      findings: [finding("high", "same", "one"), finding("high", "same", "two")],
    };
    const [issue] = runRules([ruleThatYields("a", twice)], evidence, {});
    const prints = issue?.findings.map(({ key }) => findingFingerprint("a", "users", key));
    expect(new Set(prints).size).toBe(2);
    expect(prints?.[0]).toBe(findingFingerprint("a", "users", "same"));
  });
});
