import type { SchemaState } from "../schema/stored.ts";

/** One thing a rehearsal looked at. */
export interface ProofCheck {
  readonly name: string;
  readonly ok: boolean;
  /** What was compared, with figures; on failure what went wrong. */
  readonly detail: string;
}

/** What a rehearsal showed. `level` says whether real rows took part. */
export interface Proof {
  readonly level: "rows" | "schema" | "none";
  readonly ok: boolean;
  readonly checks: readonly ProofCheck[];
}

/** A proof with the schema the copy had before and after the plan; null when the plan did not run to its end. */
export interface Rehearsed {
  readonly proof: Proof;
  readonly before: SchemaState;
  readonly after: SchemaState | null;
}
