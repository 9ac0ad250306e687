import { describe, expect, it } from "vitest";
import type { Severity } from "../../src/engine/issue.ts";
import { exitCode, repairExitCode } from "../../src/reporting/exit.ts";
import { addColumn, issue, plan, report, step } from "./samples.ts";

function withIssue(severity: Severity) {
  return report({ issues: [issue("ONE-001", { severity })] });
}

describe("the exit code", () => {
  it.each([
    ["critical", "critical", 1],
    ["critical", "high", 1],
    ["critical", "medium", 1],
    ["critical", "never", 0],
    ["high", "critical", 0],
    ["high", "high", 1],
    ["high", "medium", 1],
    ["medium", "high", 0],
    ["medium", "medium", 1],
    ["info", "medium", 0],
    ["info", "never", 0],
  ] as const)("with a %s issue and --fail-on %s is %i", (severity, failOn, code) => {
    expect(exitCode(withIssue(severity), failOn)).toBe(code);
  });

  it("is 0 without issues", () => {
    expect(exitCode(report(), "medium")).toBe(0);
  });
});

describe("the exit code of a dry run", () => {
  const change = addColumn("users", "email");
  const proven = { level: "rows", ok: true, checks: [] } as const;
  const failed = { level: "rows", ok: false, checks: [{ name: "rows", ok: false, detail: "" }] } as const;

  it("is 0 when there is nothing to do", () => {
    expect(repairExitCode(report(), false)).toBe(0);
  });

  it("is 0 when all is proven, 1 when it is not", () => {
    const parts = {
      issues: [issue("HIGH-001", { changes: [change] })],
      plan: plan(step("step-1", [change])),
    };
    expect(repairExitCode(report({ ...parts, proof: proven }), false)).toBe(0);
    expect(repairExitCode(report({ ...parts, proof: failed }), false)).toBe(1);
  });

  it.each([
    ["high", "Database", 1],
    ["critical", "Database", 1],
    ["high", "Codebase", 0],
    ["medium", "Database", 0],
    ["info", "Database", 0],
  ] as const)("of a %s issue of the %s without a step", (severity, component, code) => {
    const undecided = report({ issues: [issue("ONE-001", { severity, component })], proof: proven });
    expect(repairExitCode(undecided, false)).toBe(code);
  });

  it("is 1 while a high issue waits for leave to delete data, and 0 with it", () => {
    const parts = {
      issues: [issue("HIGH-001", { changes: [change] })],
      plan: plan(step("step-1", [change], { safety: "destructive" })),
      proof: proven,
    };
    expect(repairExitCode(report(parts), false)).toBe(1);
    expect(repairExitCode(report(parts), true)).toBe(0);
  });

  it("is 0 when only an info would delete data and nobody allowed it", () => {
    const parts = {
      issues: [issue("INFO-001", { severity: "info", changes: [change] })],
      plan: plan(step("step-1", [change], { safety: "destructive" })),
      proof: { level: "none", ok: true, checks: [] },
    } as const;
    expect(repairExitCode(report(parts), false)).toBe(0);
  });
});
