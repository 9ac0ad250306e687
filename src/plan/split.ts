import type { ChangeOf } from "../diff/change.ts";
import { readings } from "../diff/moves.ts";
import { affinityOf, columnAffinity } from "../schema/affinity.ts";
import { createdType } from "../schema/created-type.ts";
import type {
  DeclaredColumn,
  DeclaredForeignKey,
  DeclaredSchema,
  DeclaredTable,
} from "../schema/declared.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { stored } from "../sql/convert.ts";
import { canonicalDefault } from "../sql/default.ts";
import { rowidName } from "../sql/identity.ts";
import { createdKey } from "../sql/print-table.ts";
import { quoteName } from "../sql/quote.ts";
import { nameOf, tokenize } from "../sql/tokens.ts";
import { isLiteral } from "./definition.ts";
import type { OldNames } from "./old-names.ts";

/** A column of a new table and what it is filled with: an expression over the row of the source, in the names of today. */
export interface Filled {
  readonly column: DeclaredColumn;
  readonly type: string;
  readonly expression: string;
  /** The column of the source the values move from, or null. */
  readonly from: string | null;
  /** What the expression is: a literal or an expression of the model, or a column or the rowid of the source. */
  readonly by: "literal" | "model" | "column" | "rowid";
}

/** A new table that is filled from the rows of another one: a row for each, or for each key. Names are those of today. */
export interface Split {
  readonly change: ChangeOf<"create-table">;
  readonly table: DeclaredTable;
  readonly source: Table;
  /** What the model says of the source, if it names it. */
  readonly declaredSource: DeclaredTable | null;
  /** The columns of the new table's key; empty without one. */
  readonly key: readonly string[];
  readonly filled: readonly Filled[];
  /** Whether no two rows of the source can have one key. */
  readonly distinct: boolean;
}

/** A value as the new table will hold it. */
export function heldValue({ type, expression, by }: Filled, { table }: Pick<Split, "table">): string {
  return by === "literal" ? expression : stored(expression, type, table.strict ?? false);
}

/** Whether a value is NULL for no row: a rowid, a literal, or what literals and columns that hold no NULL are joined to. */
export function isNeverNull({ expression, by }: Filled, { source }: Pick<Split, "source">): boolean {
  if (by === "rowid") return true;
  const key = source.primaryKey?.rowidAlias ? source.primaryKey.columns : [];
  const full = source.columns.filter(({ name, notNull }) => notNull || key.includes(name));
  return tokenize(expression).every((token, i, all) => {
    if (token.kind === "string" || token.kind === "number") return true;
    if (token.kind === "operator") return /^(?:\|\||[().])$/.test(token.text);
    if (token.kind !== "word" && token.kind !== "quoted") return false;
    const isTable = all[i + 1]?.text === ".";
    return isTable ? sameName(nameOf(token), source.name) : findNamed(full, nameOf(token)) !== undefined;
  });
}

/** Where the tables of a plan and their names come from. */
export interface Sides {
  readonly declared: DeclaredSchema;
  readonly actual: Schema;
  readonly names: OldNames;
}

/** The table and column of today that `movedFrom` of a change means. */
export function sourceOf(movedFrom: string, { actual, names }: Sides): { table: Table; column: string } {
  for (const { table: name, column } of readings(movedFrom)) {
    const table = findNamed(actual.tables, names.table(name));
    const found = table && findNamed(table.columns, names.column(name, column));
    if (table && found) return { table, column: found.name };
  }
  throw new RangeError(`There is no column ${movedFrom} in the database to move values from.`);
}

/**
 * How a missing table is filled, or null when no column of it says where its values come from. Throws RangeError, with
 * a sentence for a person, when the model does not say enough.
 */
export function splitOf(change: ChangeOf<"create-table">, sides: Sides): Split | null {
  const table = change.declared;
  const moved = table.columns.flatMap(({ name, movedFrom }) =>
    movedFrom === undefined ? [] : [{ name, ...sourceOf(movedFrom, sides) }],
  );
  const source = moved[0]?.table;
  if (!source) return null;
  const other = moved.find((column) => column.table !== source);
  if (other)
    throw new RangeError(
      `The columns of ${table.name} come from two tables, ${source.name} and ${other.table.name}: a row of it cannot be made of both.`,
    );
  const declaredSource =
    sides.declared.tables.find(({ name }) => sameName(sides.names.table(name), source.name)) ?? null;
  const key = createdKey(table)?.columns ?? [];
  const values = new Values({ table, source, declaredSource, key }, sides.names);
  const filled = table.columns.flatMap((column) => {
    const from = moved.find(({ name }) => name === column.name)?.column ?? null;
    const value = values.of(column, from);
    return value ? [{ column, type: createdType(column), from, ...value }] : [];
  });
  const without = key.filter((name) => !filled.some(({ column }) => sameName(column.name, name)));
  if (without.length > 0) throw new RangeError(withoutKey(table.name, source.name, without));
  const distinct = filled.some(
    ({ column, by, expression }) =>
      key.some((name) => sameName(name, column.name)) && (by === "rowid" || isAlias(expression, source)),
  );
  return { change, table, source, declaredSource, key, filled, distinct };
}

