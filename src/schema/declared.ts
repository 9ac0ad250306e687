import type { Conflict, Generated } from "./column.ts";
import type { Action, Check, IndexPart } from "./constraint.ts";
import type { Location, NotAnalysed } from "./location.ts";
import type { MigrationFolder } from "./migrations.ts";
import type { Trigger, View, VirtualTable } from "./schema.ts";

/** What a TypeScript type says of a column's values; it accepts several declared types. See docs/model.md. */
export type ValueType = "string" | "number" | "bigint" | "boolean" | "date" | "bytes" | "json";

/**
 * A column as a declaration states it. A facet that is absent is unspecified: it never drifts, and
 * what the database has there is kept. null states "has none".
 */
export interface DeclaredColumn {
  readonly name: string;
  readonly location?: Location;
  /** The declared type, as written in SQL or `@type`. */
  readonly type?: string;
  /** What a TypeScript type accepts, where no declared type is stated. */
  readonly accepts?: ValueType;
  readonly notNull?: boolean;
  readonly notNullConflict?: Conflict;
  readonly default?: string | null;
  readonly collation?: string;
  readonly generated?: Generated | null;
  /** The members of a union or enum. */
  readonly values?: readonly (string | number)[];
  /** Whether the code alone keeps to `values`, as an enum of Drizzle: rows are held to them, and no CHECK is wanted. */
  readonly valuesInCode?: true;
  /** What stands at the top of the JSON text it holds. */
  readonly json?: "array" | "object";
  /** A property of a Kysely `Generated` type: needs a default, a rowid alias or a generated expression. */
  readonly filledByDatabase?: boolean;
  /** The column's definition in a complete declaration, verbatim. */
  readonly sql?: string;
  readonly renamedFrom?: string;
  /** `table.column` this column's values move from. */
  readonly movedFrom?: string;
  /** SQL expression over the table's row that fills existing rows. */
  readonly backfill?: string;
  /** What becomes of rows without a parent under a key of this column that the database has and nobody declares. */
  readonly orphans?: "set-null" | "delete" | "quarantine";
}

/** A stated primary key. */
export interface DeclaredPrimaryKey {
  readonly name?: string | null;
  readonly columns: readonly string[];
  readonly autoincrement?: boolean;
  /** Only complete declarations state the order. */
  readonly descending?: readonly string[];
  /** Only complete declarations tell an alias from a look-alike. */
  readonly rowidAlias?: boolean;
  readonly conflict?: Conflict;
}

/** A stated foreign key; an action that is absent is unspecified. */
export interface DeclaredForeignKey {
  readonly name?: string | null;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[] | null;
  readonly onDelete?: Action;
  readonly onUpdate?: Action;
  readonly deferred?: boolean;
  /** Whether its actions are written out where they go without saying, too. */
  readonly spelledOut?: boolean;
  /** What becomes of rows that have no parent when the key is made; they block it when absent. */
  readonly orphans?: "set-null" | "delete" | "quarantine";
  readonly location?: Location;
}

/** A stated UNIQUE constraint (or `@unique` tag, whose form is free); a unique index is a DeclaredIndex. */
export interface DeclaredUnique {
  readonly name?: string | null;
  readonly columns: readonly IndexPart[];
  readonly conflict?: Conflict;
  readonly location?: Location;
}

/** A stated index, unique or not, with its CREATE INDEX text in a complete declaration. */
export interface DeclaredIndex {
  readonly name?: string;
  readonly unique: boolean;
  readonly parts: readonly IndexPart[];
  readonly where: string | null;
  readonly sql?: string;
  readonly location?: Location;
}

/** A table as a declaration states it. */
export interface DeclaredTable {
  readonly name: string;
  /** "inferred" is a model that nobody wrote, taken from how the code uses the table. */
  readonly source: "types" | "kysely" | "drizzle" | "prisma" | "sql" | "inferred";
  readonly location?: Location;
  /** A complete declaration states every facet: what it does not list must not be there. */
  readonly complete: boolean;
  /** What the language of a complete declaration has no words for: the database keeps what it has of these. */
  readonly unspecified?: readonly ("checks" | "partial-indexes" | "expression-indexes")[];
  /** Some columns could not be read (an unresolved base): nothing of the table is unexpected. */
  readonly open: boolean;
  readonly columns: readonly DeclaredColumn[];
  /** It follows from a relation of an ORM's models, and its form is the ORM's: nobody designed it. */
  readonly implied?: true;
  /** Absent: unspecified. null: has none. */
  readonly primaryKey?: DeclaredPrimaryKey | null;
  readonly foreignKeys: readonly DeclaredForeignKey[];
  readonly uniques: readonly DeclaredUnique[];
  readonly indexes: readonly DeclaredIndex[];
  readonly checks: readonly (Check & { readonly location?: Location })[];
  readonly strict?: boolean;
  readonly withoutRowid?: boolean;
  readonly renamedFrom?: string;
  /** The column whose union members are the rows of this lookup table. */
  readonly lookup?: string;
  /** The CREATE TABLE text of a complete declaration. */
  readonly sql?: string;
}

/** A view that the code reads and others create: only its name is known. */
export interface ExpectedView {
  readonly name: string;
  readonly location: Location;
}

/** A model file that does not parse. */
export interface Unparsable {
  readonly location: Location;
  readonly message: string;
}

/** Everything the model sources declare, tables in the order of files and of declarations in them. */
export interface DeclaredSchema {
  readonly sources: readonly { readonly kind: string; readonly files: readonly string[] }[];
  readonly tables: readonly DeclaredTable[];
  readonly virtualTables: readonly VirtualTable[];
  readonly views: readonly View[];
  readonly expectedViews?: readonly ExpectedView[];
  readonly triggers: readonly Trigger[];
  readonly unparsable: readonly Unparsable[];
  readonly notAnalysed: readonly NotAnalysed[];
  /** The migrations that lie beside the model, whose ledger is in the database. */
  readonly migrations?: readonly MigrationFolder[];
}

/** A model that says nothing. */
export const nothingDeclared: DeclaredSchema = {
  sources: [],
  tables: [],
  virtualTables: [],
  views: [],
  triggers: [],
  unparsable: [],
  notAnalysed: [],
};
