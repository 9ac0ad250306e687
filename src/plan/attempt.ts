/** How an attempt to apply a repair or to take it back ended; "pending" while it runs, or when its process was killed. */
export type AttemptStatus = "pending" | "success" | "failed" | "timeout" | "rolled-back";

/** One attempt to apply a repair or to take it back. Instants are ISO 8601 in UTC. */
export interface Attempt {
  readonly repair: string;
  /** Counts from 1 within the repair. */
  readonly number: number;
  readonly action: "apply" | "rollback";
  /** A repair that was taken back turns its applied attempt "rolled-back". */
  readonly status: AttemptStatus;
  /** Absolute path, links resolved. */
  readonly database: string;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly error: string | null;
  readonly hashBefore: string;
  /** As proven: what the file has when the attempt has succeeded. */
  readonly hashAfter: string;
  /** Absolute path of the attempt's backup, or null. */
  readonly backup: string | null;
  /** The process that runs it. */
  readonly pid: number;
  readonly host: string;
}
