export { renderApplied, renderAppliedJson } from "../reports/applied.ts";
export { renderIssue, renderRule, renderRules } from "../reports/explain.ts";
export { renderForget } from "../reports/forget.ts";
export { reporters } from "../reports/index.ts";
export { plainLines } from "../reports/layout/plain.ts";
export type { MigrationFolder, WrittenMigration } from "../reports/migrations/tool.ts";
export { renderDryRun } from "../reports/repair.ts";
export { renderRollback, renderRollbackJson } from "../reports/rollback.ts";
export { renderRunDiff } from "../reports/run-diff.ts";
export { renderCleaned, renderRunIds, renderRunInfo, renderRuns } from "../reports/runs.ts";
export {
  renderCleanedJson,
  renderRunDiffJson,
  renderRunInfoJson,
  renderRunsJson,
} from "../reports/runs-json.ts";
export { renderSnapshotCheck } from "../reports/snapshot.ts";
export { renderValidate, renderValidateJson } from "../reports/validate.ts";
export { rules } from "../rules/catalogue.ts";
export { analyze } from "./commands/analyze.ts";
export { type ApplyOptions, type ApplyOutcome, applyRepair } from "./commands/apply.ts";
export { acceptFindings, type BaselineOptions, type BaselineOutcome } from "./commands/baseline.ts";
export { forget } from "./commands/forget.ts";
export { type InitOutcome, init } from "./commands/init.ts";
export { migrationFiles, migrationToolNames } from "./commands/migration.ts";
export { type RunOptions, settingsOf, version } from "./commands/project.ts";
export { recordedIssues } from "./commands/recorded-issues.ts";
export { type Repair, type RepairOptions, repair, repairFiles } from "./commands/repair.ts";
export { type ReportOptions, reportOfRun } from "./commands/report.ts";
export { type RollbackOptions, type RollbackOutcome, rollback } from "./commands/rollback.ts";
export { diffRuns, type RunDiff } from "./commands/run-diff.ts";
export {
  type CleanedRuns,
  cleanRuns,
  listRuns,
  type RunInfo,
  type RunList,
  runInfo,
} from "./commands/runs.ts";
export type { SeenRun } from "./commands/seen-run.ts";
export { checkSnapshot, snapshot } from "./commands/snapshot.ts";
export { type ValidateOutcome, validate } from "./commands/validate.ts";
export type { ApplyPhase } from "./commands/watch.ts";
export type { Config } from "./config/config.ts";
export type { Phase } from "./doctor.ts";
export { DoctorError } from "./errors.ts";
export { exitCode, type FailOn } from "./reporting/exit.ts";
export type { Report, Reporter } from "./reporting/report.ts";
export { nearest } from "./schema/nearest.ts";
