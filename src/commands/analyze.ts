import type { Config } from "../config/config.ts";
import { againstBaseline } from "../reporting/accepted.ts";
import { exitCode } from "../reporting/exit.ts";
import type { Report } from "../reporting/report.ts";
import { findBaseline } from "./baseline-file.ts";
import type { Begun } from "./begun.ts";
import { examine } from "./examine.ts";
import { lookedFor } from "./looked-for.ts";
import type { RunOptions } from "./project.ts";
import { type Recording, recorded } from "./recorded.ts";

const extent = { only: [], allowDestructive: false, rowsUpTo: ({ proof }: Config) => proof.maxBytes };

const recording: Recording<Report> = {
  command: "analyze",
  outcome: (report, { failOn }) => ({ kept: { as: "report", report }, exitCode: exitCode(report, failOn) }),
};

/** What an analysis is about. */
export interface AnalyzeOptions extends RunOptions {
  /** The baseline; `false` for none. Without either, doctor-baseline.json beside the config where it is there. */
  readonly baseline?: string | false | undefined;
}

/**
 * Compares model and database, rehearses the repair, and holds what was found against the baseline, as a recorded run.
 * Throws DoctorError when it cannot run, or the baseline cannot be read.
 */
export async function analyze(options: AnalyzeOptions): Promise<Report> {
  return recorded(options, recording, (begun) => analyzeOnce(options, begun));
}

/** The same for a run that has begun, recorded or not. */
export async function analyzeOnce(options: AnalyzeOptions, begun: Begun): Promise<Report> {
  const { config } = begun.loaded;
  const found = findBaseline(config.root, options);
  const { report } = await examine(options, extent, begun);
  if (found === null) return report;
  const { baseline, place } = found;
  return againstBaseline(report, baseline, { path: place.shown, isLookedFor: lookedFor(report, config) });
}
