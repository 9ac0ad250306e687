import type { Location, NotAnalysed } from "../../schema/location.ts";
import type { ColumnKind } from "./column-value.ts";

/** A column as a Drizzle table describes it. */
export interface DescribedColumn {
  readonly name: string;
  readonly location: Location;
  readonly kind: ColumnKind;
  /** null where it is not known. */
  readonly type: string | null;
  readonly notNull: boolean;
  readonly primaryKey: boolean;
  readonly autoincrement: boolean;
  /** SQL; null where there is none, undefined where it is not known. */
  readonly default: string | null | undefined;
  /** The expression without parentheses around it; null where there is none, undefined where it is not known. */
  readonly generated: { readonly expression: string; readonly stored: boolean } | null | undefined;
  /** The members of a `text({ enum })`. */
  readonly values: readonly string[] | null;
}

/** A foreign key, its actions as they are written. */
export interface DescribedForeignKey {
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
  readonly location: Location;
}

/** An index; a UNIQUE of Drizzle is one, too. */
export interface DescribedIndex {
  readonly name: string;
  readonly unique: boolean;
  /** Names of columns, and SQL. */
  readonly parts: readonly ({ readonly column: string } | { readonly sql: string })[];
  readonly where: string | null;
  readonly location: Location;
}

/** A CHECK of a table. */
export interface DescribedCheck {
  readonly name: string;
  readonly expression: string;
  readonly location: Location;
}

/** A table as Drizzle describes it. */
export interface DescribedTable {
  readonly name: string;
  readonly location: Location;
  readonly columns: readonly DescribedColumn[];
  /** The columns of a key of the table; null where a column has it, or none. */
  readonly primaryKey: readonly string[] | null;
  readonly foreignKeys: readonly DescribedForeignKey[];
  readonly indexes: readonly DescribedIndex[];
  readonly checks: readonly DescribedCheck[];
  /** Whether all of it could be read; otherwise nothing that the database has besides is unexpected. */
  readonly whole: boolean;
}

/** A view as Drizzle describes it. */
export interface DescribedView {
  readonly name: string;
  readonly location: Location;
  readonly sql: string;
}

/** What the files of a model declare with Drizzle. */
export interface DrizzleSchema {
  readonly tables: readonly DescribedTable[];
  readonly views: readonly DescribedView[];
  /** Views that are there already, and those whose query is not known. */
  readonly expectedViews: readonly Pick<DescribedView, "name" | "location">[];
  readonly notAnalysed: readonly NotAnalysed[];
}
