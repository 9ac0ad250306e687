import { DoctorError } from "../errors.ts";
import type { Report } from "../reporting/report.ts";
import { isIssueId, type RecordedIssue, type ReferenceOptions, recordedIssues } from "./recorded-issues.ts";

/** What `--only` names, as an analysis of today understands it. */
export interface WantedIssues {
  readonly only: readonly string[];
  /** Fingerprints that stand for ids: none of them today is nothing to do, not a mistake. */
  readonly known: readonly string[];
  /** Says in notes what became of the ids since. */
  readonly follow: (report: Report) => void;
}

/**
 * Turns the ids among what `--only` names into the fingerprints of the issues they referred to in the last run, or in
 * the run that is named. Where no run is recorded ids are left to today's analysis. Throws DoctorError for an id that
 * the run does not have.
 */
export function wantedIssues(options: ReferenceOptions & { readonly only: readonly string[] }): WantedIssues {
  const { only, run, onNote } = options;
  const ids = only.filter(isIssueId);
  if (run !== undefined && ids.length === 0) throw runWithoutId(run);
  const found = ids.length === 0 ? null : recordedIssues(ids, options);
  if (found === null) return { only, known: [], follow: () => undefined };
  return {
    only: only.map((word) => found.get(word)?.issue.fingerprint ?? word),
    known: [...found.values()].map(({ issue }) => issue.fingerprint),
    follow: (report) => {
      for (const recorded of found.values()) {
        const note = became(recorded, report);
        if (note !== null) onNote?.(note);
      }
    },
  };
}

function became({ issue, run }: RecordedIssue, report: Report): string | null {
  const today = report.issues.find(({ fingerprint }) => fingerprint === issue.fingerprint);
  const what = `${issue.id} of run ${run.id} (${issue.title})`;
  if (today === undefined) return `${what} is not there any more: nothing to do for it.`;
  return today.id === issue.id ? null : `${what} is ${today.id} now.`;
}

function runWithoutId(run: string): DoctorError {
  return new DoctorError(
    "usage",
    `--run ${run} says which run the ids of --only refer to, and --only names no id.`,
    "For example: doctor repair --only CRIT-001 --run last",
  );
}
