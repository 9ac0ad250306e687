import type { DeclaredColumn } from "../schema/declared.ts";
import type { Location } from "../schema/location.ts";

/** A column as Prisma creates it. */
export interface PrismaColumn {
  readonly name: string;
  readonly location: Location;
  readonly type: string;
  readonly notNull: boolean;
  /** SQL; null where there is none, undefined where it is not known or left to the database. */
  readonly default: string | null | undefined;
  readonly accepts: DeclaredColumn["accepts"];
  /** The members of an enum, as they are stored. */
  readonly values: readonly string[] | null;
}

/** A foreign key, with the actions as SQL has them. */
export interface PrismaForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
  readonly location: Location;
}

/** An index; a UNIQUE of Prisma is one, too. */
export interface PrismaIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly parts: readonly { readonly column: string; readonly order: "" | " ASC" | " DESC" }[];
  readonly location: Location;
}

/** A table as Prisma creates it: of a model, or between two models. */
export interface PrismaTable {
  readonly name: string;
  readonly location: Location;
  readonly columns: readonly PrismaColumn[];
  readonly primaryKey: readonly string[];
  /** Whether the schema says `autoincrement()`; Prisma's tables count every integer key up anyway. */
  readonly countsUp: boolean;
  readonly foreignKeys: readonly PrismaForeignKey[];
  readonly indexes: readonly PrismaIndex[];
  /** Whether it stands between two models, and is no model itself. */
  readonly isImplied: boolean;
  /** Whether all of it could be read; otherwise nothing that the database has besides is unexpected. */
  readonly isWhole: boolean;
}
