// What the command line calls, each part loaded with its first call: a short command pays for no other.

const applied = () => import("../reports/applied.ts");
const explained = () => import("../reports/explain.ts");
const rolledBack = () => import("../reports/rollback.ts");
const runLists = () => import("../reports/runs.ts");
const runsAsJson = () => import("../reports/runs-json.ts");
const validated = () => import("../reports/validate.ts");
const repairs = () => import("./commands/repair.ts");
const runs = () => import("./commands/runs.ts");
const snapshots = () => import("./commands/snapshot.ts");

export const acceptFindings = lazily(() => import("./commands/baseline.ts"), "acceptFindings");
export const analyze = lazily(() => import("./commands/analyze.ts"), "analyze");
export const analysisThatStands = lazily(() => import("./commands/standing.ts"), "analysisThatStands");
export const analyzeToKeep = lazily(() => import("./commands/analyze-to-keep.ts"), "analyzeToKeep");
export const applyRepair = lazily(() => import("./commands/apply.ts"), "applyRepair");
export const checkSnapshot = lazily(snapshots, "checkSnapshot");
export const cleanRuns = lazily(runs, "cleanRuns");
export const diffRuns = lazily(() => import("./commands/run-diff.ts"), "diffRuns");
export const fleet = lazily(() => import("./commands/fleet/fleet.ts"), "fleet");
export const fleetExitCode = lazily(() => import("./fleet/summary.ts"), "fleetExitCode");
export const forget = lazily(() => import("./commands/forget.ts"), "forget");
export const init = lazily(() => import("./commands/init.ts"), "init");
export const keepLooking = lazily(() => import("./commands/keep-looking.ts"), "keepLooking");
export const listRuns = lazily(runs, "listRuns");
export const recordedIssues = lazily(() => import("./commands/recorded-issues.ts"), "recordedIssues");
export const renderApplied = lazily(applied, "renderApplied");
export const renderAppliedJson = lazily(applied, "renderAppliedJson");
export const renderCleaned = lazily(runLists, "renderCleaned");
export const renderCleanedJson = lazily(runsAsJson, "renderCleanedJson");
export const renderDryRun = lazily(() => import("../reports/repair.ts"), "renderDryRun");
export const renderFleetAs = lazily(() => import("../reports/fleet-formats.ts"), "renderFleetAs");
export const renderForget = lazily(() => import("../reports/forget.ts"), "renderForget");
export const renderIssue = lazily(explained, "renderIssue");
export const renderNews = lazily(() => import("../reports/watch.ts"), "renderNews");
export const renderRollback = lazily(rolledBack, "renderRollback");
export const renderRollbackJson = lazily(rolledBack, "renderRollbackJson");
export const renderRule = lazily(explained, "renderRule");
export const renderRules = lazily(explained, "renderRules");
export const renderRunDiff = lazily(() => import("../reports/run-diff.ts"), "renderRunDiff");
export const renderRunDiffJson = lazily(runsAsJson, "renderRunDiffJson");
export const renderRunIds = lazily(runLists, "renderRunIds");
export const renderRunInfo = lazily(runLists, "renderRunInfo");
export const renderRunInfoJson = lazily(runsAsJson, "renderRunInfoJson");
export const renderRuns = lazily(runLists, "renderRuns");
export const renderRunsJson = lazily(runsAsJson, "renderRunsJson");
export const renderSnapshotCheck = lazily(() => import("../reports/snapshot.ts"), "renderSnapshotCheck");
export const renderValidate = lazily(validated, "renderValidate");
export const renderValidateJson = lazily(validated, "renderValidateJson");
export const repair = lazily(repairs, "repair");
export const repairFiles = lazily(repairs, "repairFiles");
export const reportOfRun = lazily(() => import("./commands/report.ts"), "reportOfRun");
export const rollback = lazily(() => import("./commands/rollback.ts"), "rollback");
export const runInfo = lazily(runs, "runInfo");
export const settingsOf = lazily(() => import("./commands/project.ts"), "settingsOf");
export const snapshot = lazily(snapshots, "snapshot");
export const validate = lazily(() => import("./commands/validate.ts"), "validate");

/** What the doctor looks for. */
export const rules = async () => (await import("../rules/catalogue.ts")).rules;

export { reporters } from "../reports/index.ts";
export { plainLines } from "../reports/layout/plain.ts";
export type { MigrationFolder, WrittenMigration } from "../reports/migrations/tool.ts";
export type { ApplyOptions, ApplyOutcome } from "./commands/apply.ts";
export type { BaselineOptions, BaselineOutcome } from "./commands/baseline.ts";
export type { InitOutcome } from "./commands/init.ts";
export type { News } from "./commands/look.ts";
export { migrationFiles, migrationToolNames } from "./commands/migration.ts";
export type { RunOptions } from "./commands/project.ts";
export type { Repair, RepairOptions } from "./commands/repair.ts";
export type { ReportOptions } from "./commands/report.ts";
export type { RollbackOptions, RollbackOutcome } from "./commands/rollback.ts";
export type { RunDiff } from "./commands/run-diff.ts";
export type { CleanedRuns, RunInfo, RunList } from "./commands/runs.ts";
export type { SeenRun } from "./commands/seen-run.ts";
export type { ValidateOutcome } from "./commands/validate.ts";
export { version } from "./commands/version.ts";
export type { ApplyPhase } from "./commands/watch.ts";
export type { Config } from "./config/config.ts";
export type { Phase } from "./doctor.ts";
export { DoctorError } from "./errors.ts";
export { exitCode, type FailOn } from "./reporting/exit.ts";
export type { Report, Reporter } from "./reporting/report.ts";
export { nearest } from "./schema/nearest.ts";

type Called = (...args: never[]) => unknown;
type Result<Function extends Called> = Promise<Awaited<ReturnType<Function>>>;

/** A function of a module that is loaded when the function is first called. */
function lazily<Name extends string, Module extends Record<Name, Called>>(
  load: () => Promise<Module>,
  name: Name,
): (...args: Parameters<Module[Name]>) => Result<Module[Name]> {
  return (...args) => load().then((module) => module[name](...args) as Result<Module[Name]>);
}
