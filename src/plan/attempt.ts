/** How an attempt to apply a repair or to take it back ended; "pending" while it runs, or when its process was killed. */
export type AttemptStatus = "pending" | "success" | "failed" | "timeout" | "rolled-back";

/** One attempt of a repair. Instants are ISO 8601 in UTC. */
export interface Attempt {
  readonly repair: string;
  /** Counts from 1 within the repair. */
  readonly number: number;
  readonly action: "apply" | "rollback";
  readonly status: AttemptStatus;
  readonly database: string;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly error: string | null;
  readonly hashBefore: string;
  /** As proven; what the file must have when the attempt succeeded. */
  readonly hashAfter: string;
  /** Absolute path of the attempt's backup, or null. */
  readonly backup: string | null;
}
