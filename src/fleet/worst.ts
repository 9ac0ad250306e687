import { newSeverity } from "../reporting/accepted.ts";
import type { ReportedIssue } from "../reporting/report.ts";

const failing = ["critical", "high", "medium"] as const;

/** The worst that is wrong and that no baseline accepts; null when there are but infos. */
export function worstOf(
  issues: readonly Pick<ReportedIssue, "severity" | "findings">[],
): (typeof failing)[number] | null {
  const found = new Set(issues.map(newSeverity));
  return failing.find((severity) => found.has(severity)) ?? null;
}
