import { renderApplied, renderAppliedJson } from "../../reports/applied.ts";
import { renderForget } from "../../reports/forget.ts";
import { reporters } from "../../reports/index.ts";
import { jsonText } from "../../reports/json.ts";
import { renderDryRun } from "../../reports/repair.ts";
import { type RollbackRun, renderRollback, renderRollbackJson } from "../../reports/rollback.ts";
import { renderValidate, renderValidateJson } from "../../reports/validate.ts";
import { DoctorError } from "../errors.ts";
import type { Report } from "../reporting/report.ts";
import { nearest } from "../schema/nearest.ts";
import type { AppliedRepair, PlannedRepair, RehearsedRepair } from "./repair.ts";
import type { ForgottenRepair, RolledBackRepair, ValidatedRepair } from "./rollback.ts";

/** What the functions of the API return, and `render` shows. */
export type Rendered =
  | Report
  | PlannedRepair
  | RehearsedRepair
  | AppliedRepair
  | RolledBackRepair
  | ValidatedRepair
  | ForgottenRepair;

/** How something is rendered. */
export interface RenderOptions {
  /** Colours for a terminal, in the format "text". No unless stated. */
  readonly color?: boolean | undefined;
  /** Of "markdown": short enough for the comment of a pull request. No unless stated. */
  readonly brief?: boolean | undefined;
}

/**
 * What the command line prints of a result: a report in any of `formats`, a repair or a rollback as "text" or "json".
 * For a repair in another format render its `report`. Throws DoctorError for a format that there is not.
 */
export async function render(
  result: Rendered,
  format = "text",
  { color = false, brief = false }: RenderOptions = {},
): Promise<string> {
  if (!("kind" in result)) return await renderReport(result, format, { color, brief });
  if (format === "json") return await renderJson(result);
  if (format !== "text") throw unknownFormat(format, ["text", "json"]);
  switch (result.kind) {
    case "plan":
    case "rehearse":
      return await renderDryRun(dryRun(result), { color });
    case "apply":
      return await renderApplied(appliedRun(result), { color });
    case "rollback":
      return await renderRollback(rollbackRun(result), { color });
    case "validate":
      return await renderValidate(result, { color });
    case "forget":
      return renderForget(result);
  }
}

async function renderJson(result: Exclude<Rendered, Report>): Promise<string> {
  switch (result.kind) {
    case "plan":
    case "rehearse":
      return await renderReport(result.report, "json", {});
    case "apply":
      return renderAppliedJson(appliedRun(result));
    case "rollback":
      return renderRollbackJson(rollbackRun(result));
    case "validate":
      return renderValidateJson(result);
    case "forget": {
      const { repair, tables, dropped } = result;
      return jsonText({ formatVersion: 1, forget: { repair, tables, dropped } });
    }
  }
}

async function renderReport(
  report: Report,
  format: string,
  { color = false, brief = false }: RenderOptions,
): Promise<string> {
  const reporter = reporters.find((one) => one.format === format);
  if (reporter === undefined) {
    throw unknownFormat(
      format,
      reporters.map((one) => one.format),
    );
  }
  return await reporter.render(report, { color, brief });
}

function dryRun({ report, pulledIn, preconditions, allowDestructive }: PlannedRepair | RehearsedRepair) {
  const offending = new Map(preconditions.map(({ query, rows }) => [query, rows]));
  return { report, pulledIn, offending, allowDestructive };
}

function appliedRun(repair: AppliedRepair) {
  const { status, attempt, backup, milliseconds, folder } = repair;
  const standing = attempt === null ? null : { attempt, applied: { backup, milliseconds } };
  return { ...dryRun({ ...repair, kind: "rehearse" }), status, standing, folder };
}

function rollbackRun(result: RolledBackRepair): RollbackRun {
  const { status, repair: id, database, steps, obstacles, losses, checks, attempt, backup, folder } = result;
  const standing = attempt === null ? null : { attempt, applied: { backup } };
  const rehearsed = { obstacles, losses, checks };
  return { status, record: { id, database, steps }, rehearsed, standing, folder };
}

function unknownFormat(format: string, known: readonly string[]): DoctorError {
  const near = nearest(format, known);
  return new DoctorError(
    "no-such-format",
    `There is no format ${JSON.stringify(format)} of this.${near === null ? "" : ` Did you mean "${near}"?`}`,
    `It comes as ${known.join(", ")}.`,
  );
}
