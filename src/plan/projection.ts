import type { Change, ChangeOf } from "../diff/change.ts";
import { columnAffinity } from "../schema/affinity.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { stored } from "../sql/convert.ts";
import { canonicalDefault } from "../sql/default.ts";
import { identity, rowidName } from "../sql/identity.ts";
import { mentionedNames } from "../sql/mentions.ts";
import { quoteName } from "../sql/quote.ts";
import { isConstant, isLiteral } from "./definition.ts";
import { type Mending, mended } from "./mend.ts";

/** A column whose value after the changes is not the one of today, by the expression that yields it. */
interface NewValue {
  readonly column: string;
  readonly expression: string;
  /** Whether it is computed from the row as it is then, not as it is today. */
  readonly computed: boolean;
}

/** What the rows of a table will be once columns are added, filled, converted and computed anew, as the FROM of a query over the table of today. */
export class Projection {
  private readonly table: Table;
  private readonly values: ReadonlyMap<string, NewValue>;

  constructor(
    table: Table,
    declared: DeclaredTable,
    changes: readonly Change[],
    mendings: readonly Mending[] = [],
  ) {
    this.table = table;
    const plain = plainValues(table, declared, changes, mendings);
    this.values = new Map(
      [...plain, ...computedValues(table, declared, changes, plain)].map((value) => [
        foldName(value.column),
        value,
      ]),
    );
  }

  /** Whether a text names a column whose value changes. */
  changes(text: string): boolean {
    return this.needed(text).length > 0;
  }

  /** The FROM for an expression: the table itself where the expression names none of the new values; `where` picks rows as they are today. */
  from(expression: string, where?: string): string {
    const needed = this.needed(expression);
    if (needed.length === 0) return quoteName(this.table.name);
    const name = quoteName(this.table.name);
    const replaced = new Set(needed.map(({ column }) => foldName(column)));
    const kept = this.table.columns.filter((column) => !replaced.has(foldName(column.name)));
    const id = identity(this.table);
    const list = [
      ...(id.startsWith('"') ? [] : [id]),
      ...kept.map((column) => `${name}.${quoteName(column.name)}`),
      ...needed.filter(({ computed }) => !computed).map(aliased),
    ];
    const condition = where === undefined ? "" : ` WHERE ${where}`;
    const rows = `(SELECT ${list.join(", ")} FROM ${name}${condition}) AS ${name}`;
    const layers = needed.filter(({ computed }) => computed);
    return layers.reduce((inner, value) => `(SELECT *, ${aliased(value)} FROM ${inner}) AS ${name}`, rows);
  }

  /** The new values that a text leads to, each after those it is computed from. */
  private needed(text: string, seen: ReadonlySet<string> = new Set()): NewValue[] {
    const found: NewValue[] = [];
    for (const name of mentionedNames(text)) {
      const value = this.values.get(name);
      if (!value || seen.has(name)) continue;
      if (value.computed) found.push(...this.needed(value.expression, new Set([...seen, name])));
      found.push(value);
    }
    return [...new Set(found)];
  }
}

const aliased = ({ column, expression }: NewValue): string => `${expression} AS ${quoteName(column)}`;

