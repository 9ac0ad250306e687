import { severities } from "../engine/issue.ts";
import type { Report } from "./report.ts";

/** From which severity on a run counts as failed. */
export type FailOn = "critical" | "high" | "medium" | "never";

/** 1 when the report has an issue of that severity or a worse one, else 0. An info is never a failure. */
export function exitCode(report: Report, failOn: FailOn): 0 | 1 {
  if (failOn === "never") return 0;
  const failing = severities.slice(0, severities.indexOf(failOn) + 1);
  return report.issues.some((issue) => failing.includes(issue.severity)) ? 1 : 0;
}
