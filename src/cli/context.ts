import type * as doctor from "../internal.ts";
import type { Io } from "./io.ts";

/** The parts of the public API that the commands call. */
export type Doctor = Pick<
  typeof doctor,
  | "analyze"
  | "applyRepair"
  | "exitCode"
  | "forget"
  | "nearest"
  | "plainLines"
  | "renderApplied"
  | "renderAppliedJson"
  | "renderDryRun"
  | "renderForget"
  | "renderIssue"
  | "renderRule"
  | "renderRollback"
  | "renderRollbackJson"
  | "renderRules"
  | "renderValidate"
  | "renderValidateJson"
  | "repair"
  | "repairFiles"
  | "reporters"
  | "rollback"
  | "rules"
  | "settingsOf"
  | "validate"
  | "version"
>;

/** What every command gets. */
export interface Context {
  readonly io: Io;
  readonly doctor: Doctor;
  /** States the exit code; 0 unless a command does. */
  readonly exit: (code: 0 | 1) => void;
}
