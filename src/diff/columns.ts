import { columnAffinity } from "../schema/affinity.ts";
import type { Column, Conflict } from "../schema/column.ts";
import type { DeclaredColumn, DeclaredTable } from "../schema/declared.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { canonicalExpression } from "../sql/canonical.ts";
import { canonicalDefault } from "../sql/default.ts";
import type { ColumnChange } from "./change.ts";
import type { Spelling } from "./drift.ts";
import { scopeOf } from "./scope.ts";
import { compareType, wantedType } from "./types.ts";

/** What a table's columns yield. */
export interface ColumnDrift {
  readonly changes: readonly ColumnChange[];
  readonly spellings: readonly Spelling[];
}

/** Compares the columns that both sides have, facet by facet. */
export function diffColumns(declared: DeclaredTable, actual: Table): ColumnDrift {
  const changes: ColumnChange[] = [];
  const spellings: Spelling[] = [];
  for (const column of declared.columns) {
    const present = findNamed(actual.columns, column.name);
    if (!present) continue;
    const facets = new Facets(declared, actual, column, present);
    changes.push(...facets.changes());
    spellings.push(...facets.spellings());
  }
  const order = orderSpelling(declared, actual);
  return { changes, spellings: order ? [...spellings, order] : spellings };
}

class Facets {
  private readonly table: DeclaredTable;
  private readonly actualTable: Table;
  private readonly declared: DeclaredColumn;
  private readonly actual: Column;

  constructor(table: DeclaredTable, actualTable: Table, declared: DeclaredColumn, actual: Column) {
    this.table = table;
    this.actualTable = actualTable;
    this.declared = declared;
    this.actual = actual;
  }

  changes(): ColumnChange[] {
    return [this.type(), this.nullability(), this.default(), this.collation(), this.generated()].flatMap(
      (change) => change ?? [],
    );
  }

  spellings(): Spelling[] {
    const { declared, actual } = this;
    const about = { table: this.table.name, column: declared.name };
    const found: Spelling[] = [];
    if (declared.name !== actual.name) {
      found.push({ what: "column-name", ...about, declared: declared.name, actual: actual.name });
    }
    if (compareType(declared, actual, this.strict) === "spelling") {
      found.push({ what: "type", ...about, declared: declared.type ?? "", actual: actual.type });
    }
    return found;
  }

  private get strict(): boolean {
    return this.table.strict ?? this.actualTable.strict;
  }

  private get at(): { table: string; column: string } {
    return { table: this.table.name, column: this.declared.name };
  }

  private type(): ColumnChange | null {
    if (compareType(this.declared, this.actual, this.strict) !== "differs") return null;
    return {
      kind: "alter-type",
      ...this.at,
      from: this.actual.type,
      to: wantedType(this.declared, this.strict),
    };
  }

  private nullability(): ColumnChange | null {
    const { declared, actual } = this;
    if (declared.notNull === undefined || (!this.table.complete && this.isKeyOrGenerated())) return null;
    if (this.isRowid()) return null;
    const conflictDiffers =
      declared.notNullConflict !== undefined &&
      declared.notNull &&
      conflict(declared.notNullConflict) !== conflict(actual.notNullConflict);
    if (declared.notNull === actual.notNull && !conflictDiffers) return null;
    const backfill = declared.backfill ?? null;
    return { kind: "alter-nullability", ...this.at, notNull: declared.notNull, backfill };
  }

  /** A column declared as the rowid is never NULL, whether it says so or not. */
  private isRowid(): boolean {
    const key = this.table.primaryKey;
    return key?.rowidAlias === true && key.columns.some((column) => sameName(column, this.declared.name));
  }

  /** A type cannot say that a key or a computed value is never NULL in the way a constraint does. */
  private isKeyOrGenerated(): boolean {
    const isKey = (key: { columns: readonly string[] } | null | undefined): boolean =>
      key?.columns.some((column) => sameName(column, this.declared.name)) ?? false;
    const generated = this.actual.generated !== null || Boolean(this.declared.generated);
    return isKey(this.actualTable.primaryKey) || isKey(this.table.primaryKey) || generated;
  }

  private default(): ColumnChange | null {
    const { declared, actual } = this;
    const staysComputed = actual.generated !== null && declared.generated === undefined;
    if (declared.default === undefined || declared.generated || staysComputed) return null;
    if (declared.default === actual.default) return null;
    const affinity = columnAffinity(declared.type ?? actual.type, this.strict);
    if (canonicalDefault(declared.default, affinity) === canonicalDefault(actual.default, affinity))
      return null;
    return { kind: "alter-default", ...this.at, from: actual.default, to: declared.default };
  }

  private collation(): ColumnChange | null {
    const { declared, actual } = this;
    if (declared.collation === undefined || sameName(declared.collation, actual.collation)) return null;
    return { kind: "alter-collation", ...this.at, from: actual.collation, to: declared.collation };
  }

  private generated(): ColumnChange | null {
    const { declared, actual } = this;
    if (declared.generated === undefined || (declared.generated === null && actual.generated === null))
      return null;
    const scope = scopeOf(this.table, this.actualTable);
    const text = (generated: Column["generated"]): string =>
      generated ? `${generated.stored} ${canonicalExpression(generated.expression, scope)}` : "";
    if (text(declared.generated) === text(actual.generated)) return null;
    return { kind: "alter-generated", ...this.at, from: actual.generated, to: declared.generated };
  }
}

/** ABORT is what SQLite does when no clause is written. */
export function conflict(clause: Conflict | undefined): Conflict {
  return clause === "ABORT" ? null : (clause ?? null);
}

/** Only a complete declaration states an order, and even there it is spelling. */
function orderSpelling(declared: DeclaredTable, actual: Table): Spelling | null {
  if (!declared.complete) return null;
  const wanted = declared.columns
    .filter(({ name }) => findNamed(actual.columns, name))
    .map(({ name }) => name);
  const present = actual.columns
    .filter(({ name }) => findNamed(declared.columns, name))
    .map(({ name }) => name);
  if (wanted.every((name, i) => sameName(name, present[i] ?? ""))) return null;
  return {
    what: "column-order",
    table: declared.name,
    column: null,
    declared: wanted.join(", "),
    actual: present.join(", "),
  };
}
