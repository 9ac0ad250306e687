import { type AcceptedFinding, type Baseline, isWorse } from "../engine/baseline.ts";
import { type Severity, severities } from "../engine/issue.ts";
import type { Report, ReportedFinding, ReportedIssue } from "./report.ts";

/** The worst that is new in an issue; null when the baseline accepts all of it. */
export function newSeverity({
  findings,
  severity,
}: Pick<ReportedIssue, "findings" | "severity">): Severity | null {
  const fresh = findings.filter(({ accepted }) => accepted === undefined);
  if (fresh.length === findings.length) return severity;
  return severities.find((candidate) => fresh.some((finding) => finding.severity === candidate)) ?? null;
}

/**
 * The report with what the baseline accepts marked as such. A finding that has become worse than it was when it was
 * accepted is new. `isLookedFor` tells whether this run could have found something.
 */
export function againstBaseline(
  report: Report,
  baseline: Baseline,
  { path, isLookedFor }: { readonly path: string; readonly isLookedFor: (entry: AcceptedFinding) => boolean },
): Report {
  const issues = withAcceptance(report.issues, baseline);
  const findings = issues.flatMap((issue) => issue.findings);
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const gone = baseline.filter(({ fingerprint }) => !found.has(fingerprint));
  const fresh = findings.filter(({ accepted }) => accepted === undefined);
  const count = (severity: Severity) => fresh.filter((finding) => finding.severity === severity).length;
  return {
    ...report,
    baseline: {
      path,
      accepted: findings.length - fresh.length,
      new: {
        critical: count("critical"),
        high: count("high"),
        medium: count("medium"),
        info: count("info"),
      },
      fixed: gone.filter(isLookedFor),
      notLookedFor: gone.filter((entry) => !isLookedFor(entry)),
    },
    issues,
  };
}

/** Issues with what a baseline accepts marked as such. */
export function withAcceptance<I extends Pick<ReportedIssue, "findings">>(
  issues: readonly I[],
  baseline: Baseline,
): I[] {
  const entries = new Map(baseline.map((entry) => [entry.fingerprint, entry]));
  return issues.map((issue) => ({
    ...issue,
    findings: issue.findings.map((finding) => marked(finding, entries.get(finding.fingerprint))),
  }));
}

function marked(finding: ReportedFinding, entry: AcceptedFinding | undefined): ReportedFinding {
  if (entry === undefined) return finding;
  const { severity, reason, since } = entry;
  return isWorse(finding, entry)
    ? { ...finding, worsenedFrom: severity }
    : { ...finding, accepted: { reason, since } };
}
