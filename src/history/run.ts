import type { Attempt } from "../plan/attempt.ts";

/** What can be recorded, as it is written on the command line. */
export type RecordedCommand =
  | "analyze"
  | "repair"
  | "repair --apply"
  | "rollback"
  | "rollback --apply"
  | "fleet";

/**
 * One execution of a command, as it is recorded. Instants are ISO 8601 in UTC, paths are relative to the project.
 *
 * @table runs
 * @index runs_by_start (startedAt)
 * @index runs_of_database (database, startedAt)
 */
export interface Run {
  /** @primaryKey */
  readonly id: string;
  readonly command: RecordedCommand;
  /** "running" also when its process was killed: see `statusOf`. */
  readonly status: "running" | "success" | "failed";
  /** Null when none was named, what was named is no file, or there are many. */
  readonly database: string | null;
  /** The file with the config, or null without one. */
  readonly config: string | null;
  /** Whether all issues were wanted, or those that --only names. */
  readonly scope: "all" | "part";
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly durationMs: number | null;
  /** How many issues of each severity; null while it runs, when it failed, and for a rollback. */
  readonly critical: number | null;
  readonly high: number | null;
  readonly medium: number | null;
  readonly info: number | null;
  readonly exitCode: 0 | 1 | 2 | null;
  readonly error: string | null;
  /** Who ran it, and which process: `process` tells it from a later one with the same number, where that can be had. */
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  readonly process: string | null;
  /** Of the doctor. */
  readonly version: string;
}

/**
 * What a run printed, as data, compressed. Of old runs only the row in `runs` is kept.
 *
 * @table reports
 */
export interface KeptReport {
  /**
   * @primaryKey
   * @references runs(id)
   * @onDelete cascade
   */
  readonly run: string;
  readonly content: Buffer;
}

/**
 * An attempt as it is stored: with the run that made it, as long as that is remembered.
 *
 * @table attempts
 * @primaryKey (repair, number)
 * @index attempts_of_database (database, startedAt)
 */
export interface StoredAttempt extends Attempt {
  /**
   * @references runs(id)
   * @onDelete set null
   * @index attempts_of_run
   */
  readonly run: string | null;
}

/**
 * What a run over many databases found in one of them.
 *
 * @table fleet_states
 * @primaryKey (path, asked)
 * @index fleet_states_by_time (keptAt)
 */
export interface FleetState {
  /** Absolute, links resolved. */
  readonly path: string;
  readonly asked: "schema" | "rows";
  /** A hash of what the answer depends on besides the file. */
  readonly question: string;
  /** By which the file is known to be unchanged. */
  readonly mark: string;
  /** As JSON, compressed. */
  readonly answer: Buffer;
  readonly keptAt: string;
}
