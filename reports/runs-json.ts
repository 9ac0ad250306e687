import { jsonText } from "./json.ts";
import type { ShownRunDiff } from "./run-diff.ts";
import type { ShownRun } from "./runs.ts";

/** Recorded runs as JSON. */
export function renderRunsJson({
  runs,
  total,
}: {
  readonly runs: readonly ShownRun[];
  readonly total: number;
}): string {
  return jsonText({ formatVersion: 1, total, runs: runs.map(runData) });
}

/** All about a run as JSON. */
export function renderRunInfoJson({
  run,
  attempts,
}: {
  readonly run: ShownRun;
  readonly attempts: readonly unknown[];
}): string {
  return jsonText({ formatVersion: 1, run: runData(run), attempts });
}

/** What was, or would be, forgotten as JSON. */
export function renderCleanedJson({
  runs,
  removed,
}: {
  readonly runs: readonly ShownRun[];
  readonly removed: boolean;
}): string {
  return jsonText({ formatVersion: 1, removed, runs: runs.map(({ id }) => id) });
}

/** What two runs found, compared, as JSON. */
export function renderRunDiffJson({ from, to, added, gone, unchanged }: ShownRunDiff): string {
  return jsonText({
    ...{ formatVersion: 1, from: runData(from), to: runData(to) },
    ...{ new: added, gone: gone, unchanged: unchanged },
  });
}

function runData(run: ShownRun) {
  const { id, command, status, database, config, scope, startedAt, completedAt, durationMs } = run;
  const { critical, high, medium, info, exitCode, error, user, host, pid, version, hasReport } = run;
  return {
    ...{ id, command, status, database, config, scope, startedAt, completedAt, durationMs },
    counts: critical === null ? null : { critical, high, medium, info },
    ...{ exitCode, error, by: { user, host, pid }, version, hasReport },
  };
}
