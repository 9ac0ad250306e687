import { DoctorError } from "../errors.ts";
import { withRuns } from "../history/open-runs.ts";
import type { Runs } from "../history/runs.ts";
import type { Report, ReportedIssue } from "../reporting/report.ts";
import { databaseIn } from "./begun.ts";
import { reportIn } from "./kept.ts";
import { keptOf } from "./kept-of.ts";
import { loadProject, type RunOptions } from "./project.ts";
import { noRun, runNamed, type SeenRun, seenRuns } from "./seen-run.ts";

/** An issue as a recorded run told it. */
export interface RecordedIssue {
  readonly run: Report["run"];
  readonly issue: ReportedIssue;
}

/** Which run ids refer to; the last one when it is not named. */
export interface ReferenceOptions extends RunOptions {
  readonly run?: string | undefined;
}

/** Whether a word is the id of an issue, which means nothing but in a run. */
export function isIssueId(word: string): boolean {
  return /^(crit|high|med|info)-\d+$/i.test(word);
}

/**
 * The issues that ids or fingerprints refer to: those of the run that is named; else of the last run of this database
 * that shows them, where one that looked for all issues is the last to be asked. Null when no run is recorded to ask.
 * Throws DoctorError when a run is named that is unknown or has no report, and when the runs do not know a word.
 */
export function recordedIssues(
  words: readonly string[],
  options: ReferenceOptions,
): ReadonlyMap<string, RecordedIssue> | null {
  const reports = reportsFor(options);
  if (reports.length === 0) return null;
  return new Map(words.map((word) => [word, issueIn(reports, word)]));
}

function issueIn(reports: readonly Report[], word: string): RecordedIssue {
  for (const { run, issues } of reports) {
    const issue = issues.find(
      ({ id, fingerprint }) => id === word.toUpperCase() || fingerprint === word.toLowerCase(),
    );
    if (issue !== undefined) return { run, issue };
  }
  const last = reports.at(-1);
  const known = last?.issues.map(({ id }) => id).join(", ");
  throw new DoctorError(
    "unknown-issue",
    `Run ${last?.run.id} of ${last?.run.startedAt}, which ids refer to, has no issue ${word}.`,
    `${known ? `It has ${known}.` : "It has none at all."} \`doctor analyze\` says what there is now; --run names another run.`,
  );
}

function reportsFor(options: ReferenceOptions): Report[] {
  const { config } = loadProject(options);
  const read = (): Report[] =>
    withRuns(config.root, "read", (history) =>
      options.run === undefined
        ? lastReports(history, databaseIn(config, options))
        : [namedReport(history, options.run, databaseIn(config, options))],
    );
  if (options.run !== undefined) return read();
  try {
    return config.history ? read() : [];
  } catch (error) {
    // Without a memory ids mean what is found now.
    if (error instanceof DoctorError) return [];
    throw error;
  }
}

function namedReport(history: Runs | null, name: string, database: string | null): Report {
  const runs = seenRuns(history);
  if (history === null || runs.length === 0) throw noRun();
  // The run that asks is recorded, too, and is not meant.
  const isPlace = /^(last|previous)$/i.test(name);
  const run = runNamed(isPlace ? withIssues(runs, database) : runs, name);
  const report = reportIn(keptOf(history, run));
  if (report !== null) return report;
  throw new DoctorError(
    "no-findings",
    `Run ${run.id} was a rollback, which has no issues.`,
    "Name a run of analyze or repair: `doctor runs list` shows them.",
  );
}

/** The last reports on a database, the newest first, back to one of all issues; none where there is no such one. */
function lastReports(history: Runs | null, database: string | null): Report[] {
  if (history === null || database === null) return [];
  const told = withIssues(seenRuns(history), database);
  const end = told.findIndex(({ scope }) => scope === "all");
  return told.slice(0, end + 1).flatMap((run) => reportIn(keptOf(history, run)) ?? []);
}

function withIssues(runs: readonly SeenRun[], database: string | null): SeenRun[] {
  return runs.filter((run) => run.database === database && run.hasReport && run.critical !== null);
}
