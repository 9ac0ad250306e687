import type { Table } from "../../schema/schema.ts";

/** A column that rows are held to: by a value, by the column of another table, or to be NULL. */
export interface HeldColumn {
  readonly column: string;
  readonly by: "value" | "join" | "null";
}

/** A column with the direction in which rows are sorted by it. */
export interface SortedColumn {
  readonly name: string;
  readonly descending: boolean;
}

/** Columns by which rows are sorted or grouped; `limited` when only the first rows are wanted. */
export interface Sort {
  readonly columns: readonly SortedColumn[];
  readonly limited: boolean;
}

/** How a statement looks for rows of a table: by its conditions, or by those of one side of an OR. */
export interface Lookup {
  readonly table: Table;
  /** What a query plan calls the table: its alias, or its name. */
  readonly called: string;
  /** In the order they are written. */
  readonly held: readonly HeldColumn[];
  /** Columns that are compared by order. */
  readonly ranges: readonly string[];
  readonly sorts: readonly Sort[];
}

/** The conditions of a lookup while they are collected. */
export interface Conditions {
  readonly held: HeldColumn[];
  readonly ranges: string[];
}

/** A table in FROM while its lookups are collected. */
export interface Target extends Conditions {
  readonly table: Table;
  readonly called: string;
  readonly sorts: Sort[];
  /** The conditions of the sides of an OR. */
  readonly sides: Conditions[];
}

/** A column of a table in FROM; null for its rowid, which needs no index. */
export interface Reference {
  readonly target: Target;
  readonly column: string | null;
}

/** A column of something in FROM, with what it shows unchanged: of a compound, a column of each part. */
export interface Field {
  readonly name: string;
  readonly shows: readonly Reference[];
}

/** Something in FROM under the name it goes by; null stands for fields that are not known. */
export interface Bound {
  readonly alias: string;
  readonly fields: readonly Field[] | null;
  readonly rowid: Reference | null;
}

/** What a name may mean: what stands in FROM, then what stands around it. */
export interface Scope {
  readonly bounds: readonly Bound[];
  readonly outer: Scope | null;
  /** The fields of common table expressions by folded name; null while one is being read. */
  readonly ctes: ReadonlyMap<string, readonly Field[] | null>;
}
