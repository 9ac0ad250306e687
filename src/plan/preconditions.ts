import type { Change, ChangeOf } from "../diff/change.ts";
import type { IndexPart } from "../schema/constraint.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { canonicalDefault } from "../sql/default.ts";
import {
  anyRow,
  duplicateRows,
  noRowid,
  nullRows,
  orphanRows,
  refusedByStrict,
  unconvertibleRows,
  violatingRows,
} from "../sql/probes.ts";
import { quoteName } from "../sql/quote.ts";
import { isConstant } from "./definition.ts";
import { Projection } from "./projection.ts";

/** What preconditions are asked of: a table of today, its declaration in today's names, and the rest of the schema. */
export interface Asked {
  readonly table: Table;
  readonly declared: DeclaredTable;
  readonly schema: Schema;
  readonly changes: readonly Change[];
}

/** The queries that must return no row before these changes of one table; without duplicates, in the order of the changes. */
export function preconditionsOf(asked: Asked): string[] {
  const added = asked.changes.filter((change) => change.kind === "add-column");
  const filled = asked.changes.filter((change) => change.kind === "alter-nullability");
  const projection = new Projection(asked.table, added, filled);
  return [...new Set(asked.changes.flatMap((change) => questions(change, asked, projection)))];
}

function questions(change: Change, asked: Asked, projection: Projection): string[] {
  const { table, schema } = asked;
  switch (change.kind) {
    case "add-column":
      return addedColumn(change, asked, projection);
    case "alter-nullability":
      if (!change.notNull) return [];
      return [nullRows(table, change.column, projection.from(quoteName(change.column)))];
    case "alter-type":
      return convertible(change, asked);
    case "alter-collation":
      return recollated(change, table);
    case "alter-generated":
      return change.to && !change.from ? [recomputed(change, table)] : [];
    case "alter-primary-key":
      return newKey(change, asked, projection);
    case "add-foreign-key":
    case "alter-foreign-key":
      return orphans(change, table, schema, projection);
    case "add-unique":
      return [duplicates(change.declared.columns, null, table, projection)];
    case "create-index":
    case "replace-index":
      if (!change.declared.unique) return [];
      return [duplicates(change.declared.parts, change.declared.where, table, projection)];
    case "add-check":
      return [violatingRows(table, change.declared.expression, projection.from(change.declared.expression))];
    case "alter-options":
      return stricter(change, asked);
    default:
      return [];
  }
}

/** A column that must not be NULL needs a value for the rows there are; what a default computes never is. */
function addedColumn(
  { column, declared }: ChangeOf<"add-column">,
  asked: Asked,
  projection: Projection,
): string[] {
  if (!declared.notNull || declared.generated) return setOf(declared, asked, projection);
  if (declared.backfill !== undefined) {
    // A literal is NULL for no row.
    const fills = isConstant(declared.backfill) && canonicalDefault(declared.backfill, "BLOB") !== null;
    return fills
      ? setOf(declared, asked, projection)
      : [
          nullRows(asked.table, column, projection.from(quoteName(column))),
          ...setOf(declared, asked, projection),
        ];
  }
  const hasDefault = canonicalDefault(declared.default ?? null, "BLOB") !== null;
  const isAlias = asked.declared.primaryKey?.columns.some((name) => sameName(name, column)) ?? false;
  return hasDefault || isAlias ? [] : [anyRow(asked.table)];
}

