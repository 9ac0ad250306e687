import { renderApplied, renderAppliedJson } from "../../reports/applied.ts";
import { fleetFormats, renderFleetAs } from "../../reports/fleet-formats.ts";
import { reporters } from "../../reports/index.ts";
import { renderDryRun } from "../../reports/repair.ts";
import { renderRollback, renderRollbackJson } from "../../reports/rollback.ts";
import { DoctorError } from "../errors.ts";
import type { FleetReport } from "../fleet/report.ts";
import { withRuns } from "../history/open-runs.ts";
import { type Kept, reportIn } from "./kept.ts";
import { keptOf } from "./kept-of.ts";
import type { RunOptions } from "./project.ts";
import { rootOf } from "./runs.ts";
import { noRun, runNamed, seenRuns } from "./seen-run.ts";

/** Which run is shown, and how. */
export interface ReportOptions extends RunOptions {
  /** The last one that ended when it is not named. */
  readonly run?: string | undefined;
  readonly format: string;
  readonly color: boolean;
  /** Short enough for a comment; of markdown only. */
  readonly brief?: boolean | undefined;
}

/**
 * A recorded run once more, in any format, without analysing: in the formats of its own command, to the letter what it
 * printed. Throws DoctorError when the run is unknown, printed nothing, or has no such format.
 */
export async function reportOfRun(options: ReportOptions): Promise<string> {
  const { format, color, brief = false } = options;
  const kept = withRuns(rootOf(options), "read", (history) => {
    const runs = seenRuns(history);
    if (history === null || runs.length === 0) throw noRun();
    const ended = runs.filter(({ status }) => status !== "running");
    return keptOf(history, runNamed(options.run === undefined ? ended : runs, options.run ?? "last"));
  });
  if (kept.as === "fleet") return await fleetAs(kept.report, format, color);
  if (format === "text") return textOf(kept, color);
  if (format === "json" && kept.as === "applied") return renderAppliedJson(kept.run);
  if (format === "json" && kept.as === "rollback") return renderRollbackJson(kept.run);
  const report = reportIn(kept);
  if (report === null) throw rollbackOnly(format);
  return await rendered(report, format, { color, brief });
}

async function fleetAs(report: FleetReport, format: string, color: boolean): Promise<string> {
  const known = fleetFormats.find((one) => one === format);
  if (known !== undefined) return await renderFleetAs(report, known, { color });
  throw new DoctorError(
    "no-such-format",
    `A run over many databases has no report as ${format}: it comes as ${fleetFormats.join(", ")}.`,
    "`doctor runs list` shows the runs; those of analyze and repair come in every format.",
  );
}

async function textOf(kept: Exclude<Kept, { readonly as: "fleet" }>, color: boolean): Promise<string> {
  switch (kept.as) {
    case "report":
      return await rendered(kept.report, "text", { color });
    case "dry-run":
      return await renderDryRun(kept.run, { color });
    case "applied":
      return await renderApplied(kept.run, { color });
    case "rollback":
      return await renderRollback(kept.run, { color });
  }
}

async function rendered(
  report: NonNullable<ReturnType<typeof reportIn>>,
  format: string,
  how: { readonly color: boolean; readonly brief?: boolean },
): Promise<string> {
  const reporter = reporters.find((one) => one.format === format);
  return (await reporter?.render(report, how)) ?? "";
}

function rollbackOnly(format: string): DoctorError {
  return new DoctorError(
    "no-such-format",
    `A rollback has no report of the database: it comes as text and json, not as ${format}.`,
    "`doctor runs list` shows the runs; those of analyze and repair come in every format.",
  );
}
