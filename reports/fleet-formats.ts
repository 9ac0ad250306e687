import type { FleetReport } from "../src/fleet/report.ts";
import { renderFleet } from "./fleet.ts";
import { renderFleetMarkdown } from "./fleet-markdown.ts";
import { jsonText } from "./json.ts";

/** The formats in which a run over many databases comes. */
export const fleetFormats = ["text", "json", "markdown"] as const;

/** A run over many databases in one of its formats. */
export async function renderFleetAs(
  report: FleetReport,
  format: (typeof fleetFormats)[number],
  options: { readonly color: boolean },
): Promise<string> {
  if (format === "json") return jsonText(report);
  return format === "markdown" ? renderFleetMarkdown(report) : await renderFleet(report, options);
}