function setOf(
  declared: ChangeOf<"add-column">["declared"],
  { table }: Asked,
  projection: Projection,
): string[] {
  if (!declared.values || declared.backfill === undefined) return [];
  const members = declared.values.map((value) =>
    typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`,
  );
  const expression = `${quoteName(declared.name)} IN (${members.join(", ")})`;
  return [violatingRows(table, expression, projection.from(expression))];
}

function convertible({ column, to }: ChangeOf<"alter-type">, { table, declared }: Asked): string[] {
  const strict = declared.strict ?? table.strict;
  const query =
    (strict ? refusedByStrict(table, column, to) : null) ?? unconvertibleRows(table, column, to, strict);
  return query === null ? [] : [query];
}

/** Keys that two values share only under the new collation. */
function recollated({ column, to }: ChangeOf<"alter-collation">, table: Table): string[] {
  const own = (parts: readonly IndexPart[]): boolean =>
    parts.some((part) => sameName(part.column ?? "", column));
  const key = (table.primaryKey?.columns ?? []).map((name) => plainPart(name));
  const keys = [key, ...table.uniques.map(({ columns }) => columns)].filter(own);
  const moved = (parts: readonly IndexPart[]): IndexPart[] =>
    parts.map((part) =>
      sameName(part.column ?? "", column) ? { ...part, collation: to.toUpperCase() } : part,
    );
  return keys.map((parts) => duplicateRows(table, moved(parts)));
}

const plainPart = (column: string): IndexPart => ({
  column,
  expression: null,
  collation: "BINARY",
  descending: false,
});

function recomputed({ column, to }: ChangeOf<"alter-generated">, table: Table): string {
  return `${anyRow(table)} WHERE ${quoteName(column)} IS NOT (${to?.expression ?? "NULL"})`;
}

function newKey(
  { to }: ChangeOf<"alter-primary-key">,
  { table, declared }: Asked,
  projection: Projection,
): string[] {
  if (!to) return [];
  const present = to.columns.every((name) => findNamed(table.columns, name));
  if (!present) return [];
  const [only, ...more] = to.columns;
  const isAlias = to.rowidAlias ?? (more.length === 0 && isInteger(table, declared, only ?? ""));
  const queries = [duplicates(to.columns.map(plainPart), null, table, projection)];
  if (isAlias && only !== undefined) queries.push(noRowid(table, only));
  else if (declared.withoutRowid ?? table.withoutRowid)
    queries.push(...to.columns.map((name) => nullRows(table, name)));
  return queries;
}

function isInteger(table: Table, declared: DeclaredTable, column: string): boolean {
  const type = findNamed(declared.columns, column)?.type ?? findNamed(table.columns, column)?.type;
  return type?.toUpperCase() === "INTEGER" && !(declared.withoutRowid ?? table.withoutRowid);
}

function orphans(
  { declared: key }: ChangeOf<"add-foreign-key"> | ChangeOf<"alter-foreign-key">,
  table: Table,
  schema: Schema,
  projection: Projection,
): string[] {
  const parent = findNamed(schema.tables, key.parent);
  const from = projection.from(key.columns.map(quoteName).join(" "));
  const unfilled =
    key.columns.some((name) => !findNamed(table.columns, name)) && from === quoteName(table.name);
  if (unfilled) return [];
  // A parent that the plan creates has no rows yet.
  if (!parent) {
    const present = key.columns.map((name) => `${quoteName(name)} IS NOT NULL`);
    return [`${anyRow(table, from)} WHERE ${present.join(" AND ")}`];
  }
  const parentColumns = key.parentColumns ?? parent.primaryKey?.columns ?? [];
  if (parentColumns.length !== key.columns.length) return [];
  if (parentColumns.some((name) => !findNamed(parent.columns, name))) return [];
  return [orphanRows(table, { columns: key.columns, parent: parent.name, parentColumns }, from)];
}

function duplicates(
  parts: readonly IndexPart[],
  where: string | null,
  table: Table,
  projection: Projection,
): string {
  const names = parts.map(({ column, expression }) =>
    column === null ? (expression ?? "") : quoteName(column),
  );
  return duplicateRows(table, parts, where, projection.from([...names, where ?? ""].join(" ")));
}

/** Values and NULLs that STRICT or WITHOUT ROWID refuse. */
function stricter(
  { strict, withoutRowid, differs }: ChangeOf<"alter-options">,
  { table, declared }: Asked,
): string[] {
  const keys = new Set((declared.primaryKey ?? table.primaryKey)?.columns.map(foldName));
  const nulls = withoutRowid || strict ? table.columns.filter(({ name }) => keys.has(foldName(name))) : [];
  const refused = (name: string, type: string): string[] => {
    const query = refusedByStrict(table, name, findNamed(declared.columns, name)?.type ?? type);
    return query === null ? [] : [query];
  };
  return [
    ...nulls.map(({ name }) => nullRows(table, name)),
    ...(strict && differs.includes("strict")
      ? table.columns.filter(({ generated }) => !generated).flatMap(({ name, type }) => refused(name, type))
      : []),
  ];
}
