import { describe, expect, it } from "vitest";
import type { Severity } from "../../src/engine/issue.ts";
import { exitCode } from "../../src/reporting/exit.ts";
import { issue, report } from "./samples.ts";

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
