import { findNamed, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { aliasBeside } from "../sql/alias.ts";
import { stored } from "../sql/convert.ts";
import { identity } from "../sql/identity.ts";
import { anyRow, nullRows } from "../sql/probes.ts";
import { quoteName } from "../sql/quote.ts";
import { ofKind } from "./draft.ts";
import { type Mending, standingMendings } from "./mend.ts";
import { orphans } from "./orphans.ts";
import type { Asked } from "./preconditions.ts";
import { Projection } from "./projection.ts";
import { brokenChecks, sharedKeys } from "./standing.ts";

/** What mended values are held against: the table, and its rows as they will be. */
function rowsAfter(asked: Asked): { mendings: Mending[]; projection: Projection } {
  const mendings = standingMendings(asked);
  return { mendings, projection: new Projection(asked.table, asked.declared, asked.changes, mendings) };
}

/** Whether mended values have a part in a key or a unique index: one row may then wait for another's value. */
export function mendsKeys(asked: Asked): boolean {
  return sharedKeys(asked, rowsAfter(asked).projection).length > 0;
}

/** The queries that must return no row for mended values to be taken by all that the table has today. */
export function mendingQuestions(asked: Asked): string[] {
  const { mendings, projection } = rowsAfter(asked);
  if (mendings.length === 0) return [];
  const { table } = asked;
  const where = mendings.map(({ when }) => `(${when})`).join(" OR ");
  return [
    ...stillOffending(asked),
    ...table.columns
      .filter(({ name, notNull }) => notNull && projection.changes(quoteName(name)))
      .map(({ name }) => nullRows(table, name, projection.from(quoteName(name), where))),
    ...brokenChecks(asked, projection, where),
    ...sharedKeys(asked, projection),
    ...newParents(asked, mendings, projection),
    ...lostChildren(asked, mendings),
    ...computed(asked, projection, where),
  ];
}

/** Rows whose new value, as the column keeps it, offends like the old one. */
function stillOffending({ table, schema, changes }: Asked): string[] {
  return ofKind(changes, "mend-values").flatMap((change) => {
    const column = findNamed(table.columns, change.column);
    if (!column) return [];
    const id = identity(table);
    const [value] = standingMendings({ table, schema, changes: [change] });
    if (!value) return [];
    const others = table.columns.filter((other) => other !== column).map(({ name }) => quoteName(name));
    const list = [
      ...(id.startsWith('"') ? [] : [id]),
      ...others,
      `${keptAs(value.becomes, column.type, table)} AS ${quoteName(column.name)}`,
    ];
    const name = quoteName(table.name);
    const rows = `(SELECT ${list.join(", ")} FROM ${name} WHERE ${value.when}) AS ${name}`;
    return [`SELECT ${id} FROM ${rows} WHERE ${value.when}`];
  });
}

/** The value as a column keeps it, without the affinity that a cast gives: bytes stay bytes. */
function keptAs(value: string, type: string, { strict }: Table): string {
  return `CASE WHEN typeof(${value}) = 'blob' THEN ${value} ELSE ${stored(value, type, strict)} END`;
}

/** A value that is a key must find its parent; one that becomes NULL needs none. */
function newParents(asked: Asked, mendings: readonly Mending[], projection: Projection): string[] {
  return asked.table.foreignKeys.flatMap((key) => {
    const own = mendings.filter(
      ({ column, becomes }) => becomes !== "NULL" && key.columns.some((name) => sameName(name, column)),
    );
    if (own.length === 0) return [];
    const where = own.map(({ when }) => `(${when})`).join(" OR ");
    return orphans(key, asked, projection, where);
  });
}

/** Rows that point at a value which another takes the place of; no ON UPDATE acts meanwhile. */
function lostChildren({ table, schema }: Asked, mendings: readonly Mending[]): string[] {
  return schema.tables.flatMap((child) =>
    child.foreignKeys
      .filter(({ parent }) => sameName(parent, table.name))
      .flatMap(({ columns, parentColumns }) => {
        const referred = parentColumns ?? table.primaryKey?.columns ?? [];
        const own = mendings.filter(({ column }) => referred.some((name) => sameName(name, column)));
        if (own.length === 0 || referred.length !== columns.length) return [];
        const where = own.map(({ when }) => `(${when})`).join(" OR ");
        const name = quoteName(table.name);
        const alias = aliasBeside(table.name, "child");
        const pairs = columns.map(
          (column, i) => `${name}.${quoteName(referred[i] ?? "")} = ${alias}.${quoteName(column)}`,
        );
        const list = identity(child).startsWith('"') ? identity(child) : `${alias}.${identity(child)}`;
        return [
          `SELECT ${list} FROM ${quoteName(child.name)} AS ${alias} WHERE EXISTS (SELECT 1 FROM ${name} WHERE ${pairs.join(" AND ")} AND (${where}))`,
        ];
      }),
  );
}

/** What is computed from a mended value must be computable: an error stands in the way, too. */
function computed({ table }: Asked, projection: Projection, where: string): string[] {
  const expressions = [
    ...table.columns.flatMap(({ name, generated }) => (generated ? [quoteName(name)] : [])),
    ...table.indexes.flatMap(({ parts, where: predicate }) => [
      ...parts.flatMap(({ expression }) => expression ?? []),
      ...(predicate === null ? [] : [predicate]),
    ]),
  ];
  return expressions
    .filter((expression) => projection.changes(expression))
    .map(
      (expression) =>
        `${anyRow(table, projection.from(expression, where))} WHERE typeof(${expression}) IS NULL`,
    );
}
