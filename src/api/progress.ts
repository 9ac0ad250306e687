import type { ApplyPhase } from "../commands/watch.ts";
import type { CountedLoss, Phase } from "../doctor.ts";

/** What a run says of itself while it is under way. */
export type Progress =
  /** A part of the run begins. */
  | { readonly kind: "phase"; readonly phase: Phase | ApplyPhase }
  /** So many bytes of a copy of the database are made, for a rehearsal or a backup. */
  | { readonly kind: "copy"; readonly bytes: number; readonly total: number }
  /** So many rows of a table are read, of about so many. */
  | { readonly kind: "rows"; readonly table: string; readonly rows: number; readonly about: number }
  /** Another process holds the lock, and the run waits for it, at most so long. */
  | { readonly kind: "waiting"; readonly patienceMs: number }
  /** What is about to be taken away, because the options give leave. */
  | { readonly kind: "losses"; readonly losses: readonly CountedLoss[] }
  /** A sentence worth knowing beside the result. */
  | { readonly kind: "note"; readonly text: string };