function withoutKey(table: string, source: string, columns: readonly string[]): string {
  const [only, ...more] = columns;
  const names = more.length === 0 ? only : `${columns.slice(0, -1).join(", ")} and ${columns.at(-1)}`;
  return `The rows of ${source} give no value for ${names} of ${table}, part of its primary key: say it with @movedFrom, @backfill or "backfills" in the config.`;
}

const isAlias = (expression: string, { name, primaryKey }: Table): boolean =>
  primaryKey?.rowidAlias === true &&
  expression === `${quoteName(name)}.${quoteName(primaryKey.columns[0] ?? "")}`;

type Value = Pick<Filled, "expression" | "by">;

/** What each column of the new table gets from a row of the source. */
class Values {
  private readonly split: Pick<Split, "table" | "source" | "declaredSource" | "key">;
  private readonly names: OldNames;

  constructor(split: Pick<Split, "table" | "source" | "declaredSource" | "key">, names: OldNames) {
    this.split = split;
    this.names = names;
  }

  /** The value of a column; null where its default is all there is. */
  of(column: DeclaredColumn, from: string | null): Value | null {
    if (column.generated) return null;
    const backfill = column.backfill === undefined ? null : this.written(column.backfill, column);
    if (from !== null) {
      const own = this.own(from);
      if (backfill === null) return { expression: own, by: "column" };
      return { expression: `coalesce(${own}, ${backfill.expression})`, by: "model" };
    }
    if (backfill !== null) return backfill;
    const parent = this.referred(column.name);
    if (parent !== null) return { expression: this.own(parent), by: "column" };
    return this.split.key.some((name) => sameName(name, column.name)) ? this.keyOf(column) : null;
  }

  private own(column: string): string {
    return `${quoteName(this.split.source.name)}.${quoteName(column)}`;
  }

  /** What the model writes: a literal as the column will hold it, anything else over the row of the source. */
  private written(text: string, column: DeclaredColumn): Value {
    const { declaredSource, table } = this.split;
    if (isLiteral(text)) {
      const affinity = columnAffinity(createdType(column), table.strict ?? false);
      return { expression: canonicalDefault(text, affinity) ?? "NULL", by: "literal" };
    }
    const today = declaredSource ? this.names.sql(declaredSource.name, text) : text;
    return { expression: `(${today})`, by: "model" };
  }

  /** The column of the source that a foreign key of the new table refers to with this one. */
  private referred(column: string): string | null {
    const { table, source, declaredSource } = this.split;
    if (!declaredSource) return null;
    for (const key of table.foreignKeys.filter(({ parent }) => sameName(parent, declaredSource.name))) {
      const place = key.columns.findIndex((name) => sameName(name, column));
      const parents =
        key.parentColumns?.map((name) => this.names.column(declaredSource.name, name)) ??
        source.primaryKey?.columns;
      const found = findNamed(source.columns, parents?.[place] ?? "");
      if (place >= 0 && found) return found.name;
    }
    return null;
  }

  /** A key column without a source of its own: the foreign key that refers to it already, else the key of the source's row. */
  private keyOf(column: DeclaredColumn): Value | null {
    const { key, source } = this.split;
    const child = this.referring(column);
    if (child !== null) return child;
    if (key.length > 1) return null;
    const whole = affinityOf(createdType(column)) === "INTEGER";
    const [only, ...more] = source.primaryKey?.columns ?? [];
    const single = more.length === 0 ? findNamed(source.columns, only ?? "") : undefined;
    if (single && (!whole || single.affinity === "INTEGER"))
      return { expression: this.own(single.name), by: "column" };
    const rowid = rowidName(source);
    return rowid === null ? null : { expression: `${quoteName(source.name)}.${rowid}`, by: "rowid" };
  }

  /** What the source refers to this column of the new table with: a column of today, or what a new one is backfilled with. */
  private referring(column: DeclaredColumn): Value | null {
    const { table, source, declaredSource, key } = this.split;
    const keys: readonly DeclaredForeignKey[] = declaredSource?.foreignKeys ?? source.foreignKeys;
    for (const { parent, columns, parentColumns } of keys) {
      if (!sameName(parent, table.name)) continue;
      const place = (parentColumns ?? key).findIndex((name) => sameName(name, column.name));
      const own = columns[place];
      if (own === undefined) continue;
      const today = declaredSource ? this.names.column(declaredSource.name, own) : own;
      const found = findNamed(source.columns, today);
      if (found) return { expression: this.own(found.name), by: "column" };
      const backfill = findNamed(declaredSource?.columns ?? [], own)?.backfill;
      if (backfill !== undefined) return this.written(backfill, column);
    }
    return null;
  }
}
