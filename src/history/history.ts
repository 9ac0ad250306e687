import type { Attempt, AttemptStatus } from "../plan/attempt.ts";
import type { RepairRecord } from "../plan/repair-record.ts";

/** The doctor's own memory beside the config: attempts in `.doctor/history.db`, artefacts in `.doctor/repairs/<id>/`. */
export interface History {
  /** Absolute path of the artefacts of a repair. Throws DoctorError for what is no id. */
  readonly folderOf: (repair: string) => string;
  /** Writes the record and the files of a repair, durably. Throws DoctorError when they cannot be written. */
  readonly keep: (record: RepairRecord, files: Readonly<Record<string, string>>) => void;
  /** The record of a repair of the database at this path, or null when there is none or it cannot be read. */
  readonly record: (repair: string, database: string) => RepairRecord | null;
  /** Enters a pending attempt, durably, and gives it the next number of its repair. */
  readonly begin: (wanted: WantedAttempt) => Attempt;
  /** Says how an attempt ended. */
  readonly end: (attempt: Attempt, status: AttemptStatus, error?: string) => Attempt;
  /** All attempts on a database, in the order they began. */
  readonly attempts: (database: string) => readonly Attempt[];
  readonly close: () => void;
}

/** An attempt before it begins; the backup's name follows from its number. */
export type WantedAttempt = Pick<Attempt, "repair" | "action" | "database" | "hashBefore" | "hashAfter">;
