import type { Column } from "../schema/column.ts";
import type { DeclaredColumn, DeclaredTable, ExpectedView } from "../schema/declared.ts";
import type { NotAnalysed } from "../schema/location.ts";
import type { Table } from "../schema/schema.ts";
import type { Change } from "./change.ts";

/**
 * Two names that may be one thing renamed, or columns that may have moved from one table to another. Changes nothing until
 * a tag or the config confirms it.
 */
export interface Suspicion {
  readonly kind: "column" | "table" | "move";
  /** The declared table; of a suspected column rename the table it is in, of a suspected move the one that lacks them. */
  readonly table: string;
  /** The columns of a suspected move, by their names in both tables; `from` and `to` are those tables. */
  readonly columns?: readonly { readonly from: string; readonly to: string }[];
  readonly from: string;
  readonly to: string;
  /** 0 to 1. */
  readonly score: number;
  /** What speaks for it, a sentence each. */
  readonly evidence: readonly string[];
  /** What is done when the suspicion is denied. */
  readonly otherwise: readonly Change[];
}

/** Two spellings of one thing: worth knowing, never changed. */
export interface Spelling {
  readonly what: "table-name" | "column-name" | "type" | "column-order" | "index-name" | "form" | "value-set";
  readonly table: string;
  readonly column: string | null;
  readonly declared: string;
  readonly actual: string;
}

/** An actual column that the declaration does not list. */
export interface UnexpectedColumn {
  readonly table: string;
  readonly column: Column;
  /** Whether an INSERT that does not name it fails. */
  readonly blocksInserts: boolean;
}

/** A pair of a declared table and the actual table it stands for. */
export interface Pair {
  readonly declared: DeclaredTable;
  readonly actual: Table;
}

/** A pair of columns of one Pair. */
export interface ColumnPair {
  readonly declared: DeclaredColumn;
  readonly actual: Column;
}

/** What follows from holding the declared schema against the actual one. */
export interface Drift {
  readonly changes: readonly Change[];
  readonly suspicions: readonly Suspicion[];
  readonly spellings: readonly Spelling[];
  /** Their drop is among the changes as `drop-column`. */
  readonly unexpectedColumns: readonly UnexpectedColumn[];
  /** Names of tables, views and triggers no declaration names (ignored and internal ones left out). */
  readonly unmanaged: readonly { readonly kind: "table" | "view" | "trigger"; readonly name: string }[];
  /** Views that the code expects, and that are not there under their name, nor anything else. */
  readonly missingViews: readonly ExpectedView[];
  readonly pairs: readonly Pair[];
  readonly notAnalysed: readonly NotAnalysed[];
}
