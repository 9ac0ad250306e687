import type { Drift } from "../diff/drift.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import type { Schema } from "../schema/schema.ts";
import type { Code } from "./code.ts";
import type { OwnCheck } from "./own-check.ts";

/** A question about the rows: a SELECT that returns the offending ones. Its text is its identity. */
export type Probe = string;

/** What a probe found. */
export interface ProbeResult {
  /** How many rows offend. */
  readonly rows: number;
  /** SQLite's message when the probe could not run, else null. */
  readonly failed: string | null;
}

/** Which conventions a project asks for, of its tables in general or of one. A Set of their names is one, too. */
export interface AskedConventions {
  has(convention: string, table?: string): boolean;
}

/** Everything a rule may look at. */
export interface Evidence {
  readonly declared: DeclaredSchema;
  readonly actual: Schema;
  readonly drift: Drift;
  /** Answers to the probes the rules asked for; empty when rows are not read. */
  readonly probes: ReadonlyMap<Probe, ProbeResult>;
  /** What the application's code says and asks. */
  readonly code: Code;
  /** The project's own questions. */
  readonly checks: readonly OwnCheck[];
  /** The conventions that the project asks for. */
  readonly conventions: AskedConventions;
}
