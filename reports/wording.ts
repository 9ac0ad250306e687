import type { Severity } from "../src/engine/issue.ts";
import { severities } from "../src/engine/issue.ts";
import type { Report, ReportedFinding, ReportedStep } from "../src/reporting/report.ts";

/** A number with its noun. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** The counts by severity, worst first, those of zero left out: "1 critical, 2 high". */
export function severityCounts(summary: Report["summary"]): string {
  const parts = severities
    .filter((severity) => summary[severity] > 0)
    .map((severity) => `${summary[severity]} ${severity}`);
  return parts.length === 0 ? "no issues" : parts.join(", ");
}

/** Bytes as people read them. */
export function bytesShown(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB"];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 || size >= 10 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** Minutes as people say them. */
export function minutesShown(minutes: number): string {
  if (minutes < 60) return counted(minutes, "minute");
  const rest = minutes % 60;
  return rest === 0 ? counted(minutes / 60, "hour") : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** Where a finding points, as editors and terminals link it. */
export function placeOf(finding: Pick<ReportedFinding, "location">): string | null {
  const { location } = finding;
  return location === null ? null : `${location.file}:${location.line}:${location.column}`;
}

/** What the rehearsal showed, in one sentence. */
export function proofSentence({ proof, plan }: Pick<Report, "proof" | "plan">): string {
  if (plan.steps.length === 0) return "There is nothing to repair by SQL.";
  if (proof.level === "none") {
    return proof.ok ? "No step runs unless data loss is allowed." : "Not rehearsed: nothing is proven.";
  }
  const on = proof.level === "rows" ? "on a copy with all rows" : "on a copy of the schema, without rows";
  const failed = proof.checks.filter((check) => !check.ok);
  if (proof.ok) return `Proven ${on}: ${counted(proof.checks.length, "check")} passed.`;
  return `NOT proven ${on}: ${failed.length} of ${counted(proof.checks.length, "check")} failed.`;
}

/** The state of a whole run in one or two words. */
export function statusOf(report: Report): string {
  if (report.summary.total === 0) return "clean";
  return report.summary.critical > 0 ? "broken today" : "drifted";
}

/** What a severity means, for the heading of its issues. */
export const severityMeaning: Readonly<Record<Severity, string>> = {
  critical: "fails today, or stored rows contradict the code",
  high: "model and database disagree; nothing is known to hit it yet",
  medium: "performance and upkeep",
  info: "worth knowing, never a failure",
};

/** Steps that only run when data loss is allowed. */
export function destructiveSteps(report: Report): readonly ReportedStep[] {
  return report.plan.steps.filter((step) => step.safety === "destructive");
}

/** What to do next, in order, a sentence and the command that does it. */
export function nextSteps(
  report: Report,
): readonly { readonly text: string; readonly command: string | null }[] {
  const destructive = destructiveSteps(report).length;
  const offered = report.plan.steps.length - destructive;
  const byHand = report.issues.filter((issue) => issue.severity !== "info" && issue.sql.length === 0);
  const first = report.issues.find((issue) => issue.severity !== "info");
  return [
    first && { text: "Read why it matters:", command: `doctor explain ${first.rule}` },
    offered > 0 && {
      text: report.proof.ok
        ? `Look through the ${counted(offered, "repair step")} and the way back:`
        : "See why the repair is not ready:",
      command: report.proof.ok ? "doctor repair --dry-run --out repair" : "doctor repair --dry-run",
    },
    byHand.length > 0 && {
      text: `Decide or change by hand: ${byHand.map(({ id }) => id).join(", ")}.`,
      command: null,
    },
    destructive > 0 && {
      text: `${counted(destructive, "step")} would delete data and ${destructive === 1 ? "is" : "are"} left out unless you allow it:`,
      command: "doctor repair --dry-run --allow-destructive",
    },
  ].filter((step) => step !== undefined && step !== false);
}

/** How many rows a query returns, with the rowids of some and their values where these may be told. */
export function rowsCounted({
  count,
  rowids = [],
  values = [],
}: NonNullable<ReportedFinding["query"]>): string {
  const ids = rowids.length === 0 ? "" : ` (rowid ${rowids.join(", ")}${rowids.length < count ? ", …" : ""})`;
  return `${counted(count, "row")}${ids}${values.length === 0 ? "" : ` with ${values.join(", ")}`}`;
}

/** The same, with the query. */
export function rowsFound(query: NonNullable<ReportedFinding["query"]>): string {
  return `${rowsCounted(query)}: ${query.sql}`;
}
