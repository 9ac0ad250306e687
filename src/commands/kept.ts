import type { AppliedRun } from "../../reports/applied.ts";
import type { DryRun } from "../../reports/repair.ts";
import type { RollbackRun } from "../../reports/rollback.ts";
import type { Run } from "../history/run.ts";
import type { Report } from "../reporting/report.ts";

/** What a run came to, with all that its command prints of it. */
export type Kept =
  | { readonly as: "report"; readonly report: Report }
  | { readonly as: "dry-run"; readonly run: DryRun }
  | { readonly as: "applied"; readonly run: AppliedRun }
  | { readonly as: "rollback"; readonly run: RollbackRun };

/** The report of a run; null for a rollback, which has none. */
export function reportIn(kept: Kept): Report | null {
  if (kept.as === "rollback") return null;
  return kept.as === "report" ? kept.report : kept.run.report;
}

/** How many issues of each severity a run found; nothing where there is no report. */
export function countsOf(kept: Kept | null): Pick<Run, "critical" | "high" | "medium" | "info"> {
  const summary = kept && reportIn(kept)?.summary;
  if (!summary) return { critical: null, high: null, medium: null, info: null };
  const { critical, high, medium, info } = summary;
  return { critical, high, medium, info };
}

/** What is kept, as text. */
export function packed(kept: Kept): string {
  return JSON.stringify({ formatVersion: 1, ...slim(kept) }, (_key, value: unknown) =>
    value instanceof Map ? { map: [...value] } : value,
  );
}

/** What `packed` made text of. */
export function unpacked(text: string): Kept {
  return JSON.parse(text, (_key, value: unknown) => {
    const entries = isObject(value) && Object.keys(value).length === 1 ? value.map : undefined;
    return Array.isArray(entries) ? new Map(entries) : value;
  });
}

/** What is printed of a run, without the schemas and scripts that are kept elsewhere. */
function slim(kept: Kept): Kept {
  switch (kept.as) {
    case "report":
      return kept;
    case "dry-run":
      return { as: "dry-run", run: dryRun(kept.run) };
    case "applied": {
      const { status, standing, folder } = kept.run;
      return { as: "applied", run: { ...dryRun(kept.run), status, standing, folder } };
    }
    case "rollback": {
      const { status, standing, folder, record, rehearsed } = kept.run;
      const { id, database, steps } = record;
      const { obstacles, losses, checks } = rehearsed;
      return {
        as: "rollback",
        run: {
          status,
          standing,
          folder,
          record: { id, database, steps },
          rehearsed: { obstacles, losses, checks },
        },
      };
    }
  }
}

function dryRun({ report, pulledIn, offending, allowDestructive }: DryRun): DryRun {
  return { report, pulledIn, offending, allowDestructive };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
