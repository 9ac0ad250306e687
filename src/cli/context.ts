import type * as doctor from "../index.ts";
import type { Io } from "./io.ts";

/** The parts of the public API that the commands call. */
export type Doctor = Pick<
  typeof doctor,
  | "analyze"
  | "applyRepair"
  | "exitCode"
  | "nearest"
  | "plainLines"
  | "renderApplied"
  | "renderAppliedJson"
  | "renderDryRun"
  | "renderIssue"
  | "renderRule"
  | "renderRules"
  | "repair"
  | "repairFiles"
  | "reporters"
  | "rules"
  | "settingsOf"
  | "version"
>;

/** What every command gets. */
export interface Context {
  readonly io: Io;
  readonly doctor: Doctor;
  /** States the exit code; 0 unless a command does. */
  readonly exit: (code: 0 | 1) => void;
}