function plainValues(
  table: Table,
  declared: DeclaredTable,
  changes: readonly Change[],
  mendings: readonly Mending[],
): NewValue[] {
  const strict = declared.strict ?? table.strict;
  const loosened = changes.some(
    (change) => change.kind === "alter-options" && table.strict && !change.strict,
  );
  const own = table.columns
    .filter(({ generated }) => generated === null)
    .flatMap(({ name, type }): NewValue[] => {
      const today = `${quoteName(table.name)}.${quoteName(name)}`;
      const fill = changes.find(
        (change) => change.kind === "alter-nullability" && sameName(change.column, name),
      );
      const backfill = fill?.kind === "alter-nullability" && fill.notNull ? fill.backfill : null;
      const filled =
        backfill === null ? today : `coalesce(${today}, ${written(backfill, type, strict, isLiteral)})`;
      const other = changes.find((change) => change.kind === "alter-type" && sameName(change.column, name));
      const to =
        other?.kind === "alter-type" ? other.to : loosened && type.toUpperCase() === "ANY" ? type : null;
      const whole = mended(name, filled, mendings);
      // A mended value is converted as all are that are written.
      const kept = to ?? (whole === filled ? null : type);
      const value = kept === null ? whole : stored(whole, kept, strict);
      const collation = changes.find(
        (change) => change.kind === "alter-collation" && sameName(change.column, name),
      );
      // A CHECK compares by the collation of the column, which a subquery hands on.
      const expression =
        collation?.kind === "alter-collation" ? `${value} COLLATE ${quoteName(collation.to)}` : value;
      return expression === today ? [] : [{ column: name, expression, computed: false }];
    });
  const added = changes.filter((change) => change.kind === "add-column" && !change.declared.generated);
  return [
    ...own,
    ...added.flatMap((change): NewValue[] =>
      change.kind === "add-column"
        ? [{ column: change.column, expression: newValue(change, table, declared), computed: false }]
        : [],
    ),
  ];
}

/** The value existing rows get: the backfill, else the rowid for a column that becomes it, else the default. */
function newValue(
  { column, declared: own }: ChangeOf<"add-column">,
  table: Table,
  declared: DeclaredTable,
): string {
  const type = own.type ?? "";
  const strict = declared.strict ?? table.strict;
  if (own.backfill !== undefined) return written(own.backfill, type, strict, isLiteral);
  const key = declared.primaryKey;
  const rowid = rowidName(table);
  if (key?.rowidAlias && key.columns.some((name) => sameName(name, column)) && rowid !== null)
    return `${quoteName(table.name)}.${rowid}`;
  if (own.default === undefined || own.default === null) return "NULL";
  return written(own.default, type, strict);
}

/** A value written into a column: a literal as the column keeps it, anything else as SQLite will convert it. A word is a string in a default alone. */
function written(value: string, type: string, strict: boolean, isFixed = isConstant): string {
  if (!isFixed(value)) return stored(`(${value})`, type, strict);
  return `(${canonicalDefault(value, columnAffinity(type, strict)) ?? "NULL"})`;
}

/** Generated columns that come or change, and those computed from a value that does. */
function computedValues(
  table: Table,
  declared: DeclaredTable,
  changes: readonly Change[],
  plain: readonly NewValue[],
): NewValue[] {
  const strict = declared.strict ?? table.strict;
  const anew = new Map(
    changes.flatMap((change) => {
      if (change.kind === "add-column" && change.declared.generated)
        return [[foldName(change.column), change.declared.generated]] as const;
      if (change.kind === "alter-generated") return [[foldName(change.column), change.to]] as const;
      return [];
    }),
  );
  const names = [
    ...table.columns.map(({ name }) => name),
    ...[...anew.keys()].filter((name) => !findNamed(table.columns, name)),
  ];
  const computed = names.flatMap((name) => {
    const wanted = anew.get(foldName(name));
    const generated = wanted === undefined ? findNamed(table.columns, name)?.generated : wanted;
    const type = findNamed(declared.columns, name)?.type ?? findNamed(table.columns, name)?.type ?? "";
    return generated
      ? [{ name, isNew: wanted !== undefined, expression: stored(`(${generated.expression})`, type, strict) }]
      : [];
  });
  const changed = new Set([
    ...plain.map(({ column }) => foldName(column)),
    ...computed.filter(({ isNew }) => isNew).map(({ name }) => foldName(name)),
  ]);
  for (let before = -1; before < changed.size; ) {
    before = changed.size;
    for (const { name, expression } of computed)
      if ([...mentionedNames(expression)].some((mentioned) => changed.has(mentioned)))
        changed.add(foldName(name));
  }
  return computed
    .filter(({ name }) => changed.has(foldName(name)))
    .map(({ name, expression }) => ({ column: name, expression, computed: true }));
}
