import type * as doctor from "../internal.ts";
import type { Io } from "./io.ts";

/** The parts of the public API that the commands call. */
export type Doctor = Pick<
  typeof doctor,
  | "acceptFindings"
  | "analysisThatStands"
  | "analyze"
  | "analyzeToKeep"
  | "applyRepair"
  | "checkSnapshot"
  | "cleanRuns"
  | "diffRuns"
  | "exitCode"
  | "fleet"
  | "fleetExitCode"
  | "forget"
  | "init"
  | "keepLooking"
  | "listRuns"
  | "migrationFiles"
  | "migrationToolNames"
  | "nearest"
  | "plainLines"
  | "recordedIssues"
  | "renderApplied"
  | "renderAppliedJson"
  | "renderCleaned"
  | "renderCleanedJson"
  | "renderDryRun"
  | "renderFleetAs"
  | "renderForget"
  | "renderIssue"
  | "renderNews"
  | "renderRollback"
  | "renderRollbackJson"
  | "renderRule"
  | "renderRules"
  | "renderRunDiff"
  | "renderRunDiffJson"
  | "renderRunIds"
  | "renderRunInfo"
  | "renderRunInfoJson"
  | "renderRuns"
  | "renderRunsJson"
  | "renderSnapshotCheck"
  | "renderValidate"
  | "renderValidateJson"
  | "repair"
  | "repairFiles"
  | "reporters"
  | "reportOfRun"
  | "rollback"
  | "rules"
  | "runInfo"
  | "settingsOf"
  | "snapshot"
  | "validate"
  | "version"
>;

/** What every command gets. */
export interface Context {
  readonly io: Io;
  /** The command line, without node and script. */
  readonly argv: readonly string[];
  readonly doctor: Doctor;
  /** States the exit code; 0 unless a command does. */
  readonly exit: (code: 0 | 1 | 2) => void;
  /** What is to be done with a command's options once the line is parsed. */
  readonly carryOut: <Options>(command: (options: Options) => Promise<void>) => (options: Options) => void;
}
