import type { Change } from "../diff/change.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Arriving } from "./arriving.ts";

/** A table to alter, its declaration and the changes, all in the names of today; `wanted` are the changes as the drift has them. */
export interface Alteration {
  readonly table: Table;
  readonly declared: DeclaredTable;
  readonly schema: Schema;
  readonly changes: readonly Change[];
  readonly wanted: readonly Change[];
  /** The rows that new tables get from the plan; absent where that does not matter. */
  readonly arriving?: Arriving;
  /** What stands in double quotes in the database's text of the table and is no column; `table` has it in single quotes. */
  readonly oldStrings: readonly string[];
  /** Whether rows may be deleted. */
  readonly allowDestructive: boolean;
  /** Gives a name for the table that keeps rows which leave. */
  readonly keptName: (choice: "delete" | "quarantine") => string;
  /** Gives a name for an undo log that no table of the database has. */
  readonly undoName: () => string;
  /** The name of the holding table of its rebuilds, which no table of the database has. */
  readonly hold: string;
}
