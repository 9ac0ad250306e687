import type { Location } from "./location.ts";
import { findNamed, sameName } from "./names.ts";
import type { Schema, Table } from "./schema.ts";

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
  /** The hashes of the same text with other line ends, which git may have given it. */
  readonly hashesElsewhere?: readonly string[];
  /** Set where it does not run on what the ones before it make: what it makes is not known. */
  readonly unknown?: true;
  /** What is there after it and was not before. */
  readonly makes: readonly MigratedObject[];
  readonly takes: readonly MigratedObject[];
}

/** The migrations of a project, in their order, and the table that says which have run. */
export interface MigrationFolder {
  readonly tool: "drizzle" | "prisma";
  readonly folder: string;
  readonly ledger: string;
  /** How the names of migrations begin, where the project says it. */
  readonly prefix?: string;
  /** Set where the folder does not say what its migrations are: there is no list of them, or none that can be read. */
  readonly unlisted?: "missing" | "unreadable";
  readonly migrations: readonly Migration[];
}

/** A schema in which the tables that a project calls the ledgers of its migrations are ledgers. */
export function withLedgers(schema: Schema, folders: readonly MigrationFolder[] = []): Schema {
  const isLedger = ({ name, columns }: Table): boolean =>
    folders.some(({ ledger }) => sameName(ledger, name)) &&
    ["hash", "created_at"].every((column) => findNamed(columns, column));
  if (!schema.tables.some((table) => table.role === "application" && isLedger(table))) return schema;
  return {
    ...schema,
    tables: schema.tables.map((table) => (isLedger(table) ? { ...table, role: "ledger" } : table)),
  };
}
