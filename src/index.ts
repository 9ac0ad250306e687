export { analyze } from "./api/analyze.ts";
export { formats, type KnownFormat, type KnownRule, rules, version } from "./api/catalogue.ts";
export type { AnalyzeOptions, ChangeOptions, ExamineOptions, ProjectOptions } from "./api/options.ts";
export type { Progress } from "./api/progress.ts";
export { type Rendered, type RenderOptions, render } from "./api/render.ts";
export {
  type AppliedRepair,
  type ApplyOptions,
  apply,
  type PlannedRepair,
  plan,
  type RehearsedRepair,
  type RepairOptions,
  rehearse,
} from "./api/repair.ts";
export {
  type AskedValidation,
  type ForgottenRepair,
  forget,
  type RollbackOptions,
  type RolledBackRepair,
  rollback,
  type ValidatedRepair,
  type ValidateOptions,
  validate,
} from "./api/rollback.ts";
export type { ApplyPhase } from "./commands/watch.ts";
export type { CountedLoss, Phase } from "./doctor.ts";
export type { AcceptedFinding, Baseline } from "./engine/baseline.ts";
export type { Category, Component, FoundRows, QueryPlans, Severity } from "./engine/issue.ts";
export { DoctorError } from "./errors.ts";
export type { Attempt, AttemptStatus } from "./plan/attempt.ts";
export type { Safety } from "./plan/plan.ts";
export { exitCode, type FailOn } from "./reporting/exit.ts";
export type {
  Acceptance,
  Proof,
  ProofCheck,
  Report,
  ReportedBaseline,
  ReportedColumn,
  ReportedFinding,
  ReportedIssue,
  ReportedReference,
  ReportedStatement,
  ReportedStep,
  ReportedTable,
  Risk,
  SurroundingTable,
} from "./reporting/report.ts";
export type { Location, NotAnalysed } from "./schema/location.ts";
