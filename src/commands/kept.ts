import type { AppliedRun } from "../../reports/applied.ts";
import type { DryRun } from "../../reports/repair.ts";
import type { RollbackRun } from "../../reports/rollback.ts";
import type { Severity } from "../engine/issue.ts";
import type { FleetReport } from "../fleet/report.ts";
import type { Run } from "../history/run.ts";
import type { Report } from "../reporting/report.ts";

/** What a run came to, with all that its command prints of it. */
export type Kept =
  | { readonly as: "report"; readonly report: Report }
  | { readonly as: "dry-run"; readonly run: DryRun }
  | { readonly as: "applied"; readonly run: AppliedRun }
  | { readonly as: "rollback"; readonly run: RollbackRun }
  | { readonly as: "fleet"; readonly report: FleetReport };

/** The report of a run; null for a rollback and for a fleet, which have none on one database. */
export function reportIn(kept: Kept): Report | null {
  if (kept.as === "rollback" || kept.as === "fleet") return null;
  return kept.as === "report" ? kept.report : kept.run.report;
}

/** How many issues of each severity a run found; nothing where there is no report. */
export function countsOf(kept: Kept | null): Pick<Run, "critical" | "high" | "medium" | "info"> {
  const summary = kept?.as === "fleet" ? fleetCounts(kept.report) : kept && reportIn(kept)?.summary;
  if (!summary) return { critical: null, high: null, medium: null, info: null };
  const { critical, high, medium, info } = summary;
  return { critical, high, medium, info };
}

/** Of a fleet: those of each group once, and those of rows. */
function fleetCounts({ groups, databases }: FleetReport): Pick<Report["summary"], Severity> {
  const issues = [...groups, ...databases.map(({ rows }) => rows ?? { issues: [] })].flatMap(
    (one) => one.issues,
  );
  const count = (wanted: Severity) => issues.filter(({ severity }) => severity === wanted).length;
  return { critical: count("critical"), high: count("high"), medium: count("medium"), info: count("info") };
}

/** What is kept, as text: what is printed of a run, without the schemas and scripts that are kept elsewhere. */
export function packed(kept: Kept): string {
  return JSON.stringify({ formatVersion: 1, ...slim(kept) });
}

/** What `packed` made text of. */
export function unpacked(text: string): Kept {
  const kept: ReturnType<typeof slim> = JSON.parse(text);
  switch (kept.as) {
    case "dry-run":
      return { as: kept.as, run: { ...kept.run, offending: new Map(kept.run.offending) } };
    case "applied":
      return { as: kept.as, run: { ...kept.run, offending: new Map(kept.run.offending) } };
    default:
      return kept;
  }
}

function slim(kept: Kept) {
  switch (kept.as) {
    case "report":
    case "fleet":
      return kept;
    case "dry-run":
      return { as: kept.as, run: slimDryRun(kept.run) };
    case "applied": {
      const { status, standing, folder } = kept.run;
      return { as: kept.as, run: { ...slimDryRun(kept.run), status, standing, folder } };
    }
    case "rollback": {
      const { status, standing, folder, record, rehearsed } = kept.run;
      const { id, database, steps } = record;
      const { obstacles, losses, checks } = rehearsed;
      const shown = { record: { id, database, steps }, rehearsed: { obstacles, losses, checks } };
      return { as: kept.as, run: { status, standing, folder, ...shown } };
    }
  }
}

function slimDryRun({ report, pulledIn, offending, allowDestructive }: DryRun) {
  return { report, pulledIn, offending: [...offending], allowDestructive };
}
