import type { Column, Generated } from "../schema/column.ts";
import type { Check, ForeignKey, Index, PrimaryKey, Unique } from "../schema/constraint.ts";
import type {
  DeclaredColumn,
  DeclaredForeignKey,
  DeclaredIndex,
  DeclaredPrimaryKey,
  DeclaredTable,
  DeclaredUnique,
} from "../schema/declared.ts";
import type { Table, Trigger, View, VirtualTable } from "../schema/schema.ts";
import type { TrailLog, TrailTrigger } from "../schema/trail.ts";

/**
 * One wanted alteration of the schema. `table` and `column` are the declared names, that is those
 * after the confirmed renames; what is dropped is called by its actual name.
 */
export type Change =
  | { readonly kind: "create-table"; readonly table: string; readonly declared: DeclaredTable }
  | { readonly kind: "rename-table"; readonly table: string; readonly from: string }
  | { readonly kind: "drop-table"; readonly table: string; readonly actual: Table }
  | { readonly kind: "create-virtual-table"; readonly table: string; readonly declared: VirtualTable }
  | ColumnChange
  | ConstraintChange
  | ValueChange
  | { readonly kind: "create-view"; readonly table: string; readonly declared: View }
  | { readonly kind: "replace-view"; readonly table: string; readonly declared: View; readonly actual: View }
  | { readonly kind: "create-trigger"; readonly table: string; readonly declared: Trigger }
  | {
      /** Triggers that record what happens to the rows of a table; the planner writes them for the table as it will be. */
      readonly kind: "create-trail";
      readonly table: string;
      readonly log: TrailLog;
      readonly triggers: readonly TrailTrigger[];
    }
  | {
      readonly kind: "replace-trigger";
      readonly table: string;
      readonly declared: Trigger;
      readonly actual: Trigger;
    };

/** An alteration of one column of a table that both sides have. */
export type ColumnChange =
  | {
      readonly kind: "add-column";
      readonly table: string;
      readonly column: string;
      readonly declared: DeclaredColumn;
    }
  | { readonly kind: "rename-column"; readonly table: string; readonly column: string; readonly from: string }
  | {
      readonly kind: "drop-column";
      readonly table: string;
      readonly column: string;
      readonly actual: Column;
      /** Where its values go first, so that none is lost. */
      readonly movedTo?: { readonly table: string; readonly column: string };
    }
  | {
      readonly kind: "alter-type";
      readonly table: string;
      readonly column: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: "alter-nullability";
      readonly table: string;
      readonly column: string;
      readonly notNull: boolean;
      readonly backfill: string | null;
    }
  | {
      readonly kind: "alter-default";
      readonly table: string;
      readonly column: string;
      readonly from: string | null;
      readonly to: string | null;
    }
  | {
      readonly kind: "alter-collation";
      readonly table: string;
      readonly column: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: "alter-generated";
      readonly table: string;
      readonly column: string;
      readonly from: Generated | null;
      readonly to: Generated | null;
    };

/** An alteration of a key, constraint, index or option of a table that both sides have. */
export type ConstraintChange =
  | {
      readonly kind: "alter-primary-key";
      readonly table: string;
      readonly from: PrimaryKey | null;
      readonly to: DeclaredPrimaryKey | null;
    }
  | { readonly kind: "add-foreign-key"; readonly table: string; readonly declared: DeclaredForeignKey }
  | { readonly kind: "drop-foreign-key"; readonly table: string; readonly actual: ForeignKey }
  | {
      readonly kind: "alter-foreign-key";
      readonly table: string;
      readonly declared: DeclaredForeignKey;
      readonly actual: ForeignKey;
    }
  | { readonly kind: "add-unique"; readonly table: string; readonly declared: DeclaredUnique }
  | { readonly kind: "drop-unique"; readonly table: string; readonly actual: Unique }
  | { readonly kind: "add-check"; readonly table: string; readonly declared: Check }
  | { readonly kind: "drop-check"; readonly table: string; readonly actual: Check }
  | {
      readonly kind: "alter-options";
      readonly table: string;
      readonly strict: boolean;
      readonly withoutRowid: boolean;
      /** Which of the two differ. */
      readonly differs: readonly ("strict" | "withoutRowid")[];
    }
  | {
      /** Rows of a lookup table, by the values of its lookup column. */
      readonly kind: "insert-rows";
      readonly table: string;
      readonly column: string;
      readonly values: readonly (string | number)[];
    }
  | { readonly kind: "create-index"; readonly table: string; readonly declared: DeclaredIndex }
  | { readonly kind: "drop-index"; readonly table: string; readonly actual: Index }
  | {
      /** An index under another name, all else as it is. */
      readonly kind: "rename-index";
      readonly table: string;
      readonly name: string;
      readonly actual: Index;
    }
  | {
      readonly kind: "replace-index";
      readonly table: string;
      readonly declared: DeclaredIndex;
      readonly actual: Index;
    };

/** An alteration of rows that break what is declared of them; the schema stays. */
export type ValueChange =
  | {
      /** Values of a column that offend, where `when` holds, become another; both are SQL over the row of today. */
      readonly kind: "mend-values";
      readonly table: string;
      readonly column: string;
      readonly when: string;
      readonly becomes: string;
      /** Whether a backfill says so, which must not make NULL of a value unless it is NULL itself. */
      readonly isBackfill: boolean;
    }
  | {
      /** Rows without a parent under a key that the table has. */
      readonly kind: "mend-orphans";
      readonly table: string;
      readonly key: ForeignKey;
      readonly orphans: NonNullable<DeclaredForeignKey["orphans"]>;
    }
  | {
      /** An AUTOINCREMENT counter that is behind the rows of its table. */
      readonly kind: "raise-counter";
      readonly table: string;
      /** The column that is the rowid: the names of the rowid may be those of other columns. */
      readonly column: string;
    };

/** The name of every kind of change. */
export type ChangeKind = Change["kind"];

/** The change of one kind. */
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>;
