import type { Config } from "../config/config.ts";
import { exitCode } from "../reporting/exit.ts";
import type { Report } from "../reporting/report.ts";
import { examine } from "./examine.ts";
import type { RunOptions } from "./project.ts";
import { type Recording, recorded } from "./recorded.ts";

const extent = { only: [], allowDestructive: false, rowsUpTo: ({ proof }: Config) => proof.maxBytes };

const recording: Recording<Report> = {
  command: "analyze",
  outcome: (report, { failOn }) => ({ kept: { as: "report", report }, exitCode: exitCode(report, failOn) }),
};

/** Compares model and database and rehearses the repair, as a recorded run. Throws DoctorError when it cannot run. */
export async function analyze(options: RunOptions): Promise<Report> {
  return recorded(options, recording, async (begun) => (await examine(options, extent, begun)).report);
}
