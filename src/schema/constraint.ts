import type { Conflict } from "./column.ts";

/** A column inside a key or an index, or an expression in its place. */
export interface IndexPart {
  /** The column's name, or null for an expression. */
  readonly column: string | null;
  /** The expression as written, or null for a column. */
  readonly expression: string | null;
  readonly collation: string;
  readonly descending: boolean;
}

/** The primary key of a table. https://www.sqlite.org/lang_createtable.html#rowid */
export interface PrimaryKey {
  readonly name: string | null;
  readonly columns: readonly string[];
  /** Whether the one column is the rowid under another name. */
  readonly rowidAlias: boolean;
  readonly autoincrement: boolean;
  /** Columns kept in descending order (those of a rowid alias are never). */
  readonly descending: readonly string[];
  readonly conflict: Conflict;
}

/** A referential action. */
export type Action = "NO ACTION" | "RESTRICT" | "SET NULL" | "SET DEFAULT" | "CASCADE";

/** A foreign key. https://www.sqlite.org/foreignkeys.html */
export interface ForeignKey {
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly parent: string;
  /** The columns referred to, or null when the parent's primary key is meant (`REFERENCES parent`). */
  readonly parentColumns: readonly string[] | null;
  readonly onDelete: Action;
  readonly onUpdate: Action;
  /** Whether it is checked at COMMIT (DEFERRABLE INITIALLY DEFERRED). */
  readonly deferred: boolean;
}

/** A UNIQUE constraint inside CREATE TABLE; a unique index is an Index. */
export interface Unique {
  readonly name: string | null;
  readonly columns: readonly IndexPart[];
  readonly conflict: Conflict;
}

/** An index made by CREATE INDEX. https://www.sqlite.org/lang_createindex.html */
export interface Index {
  readonly name: string;
  readonly unique: boolean;
  readonly parts: readonly IndexPart[];
  /** The predicate of a partial index as written, or null. */
  readonly where: string | null;
  /** The stored CREATE INDEX text. */
  readonly sql: string;
}

/** A CHECK constraint, of a column or of the table (SQLite makes no difference). */
export interface Check {
  readonly name: string | null;
  /** The expression without its outer parentheses, as written. */
  readonly expression: string;
}
