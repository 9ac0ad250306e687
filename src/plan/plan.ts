import type { Change } from "../diff/change.ts";

/** How a step is taken back. */
export interface Rollback {
  readonly kind: "lossless" | "lossy" | "impossible";
  readonly sql: readonly string[];
  /** What is not kept, or why it cannot be taken back; "" when there is nothing to say. */
  readonly note: string;
  /** What the old schema has no place for, to be counted in the database of the day the step is taken back. */
  readonly losses?: readonly Loss[];
}

/** Something that taking a step back would lose: a SELECT whose rows are counted, and their name in a sentence. */
export interface Loss {
  /** Such as "rows of generations" or "values of users.nickname". */
  readonly what: string;
  readonly query: string;
  /** What is asked where the query no longer prepares, because it names a column that is gone. */
  readonly otherwise?: string;
}

/** "safe" cannot fail on rows; "data-dependent" has preconditions; "destructive" loses data and needs leave. */
export type Safety = "safe" | "data-dependent" | "destructive";

/** One step of a repair: data until one function runs it. */
export interface Step {
  readonly id: string;
  /** One sentence for a person. */
  readonly comment: string;
  readonly sql: readonly string[];
  readonly rollback: Rollback;
  /** SELECTs over the database as it is before the plan; a row means the plan must not run. */
  readonly preconditions: readonly string[];
  /** SELECTs asked when the step's turn comes, before its SQL; a row stops the plan. */
  readonly guards?: readonly string[];
  /** SELECTs over the database after the plan; a row means the step did not do its work. */
  readonly validations: readonly string[];
  readonly safety: Safety;
  /** Whether the step rewrites a table. */
  readonly rebuilds: boolean;
  /** Values it replaces on purpose: where the condition holds, a row of the table may have another in that column. */
  readonly mends?: readonly { readonly column: string; readonly when: string }[];
  /** The table that keeps what its mended values were, and the column of it that holds their rowids, if any does. */
  readonly log?: { readonly table: string; readonly rowid: string | null };
  /** The rows it takes out of its table, and where they are kept. */
  readonly leaving?: { readonly table: string; readonly condition: string; readonly kept: string };
  /** How many rows it writes into its table, and which they are: a condition over the table after the plan. */
  readonly arriving?: { readonly rows: number; readonly which: string };
  readonly changes: readonly Change[];
}

/**
 * A column that keeps its values: "same" to the storage class, "converted" equal as number or text,
 * "filled" the same wherever there was a value, "mended" converted or filled. All but for the rows of `unless`.
 */
export interface SurvivingColumn {
  readonly from: string;
  readonly to: string;
  readonly how: "same" | "converted" | "filled" | "mended";
  /** An SQL condition over the rows as they are before the plan, columns qualified by the table's name of that day. */
  readonly unless?: string;
  /** The rows whose value the way back may change: an SQL condition over the table after the plan. */
  readonly putBack?: string;
}

/** Where the rows of an actual table are after the plan, and which of its columns keep their values. */
export interface Survival {
  readonly from: string;
  readonly to: string;
  readonly columns: readonly SurvivingColumn[];
  /** The names of the rowid before and after, or null where it need not stay: rows are then compared as a multiset. */
  readonly rowid: { readonly from: string; readonly to: string } | null;
  /**
   * The rows that leave the table: an SQL condition over its rows as they are before the plan, its columns qualified by
   * its name of that day. Absent when all stay.
   */
  readonly leaving?: string;
  /** How many rows the plan writes into the table besides those that are there; "any" where nobody can tell before. */
  readonly arriving?: number | "any";
  /** Which rows those are: an SQL condition over the table after the plan, columns qualified by its name of then. */
  readonly arrived?: string;
}

/** An ordered repair. */
export interface Plan {
  /** All steps, those that need leave included. */
  readonly steps: readonly Step[];
  /** The tables the steps that may run touch; every other table survives as it is. */
  readonly survivals: readonly Survival[];
  /** Changes the planner could not turn into steps, with the reason. */
  readonly impossible: readonly { readonly change: Change; readonly why: string }[];
}

/** What the planner knows of the engine that will run the steps. */
export interface Target {
  /** The oldest SQLite that runs the steps, as [major, minor, patch]. */
  readonly version: readonly [number, number, number];
}

/** Runs in the sqlite3 shell of Debian 12 and in everything newer. */
export const portable: Target = { version: [3, 40, 0] };
