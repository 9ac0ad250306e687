import type { Migration } from "../../src/plan/migration.ts";
import type { Report } from "../../src/reporting/report.ts";

/** The folder that a migration is written into, as it is. Paths are relative to it. */
export interface MigrationFolder {
  /** How a person calls it. */
  readonly shown: string;
  /** The names in it, or in a folder of it; none when it does not exist. */
  readonly list: (path?: string) => readonly string[];
  /** The text of a file, or null when there is none. */
  readonly read: (path: string) => string | null;
  readonly project: {
    readonly packageType: "module" | "commonjs";
    readonly typescript: boolean;
    /** The packages it depends on. */
    readonly packages: readonly string[];
    /** The names beside its package.json. */
    readonly files: readonly string[];
  };
  /** A new random UUID. */
  readonly uuid: () => string;
}

/** A repair that is to become a migration. */
export interface MigrationOrder {
  readonly migration: Migration;
  /** The id of the repair, by which it is known again; null when it is not proven. */
  readonly repair: string | null;
  readonly report: Report;
  /** The ledger that says what of the folder has run; null where nothing is known of it. */
  readonly ledger: MigrationLedger | null;
}

/** What is known of a tool's ledger in the database that the repair was proven on. */
export interface MigrationLedger {
  readonly table: string;
  /** How the names of migrations begin, where the project says it. */
  readonly prefix: string | null;
  /** When the last migration that ran was made; null where none has. */
  readonly last: number | null;
  /** What to know before the migration is run, as sentences. */
  readonly notes: readonly string[];
}

/** What is to be written. Nothing of it stands in the folder, but for what `replaces` names. */
export interface WrittenMigration {
  readonly kind: "written";
  /** Texts by path, in the order in which they are to be written: what makes the others count comes last. */
  readonly files: Readonly<Record<string, string>>;
  /** What the tool calls it: a name, or several that run in this order. */
  readonly names: readonly string[];
  /** How to run it and how to take it back, as markdown paragraphs. */
  readonly howTo: readonly string[];
  /** The command that runs it, for one line. */
  readonly command: string;
  /** Files that were there and got something added. */
  readonly replaces: readonly string[];
  /** What to know before it is run. */
  readonly notes?: readonly string[];
}

/** Why nothing can be written, and what to do. */
export interface RefusedMigration {
  readonly kind: "refused";
  readonly why: string;
  readonly help: string;
}

/** A migration tool: writes a migration in its own layout, naming and language. Pure. */
export interface MigrationTool {
  readonly name: string;
  readonly write: (order: MigrationOrder, folder: MigrationFolder) => WrittenMigration | RefusedMigration;
}
