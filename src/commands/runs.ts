import { withRuns } from "../history/open-runs.ts";
import type { StoredAttempt } from "../history/run.ts";
import { loadProject, type RunOptions } from "./project.ts";
import { noRun, runNamed, type SeenRun, type SeenStatus, seenRuns } from "./seen-run.ts";

/** Which of the recorded runs are wanted. */
export interface WantedRuns {
  readonly status?: SeenStatus | undefined;
  /** At most so many; all when it is left out. */
  readonly limit?: number | undefined;
}

/** Recorded runs, the last one first, and how many there are that were wanted. */
export interface RunList {
  readonly runs: readonly SeenRun[];
  readonly total: number;
}

/** A run with the attempts at the repair it was about. */
export interface RunInfo {
  readonly run: SeenRun;
  readonly attempts: readonly StoredAttempt[];
}

/** What was, or would be, forgotten. */
export interface CleanedRuns {
  readonly runs: readonly SeenRun[];
  readonly removed: boolean;
  readonly exitCode: 0 | 1;
}

/** The recorded runs of a project. Throws DoctorError when the history cannot be read. */
export function listRuns(options: RunOptions & WantedRuns): RunList {
  return withRuns(rootOf(options), "read", (history) => {
    const wanted = seenRuns(history).filter(({ status }) => status === (options.status ?? status));
    return { runs: wanted.slice(0, options.limit ?? wanted.length), total: wanted.length };
  });
}

/** All about a run, the last one when none is named. Throws DoctorError when it is unknown, or the history cannot be read. */
export function runInfo(options: RunOptions & { readonly run?: string | undefined }): RunInfo {
  return withRuns(rootOf(options), "read", (history) => {
    const runs = seenRuns(history);
    if (history === null || runs.length === 0) throw noRun();
    const run = runNamed(runs, options.run ?? "last");
    return { run, attempts: history.attempts(run.id) };
  });
}

/**
 * Forgets the runs that began more than so many days ago, with their reports; those under way stay, and so does all of
 * repairs. Without `yes` it only says which. Throws DoctorError when the history cannot be written.
 */
export function cleanRuns(
  options: RunOptions & { readonly olderThanDays: number; readonly yes: boolean },
): CleanedRuns {
  return withRuns(rootOf(options), options.yes ? "write" : "read", (history) => {
    const before = Date.now() - options.olderThanDays * 24 * 60 * 60 * 1000;
    const runs = seenRuns(history).filter(
      ({ status, startedAt }) => status !== "running" && Date.parse(startedAt) <= before,
    );
    const removed = options.yes && runs.length > 0;
    if (removed) history?.remove(runs.map(({ id }) => id));
    return { runs, removed, exitCode: removed || runs.length === 0 ? 0 : 1 };
  });
}

/** The folder whose history a command looks at. */
export function rootOf(options: RunOptions): string {
  return loadProject(options).config.root;
}
