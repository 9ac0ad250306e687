import type { Drift } from "../diff/drift.ts";
import type { DeclaredSchema } from "../schema/declared.ts";
import type { Schema } from "../schema/schema.ts";
import type { Probe } from "../sql/probe.ts";
import type { Code } from "./code.ts";
import type { OwnCheck } from "./own-check.ts";

export type { Probe };

/** What a probe found. */
export interface ProbeResult {
  /** How many rows offend. */
  readonly rows: number;
  /** SQLite's message when the probe could not run, else null. */
  readonly failed: string | null;
  /** The rowids of at most five of them. */
  readonly rowids?: readonly (number | string)[];
  /** How many rows were looked at, where it was not all of them; 0 where the question cannot be put to a part. */
  readonly lookedAt?: number;
}

/** A SELECT of which the first rows are wanted. Its text is its identity. */
export type Listing = string;

/** What SQLite gives for a value, integers that a number does not hold as bigint. */
export type StoredValue = null | number | bigint | string | Uint8Array;

/** Where the answers about rows come from. */
export interface RowReader {
  /** The answers to these questions, and to others of before, each by the key of its question. */
  readonly ask: (probes: readonly Probe[]) => ReadonlyMap<string, ProbeResult>;
  /** The first rows, at most 20; none for what does not prepare. */
  readonly list: (listing: Listing) => readonly (readonly StoredValue[])[];
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
  /** Answers to the probes the rules asked for, by their keys; empty when rows are not read. */
  readonly probes: ReadonlyMap<string, ProbeResult>;
  /** First rows of what the rules wanted to see. */
  readonly listings: ReadonlyMap<Listing, readonly (readonly StoredValue[])[]>;
  /** Whether values that are stored may be told. */
  readonly showValues: boolean;
  /** What the application's code says and asks. */
  readonly code: Code;
  /** The project's own questions. */
  readonly checks: readonly OwnCheck[];
  /** The conventions that the project asks for. */
  readonly conventions: AskedConventions;
  /** Folded names of indexes that statements call by INDEXED BY; none when absent. */
  readonly calledIndexes?: ReadonlySet<string>;
}
