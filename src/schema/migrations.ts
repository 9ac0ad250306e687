import type { Location } from "./location.ts";

/** Something that a migration makes or takes away; a column with its table. */
export interface MigratedObject {
  readonly kind: "table" | "index" | "view" | "trigger" | "column";
  readonly name: string;
  /** The table it belongs to; its own name for a table and a view. */
  readonly table: string;
}

/** A migration of a folder. */
export interface Migration {
  readonly name: string;
  readonly location: Location;
  /** When it was made, as the ledger has it. */
  readonly when: number;
  /** The hash of its file; null when there is no such file. */
  readonly hash: string | null;
  /** What is there after it and was not before; of migrations that do not run on an empty database nothing is known. */
  readonly makes: readonly MigratedObject[];
  readonly takes: readonly MigratedObject[];
}

/** The migrations of a project, in their order, and the table that says which have run. */
export interface MigrationFolder {
  readonly tool: "drizzle";
  readonly folder: string;
  readonly ledger: string;
  readonly migrations: readonly Migration[];
}
