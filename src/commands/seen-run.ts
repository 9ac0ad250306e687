import { DoctorError } from "../errors.ts";
import { isGone } from "../history/owner.ts";
import type { Run } from "../history/run.ts";
import type { Runs } from "../history/runs.ts";

/** How a run looks today: "stalled" is one that never ended and whose process is gone. */
export type SeenStatus = Run["status"] | "stalled";

/** A recorded run as it looks today. */
export interface SeenRun extends Omit<Run, "status"> {
  readonly status: SeenStatus;
  /** Whether what it printed is kept. */
  readonly hasReport: boolean;
}

/** The recorded runs as they look today, the last one first. */
export function seenRuns(runs: Runs | null): readonly SeenRun[] {
  if (runs === null) return [];
  const kept = runs.withReport();
  return runs.all().map((run) => ({ ...run, status: statusToday(run), hasReport: kept.has(run.id) }));
}

function statusToday(run: Run): SeenStatus {
  return run.status === "running" && isGone(run, run.startedAt) ? "stalled" : run.status;
}

/**
 * The run of these, the last one first, that a word names: an id, its beginning, the letters after its dash, "last" or
 * "previous". Throws DoctorError when it names none, or more than one.
 */
export function runNamed(runs: readonly SeenRun[], word: string): SeenRun {
  const place = ["last", "previous"].indexOf(word.toLowerCase());
  const [found, ...others] = place === -1 ? matching(runs, word) : runs.slice(place, place + 1);
  if (found === undefined) throw unknownRun(runs, word);
  if (others.length === 0) return found;
  const ids = [found, ...others].map(({ id }) => id);
  throw new DoctorError(
    "ambiguous-run",
    `"${word}" is the beginning of ${ids.length} runs: ${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ", …" : ""}.`,
    "Write a letter more; the eight after the dash are enough.",
  );
}

function matching(runs: readonly SeenRun[], word: string): SeenRun[] {
  const wanted = word.toUpperCase();
  const same = runs.filter(({ id }) => id.toUpperCase() === wanted);
  if (same.length > 0 || wanted === "") return same;
  return runs.filter(({ id }) => {
    const whole = id.toUpperCase();
    return whole.startsWith(wanted) || whole.slice(whole.indexOf("-") + 1).startsWith(wanted);
  });
}

function unknownRun(runs: readonly SeenRun[], word: string): DoctorError {
  if (runs.length === 0) return noRun();
  const message =
    word.toLowerCase() === "previous"
      ? "There is no run before the last one."
      : `No recorded run is called ${JSON.stringify(word)}.`;
  return new DoctorError("unknown-run", message, "`doctor runs list` shows the runs with their ids.");
}

/** The error for a history without a run. */
export function noRun(): DoctorError {
  return new DoctorError(
    "no-run",
    "No run is recorded here yet.",
    '`doctor analyze` records one, unless the config says "history": false.',
  );
}
