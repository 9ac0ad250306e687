import type { Attempt, AttemptStatus } from "../plan/attempt.ts";
import type { RepairRecord } from "../plan/repair-record.ts";

/** The doctor's own memory beside the config: attempts in `.doctor/history.db`, artefacts in `.doctor/repairs/<id>/`. */
export interface History {
  /** Absolute path of `.doctor`. */
  readonly folder: string;
  /** Absolute path of the artefacts of a repair. */
  readonly folderOf: (repair: string) => string;
  /** Writes the record and the files of a repair, durably. */
  readonly keep: (record: RepairRecord, files: Readonly<Record<string, string>>) => void;
  /** The record of a repair, or null when there is none or it cannot be read. */
  readonly record: (repair: string) => RepairRecord | null;
  /** Enters a pending attempt, durably, and gives it the next number of its repair. */
  readonly begin: (
    attempt: Omit<Attempt, "number" | "status" | "startedAt" | "completedAt" | "error">,
  ) => Attempt;
  /** Says how an attempt ended; a repair taken back turns its applied attempt "rolled-back". */
  readonly end: (attempt: Attempt, status: AttemptStatus, error: string | null) => Attempt;
  /** All attempts on a database, oldest first. */
  readonly attempts: (database: string) => readonly Attempt[];
  readonly close: () => void;
}
