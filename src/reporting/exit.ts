import { severities } from "../engine/issue.ts";
import { DoctorError } from "../errors.ts";
import { newSeverity } from "./accepted.ts";
import type { Report } from "./report.ts";

/** From which severity on a run counts as failed. */
export type FailOn = "critical" | "high" | "medium" | "never";

const thresholds: readonly FailOn[] = ["critical", "high", "medium", "never"];

/**
 * 1 when the report has an issue of that severity or a worse one that the baseline does not accept, else 0. An info is
 * never a failure. Throws DoctorError for a word that is no threshold: it would never fail.
 */
export function exitCode(report: Report, failOn: FailOn): 0 | 1 {
  if (failOn === "never") return 0;
  checkThreshold(failOn);
  const failing = severities.slice(0, severities.indexOf(failOn) + 1);
  return report.issues.map(newSeverity).some((severity) => severity !== null && failing.includes(severity))
    ? 1
    : 0;
}

/** Throws DoctorError for a word that is no threshold; programs without types get here. */
export function checkThreshold(failOn: FailOn): void {
  if (thresholds.includes(failOn)) return;
  const allowed = `It is ${thresholds.slice(0, -1).join(", ")} or ${thresholds.at(-1)}.`;
  throw new DoctorError("no-such-threshold", `There is no threshold ${JSON.stringify(failOn)}.`, allowed);
}

/**
 * The exit code of a dry run: 0 when all that was selected is proven or there is nothing to do, 1 when something is
 * unproven, blocked by a precondition, or waits for a decision (data loss that nobody allowed included). A
 * medium issue without a step is advice and waits for nobody.
 */
export function repairExitCode(report: Report, allowDestructive: boolean): 0 | 1 {
  const withheld = new Set(
    allowDestructive
      ? []
      : report.plan.steps.filter((step) => step.safety === "destructive").flatMap((step) => step.issues),
  );
  const undecided = report.issues.some(
    (issue) =>
      (issue.severity === "critical" || issue.severity === "high") &&
      issue.component === "Database" &&
      (issue.sql.length === 0 || withheld.has(issue.id)),
  );
  const offered = report.plan.steps.some((step) => allowDestructive || step.safety !== "destructive");
  // A step that would break the code waits for a person to change that.
  const waiting = report.issues.some(({ rule }) => rule === "statement-broken-by-repair");
  return undecided || waiting || (offered && !report.proof.ok) ? 1 : 0;
}
