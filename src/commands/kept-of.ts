import { DoctorError } from "../errors.ts";
import { keptReports, type Runs } from "../history/runs.ts";
import { type Kept, unpacked } from "./kept.ts";
import type { SeenRun } from "./seen-run.ts";

/** What a run printed. Throws DoctorError when it is not kept, or there is none. */
export function keptOf(history: Runs, run: SeenRun): Kept {
  const text = history.report(run.id);
  if (text !== null) return unpacked(text);
  throw new DoctorError("no-report", `Run ${run.id} has no report: ${whyNone(run)}.`, helpFor(run));
}

function whyNone({ status, error }: SeenRun): string {
  switch (status) {
    case "running":
      return "it is still under way";
    case "stalled":
      return "its process is gone, and it never ended";
    case "failed":
      return `it failed: ${(error ?? "").replace(/\.$/, "")}`;
    case "success":
      return `those of the last ${keptReports} runs of a database are kept`;
  }
}

function helpFor({ status }: SeenRun): string {
  return status === "running"
    ? "Ask again when it has ended."
    : "`doctor runs list --status success` shows the runs that came to an end.";
}
