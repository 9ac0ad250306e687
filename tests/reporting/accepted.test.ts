import { describe, expect, it } from "vitest";
import type { AcceptedFinding } from "../../src/engine/baseline.ts";
import { findingFingerprint } from "../../src/engine/fingerprint.ts";
import type { Finding, Severity } from "../../src/engine/issue.ts";
import { againstBaseline, newSeverity } from "../../src/reporting/accepted.ts";
import { exitCode } from "../../src/reporting/exit.ts";
import type { Report } from "../../src/reporting/report.ts";
import { issue, report } from "./samples.ts";

function finding(key: string, severity: Severity): Finding {
  return {
    ...{ key, severity, message: `${key}.` },
    table: "users",
    column: null,
    location: null,
    query: null,
  };
}

function usersWith(...findings: readonly Finding[]): Report {
  const worst = findings[0]?.severity ?? "high";
  return report({
    issues: [issue("ONE-001", { subject: "users", table: "users", severity: worst, findings })],
  });
}

function accepting(key: string, severity: Severity): AcceptedFinding {
  const fingerprint = findingFingerprint("missing-table", "users", key);
  const words = { message: `${key}.`, reason: "Known since the move.", since: "2026-03-14" };
  return { fingerprint, rule: "missing-table", table: "users", severity, ...words };
}

const always = { path: "doctor-baseline.json", isLookedFor: () => true };

describe("a report against a baseline", () => {
  it("marks what is accepted, with reason and day, and counts everything as before", () => {
    const found = usersWith(finding("email", "critical"), finding("role", "high"));
    const held = againstBaseline(found, [accepting("email", "critical")], always);
    expect(held.issues[0]?.findings.map(({ accepted }) => accepted)).toEqual([
      { reason: "Known since the move.", since: "2026-03-14" },
      undefined,
    ]);
    expect(held.baseline).toMatchObject({ accepted: 1, new: { critical: 0, high: 1, medium: 0, info: 0 } });
    expect(held.summary).toEqual(found.summary);
  });

  it("fails by what is new alone: a new high beside an accepted critical is high", () => {
    const found = usersWith(finding("email", "critical"), finding("role", "high"));
    const held = againstBaseline(found, [accepting("email", "critical")], always);
    expect(held.issues.map(newSeverity)).toEqual(["high"]);
    expect([exitCode(held, "critical"), exitCode(held, "high"), exitCode(found, "critical")]).toEqual([
      0, 1, 1,
    ]);
  });

  it("fails by nothing when all is accepted", () => {
    const held = againstBaseline(
      usersWith(finding("email", "critical")),
      [accepting("email", "critical")],
      always,
    );
    expect(held.issues.map(newSeverity)).toEqual([null]);
    expect(exitCode(held, "medium")).toBe(0);
  });

  it("takes for new what has become worse, and for accepted what has become better", () => {
    const worse = againstBaseline(
      usersWith(finding("email", "critical")),
      [accepting("email", "high")],
      always,
    );
    expect(worse.issues[0]?.findings[0]).toMatchObject({ worsenedFrom: "high" });
    expect(worse.issues[0]?.findings[0]).not.toHaveProperty("accepted");
    expect(exitCode(worse, "critical")).toBe(1);
    const better = againstBaseline(
      usersWith(finding("email", "medium")),
      [accepting("email", "high")],
      always,
    );
    expect(better.issues[0]?.findings[0]).toHaveProperty("accepted");
    expect(exitCode(better, "medium")).toBe(0);
  });

  it("lists what is fixed, and apart from it what nobody looked for", () => {
    const entries = [accepting("email", "critical"), accepting("role", "high"), accepting("name", "high")];
    const isLookedFor = ({ message }: AcceptedFinding) => message !== "name.";
    const held = againstBaseline(usersWith(finding("email", "critical")), entries, {
      ...always,
      isLookedFor,
    });
    expect(held.baseline?.fixed).toEqual([entries[1]]);
    expect(held.baseline?.notLookedFor).toEqual([entries[2]]);
  });

  it("takes an issue without findings as it is", () => {
    const held = againstBaseline(report({ issues: [issue("HIGH-001")] }), [], always);
    expect(held.issues.map(newSeverity)).toEqual(["high"]);
  });
});
