import { severities } from "../src/engine/issue.ts";
import type { Report, ReportedBaseline, ReportedFinding } from "../src/reporting/report.ts";
import { counted } from "./wording.ts";

/** What the baseline makes of a report, in one sentence; null where there is none. */
export function baselineSentence({ baseline }: Pick<Report, "baseline">): string | null {
  if (baseline === undefined) return null;
  const { accepted, fixed, notLookedFor, path } = baseline;
  const fresh = newCounts(baseline);
  const parts = [
    `${counted(accepted, "finding")} accepted`,
    fresh === "" ? "none new" : `new: ${fresh}`,
    ...(fixed.length > 0 ? [`${fixed.length} fixed`] : []),
    ...(notLookedFor.length > 0 ? [`${notLookedFor.length} not looked for`] : []),
  ];
  return `${parts.join("; ")} (${path}). Only what is new fails the run.`;
}

/** How many findings are new, by severity: "1 critical, 2 high"; empty for none. */
export function newCounts(baseline: Pick<ReportedBaseline, "new">): string {
  return severities
    .filter((severity) => baseline.new[severity] > 0)
    .map((severity) => `${baseline.new[severity]} ${severity}`)
    .join(", ");
}

/** What the baseline says of a finding; null where it says nothing. */
export function acceptanceOf({ accepted, worsenedFrom, severity }: ReportedFinding): string | null {
  if (worsenedFrom !== undefined) return `Was accepted as ${worsenedFrom} and is ${severity} now.`;
  if (accepted === undefined) return null;
  const { reason, since } = accepted;
  return reason === null ? `Accepted since ${since}.` : `Accepted since ${since}: ${reason}`;
}
