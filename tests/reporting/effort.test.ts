import { describe, expect, it } from "vitest";
import type { Step } from "../../src/plan/plan.ts";
import { highestRisk, minutes, minutesOfIssue, minutesOfStep, riskOf } from "../../src/reporting/effort.ts";
import { addColumn, issue, step } from "./samples.ts";

const email = addColumn("users", "email");
const type = { kind: "alter-type", table: "users", column: "age", from: "TEXT", to: "INTEGER" } as const;

describe("the risk of steps", () => {
  it.each<[string, Partial<Step>, "low" | "medium" | "high"]>([
    ["one in place", {}, "low"],
    ["a rebuild", { rebuilds: true }, "medium"],
    ["one with preconditions", { preconditions: ["SELECT 1"], safety: "data-dependent" }, "medium"],
    ["a destructive one", { safety: "destructive" }, "high"],
    ["a conversion of values", { rebuilds: true, changes: [type] }, "high"],
  ])("of %s", (_, facets, risk) => {
    expect(riskOf([step("step-1", [email], facets)])).toBe(risk);
    expect(riskOf([step("step-0", [email]), step("step-1", [email], facets)])).toBe(risk);
  });

  it("of none is low", () => {
    expect(riskOf([])).toBe("low");
  });

  it("of several is the highest", () => {
    expect(highestRisk(["low", "high", "medium"])).toBe("high");
    expect(highestRisk(["low", "medium"])).toBe("medium");
    expect(highestRisk([])).toBe("low");
  });
});

describe("the minutes", () => {
  const easy = step("step-1", [email]);
  const hard = step("step-2", [email], {
    rebuilds: true,
    preconditions: ["SELECT 1"],
    safety: "destructive",
  });

  it("of a step are the sum of what makes it slow", () => {
    expect(minutesOfStep(easy)).toBe(minutes.inPlace);
    expect(minutesOfStep(hard)).toBe(minutes.rebuild + minutes.preconditions + minutes.destructive);
  });

  it("of an issue are the sum over its steps", () => {
    const sum = minutesOfStep(easy) + minutesOfStep(hard);
    expect(minutesOfIssue(issue("HIGH-001"), [easy, hard], () => 1)).toBe(sum);
  });

  it("of a step that repairs several issues are shared out, rounded up", () => {
    expect(minutesOfIssue(issue("HIGH-001"), [hard], () => 3)).toBe(Math.ceil(minutesOfStep(hard) / 3));
  });

  it("of an issue without a step are a person's", () => {
    expect(minutesOfIssue(issue("CRIT-001"), [], () => 1)).toBe(minutes.byHand);
  });

  it("of an info are none", () => {
    expect(minutesOfIssue(issue("INFO-001", { severity: "info" }), [hard], () => 1)).toBe(0);
  });
});
