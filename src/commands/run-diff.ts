import { DoctorError } from "../errors.ts";
import { withRuns } from "../history/open-runs.ts";
import type { Runs } from "../history/runs.ts";
import type { ReportedFinding, ReportedIssue } from "../reporting/report.ts";
import { reportIn } from "./kept.ts";
import { keptOf } from "./kept-of.ts";
import type { RunOptions } from "./project.ts";
import { rootOf } from "./runs.ts";
import { noRun, runNamed, type SeenRun, seenRuns } from "./seen-run.ts";

/** A finding with the issue it belongs to. */
export interface DiffedFinding extends Pick<ReportedFinding, "fingerprint" | "message" | "table" | "column"> {
  readonly issue: Pick<ReportedIssue, "id" | "fingerprint" | "rule" | "severity" | "title">;
  /** What its severity was, where it is another one now. */
  readonly was?: ReportedIssue["severity"];
}

/** What two runs found: only the later one, only the earlier one, both. */
export interface RunDiff {
  readonly from: SeenRun;
  readonly to: SeenRun;
  readonly added: readonly DiffedFinding[];
  readonly gone: readonly DiffedFinding[];
  readonly unchanged: readonly DiffedFinding[];
}

/**
 * Compares what two runs found, finding by finding. "last" and "previous" are runs that looked for all issues and whose
 * report is kept. Throws DoctorError when one is unknown, or has no findings.
 */
export function diffRuns(options: RunOptions & { readonly from: string; readonly to: string }): RunDiff {
  return withRuns(rootOf(options), "read", (history) => {
    const runs = seenRuns(history);
    if (history === null || runs.length === 0) throw noRun();
    const from = pick(runs, options.from);
    const to = pick(runs, options.to);
    const before = findingsOf(history, from);
    const after = findingsOf(history, to);
    const both = [...after.values()].filter(({ fingerprint }) => before.has(fingerprint));
    return {
      from,
      to,
      added: [...after.values()].filter(({ fingerprint }) => !before.has(fingerprint)),
      gone: [...before.values()].filter(({ fingerprint }) => !after.has(fingerprint)),
      unchanged: both.map((finding) => withFormer(finding, before.get(finding.fingerprint))),
    };
  });
}

function pick(runs: readonly SeenRun[], word: string): SeenRun {
  const isPlace = /^(last|previous)$/i.test(word);
  const whole = runs.filter((run) => run.hasReport && run.scope === "all" && run.critical !== null);
  if (!isPlace || whole.length > 0) return runNamed(isPlace ? whole : runs, word);
  throw new DoctorError("unknown-run", "No run with findings is kept.", "`doctor analyze` records one.");
}

function findingsOf(history: Runs, run: SeenRun): Map<string, DiffedFinding> {
  const report = reportIn(keptOf(history, run));
  if (report === null) {
    throw new DoctorError(
      "no-findings",
      `Run ${run.id} was a rollback, which finds nothing.`,
      "Name runs of analyze or repair: `doctor runs list` shows them.",
    );
  }
  return new Map(
    report.issues.flatMap(({ findings, id, fingerprint, rule, severity, title }) =>
      findings.map((finding) => [
        finding.fingerprint,
        {
          fingerprint: finding.fingerprint,
          message: finding.message,
          table: finding.table,
          column: finding.column,
          issue: { id, fingerprint, rule, severity, title },
        },
      ]),
    ),
  );
}

function withFormer(finding: DiffedFinding, former: DiffedFinding | undefined): DiffedFinding {
  const was = former?.issue.severity;
  return was === undefined || was === finding.issue.severity ? finding : { ...finding, was };
}
