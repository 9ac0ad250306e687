/** Statements to run on a live database in one transaction, and everything that must hold for them to stay. */
export interface Application {
  /** Absolute path of the database. */
  readonly database: string;
  readonly steps: readonly {
    readonly id: string;
    readonly sql: readonly string[];
    readonly guards?: readonly string[] | undefined;
    readonly preconditions: readonly string[];
    readonly validations: readonly string[];
  }[];
  /** The schema's hash that was proven before and after; another one refuses or rolls back. */
  readonly before: string;
  readonly after: string;
  /** Tables whose foreign keys are checked, by their names before and after; only new violations count. */
  readonly checked: readonly { readonly from: string; readonly to: string }[];
  /** Where the backup goes, an absolute path that does not exist yet; null makes none. */
  readonly backup: string | null;
}

/** The parts of an application, in their order. */
export type ApplyPhase = "backup" | "backup-check" | "lock" | "preconditions" | "steps" | "checks" | "commit";

/** Who looks on while an application runs. */
export interface ApplyWatch {
  readonly enter: (phase: ApplyPhase) => void;
  /** Bytes copied of all, for the backup. */
  readonly copied: (bytes: number, total: number) => void;
  /** Told once, when another process holds the lock and waiting begins. */
  readonly waiting: (patienceMs: number) => void;
  /** Whether somebody asked to stop; looked at between statements and before COMMIT. */
  readonly stopped: () => boolean;
}

/** What an application did, with milliseconds a part. */
export interface Applied {
  readonly backup: { readonly path: string; readonly bytes: number } | null;
  readonly milliseconds: Readonly<Record<ApplyPhase, number>>;
}
