import type { Column } from "./column.ts";
import type { Check, ForeignKey, Index, PrimaryKey, Unique } from "./constraint.ts";
import type { NotAnalysed } from "./location.ts";

/** Whose table it is: the application's, a migration tool's ledger, a half-applied migration's scratch table, or the doctor's. */
export type Role = "application" | "ledger" | "leftover" | "doctor";

/** An ordinary table as the database has it. */
export interface Table {
  readonly name: string;
  readonly role: Role;
  /** All columns, generated ones included, in the order of the table. */
  readonly columns: readonly Column[];
  readonly primaryKey: PrimaryKey | null;
  readonly foreignKeys: readonly ForeignKey[];
  readonly uniques: readonly Unique[];
  readonly indexes: readonly Index[];
  readonly checks: readonly Check[];
  readonly strict: boolean;
  readonly withoutRowid: boolean;
  /** The stored CREATE TABLE text, comments included. */
  readonly sql: string;
}

/** A virtual table; its shadow tables belong to it and are listed nowhere else. https://www.sqlite.org/vtab.html */
export interface VirtualTable {
  readonly name: string;
  readonly module: string;
  readonly shadowTables: readonly string[];
  readonly sql: string;
}

/** A view. `broken` is SQLite's message when it does not prepare today, else null. */
export interface View {
  readonly name: string;
  readonly sql: string;
  readonly broken: string | null;
}

/** A trigger on a table or view. `broken` is SQLite's message when it does not compile today, else null. */
export interface Trigger {
  readonly name: string;
  /** The table or view it is attached to. */
  readonly table: string;
  readonly sql: string;
  readonly broken: string | null;
}

/** A whole database schema as introspected. Names internal to SQLite (`sqlite_…`) and shadow tables are left out. */
export interface Schema {
  readonly tables: readonly Table[];
  readonly virtualTables: readonly VirtualTable[];
  readonly views: readonly View[];
  readonly triggers: readonly Trigger[];
  /** The tables ANALYZE has written to, if any: DROP TABLE deletes from them. https://www.sqlite.org/fileformat2.html#stat1tab */
  readonly statistics?: readonly string[];
  readonly notAnalysed: readonly NotAnalysed[];
}
