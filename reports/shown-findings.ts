import type { ReportedFinding, ReportedIssue } from "../src/reporting/report.ts";

/** The findings by which an issue is shown: its own, or, where it has none, the issue itself. */
export function shownFindings(issue: ReportedIssue): readonly ReportedFinding[] {
  if (issue.findings.length > 0) return issue.findings;
  const { fingerprint, severity, title, table } = issue;
  const nowhere = { column: null, location: null, query: null, after: null };
  return [{ fingerprint, severity, message: title, table, ...nowhere }];
}
