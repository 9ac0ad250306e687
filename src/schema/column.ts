import type { Affinity } from "./affinity.ts";

/** What SQLite does when a constraint fails; null where the clause is not written (ABORT). */
export type Conflict = "ROLLBACK" | "ABORT" | "FAIL" | "IGNORE" | "REPLACE" | null;

/** How a generated column is computed. https://www.sqlite.org/gencol.html */
export interface Generated {
  /** The expression without its outer parentheses, as written. */
  readonly expression: string;
  readonly stored: boolean;
}

/** A column as the database has it: every facet known. */
export interface Column {
  readonly name: string;
  /** The declared type as written; "" when there is none. */
  readonly type: string;
  readonly affinity: Affinity;
  /** Whether NULL is refused: by NOT NULL, or by the key of a WITHOUT ROWID or STRICT table. Always false for a rowid alias. */
  readonly notNull: boolean;
  readonly notNullConflict: Conflict;
  /** The default as SQL text, or null when there is none. */
  readonly default: string | null;
  /** BINARY unless a COLLATE clause says otherwise; upper case for the built-in ones. */
  readonly collation: string;
  readonly generated: Generated | null;
}
