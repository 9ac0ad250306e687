import { openSnapshot } from "../../database/open-snapshot.ts";
import type { DiagnosedDatabase } from "../../database/port.ts";
import { takeSnapshot } from "../../database/take-snapshot.ts";
import { findIssues, type Settings, type Written } from "../../doctor.ts";
import type { AnalysedSchema } from "../../fleet/group.ts";
import { planBesideCode } from "../../repair-plan.ts";
import { buildReport } from "../../reporting/build.ts";
import type { Report } from "../../reporting/report.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Snapshot } from "../../schema/snapshot.ts";

/** What an analysis of a schema came to. */
export type SchemaReport = Pick<AnalysedSchema, "schema" | "report">;

/**
 * The schema of a database without what may be otherwise in the next one with the same texts: its statistics, its settings.
 * Throws DoctorError when it cannot be read.
 */
export function bareSnapshot(path: string): Snapshot {
  const { objects, schemaHash, sqliteVersion } = takeSnapshot(path);
  const settings = { encoding: "UTF-8", userVersion: 0, applicationId: 0, autoVacuum: "none" } as const;
  return { objects, schemaHash, sqliteVersion, settings, analysed: [], statistics: [] };
}

/** Analyses a schema once for all databases that have it: its issues, and the SQL of their repair, unrehearsed. */
export function analyseSchema(snapshot: Snapshot, held: Written, settings: Settings): SchemaReport {
  const database = openSnapshot(snapshot, { path: "", bytes: 0 });
  try {
    return { schema: database.schema, report: reportOn(database, held, settings) };
  } finally {
    database.close();
  }
}

function reportOn(
  database: DiagnosedDatabase & { readonly schema: Schema },
  held: Written,
  settings: Settings,
): Report {
  const { declared, actual, issues, working, queries, notAnalysed } = findIssues(database, held, settings);
  const planning = { declared, actual, allowDestructive: settings.allowDestructive };
  const { plan } = planBesideCode(issues, planning, { working, openTwin: database.openTwin });
  return buildReport({
    tool: { name: "", version: "" },
    run: { id: "", startedAt: "", durationMs: 0 },
    database: database.facts,
    model: { sources: [], tables: declared.tables.length },
    ...(held.code ? { code: { files: held.code.files, statements: held.code.queries.length } } : {}),
    ...{ declared, actual, issues, plan, queries },
    proof: { level: "none", ok: false, checks: [] },
    // That rows are not asked is said once, of the whole fleet.
    notAnalysed: notAnalysed.filter(({ what }) => what !== "rows"),
  });
}
