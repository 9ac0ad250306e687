import type { Change, ChangeOf } from "../diff/change.ts";
import { affinityOf } from "../schema/affinity.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { canonicalDefault } from "../sql/default.ts";
import { identity } from "../sql/identity.ts";
import {
  anyRow,
  lostBy,
  noRowid,
  nullRows,
  refusedByStrict,
  strictRefuses,
  unconvertibleRows,
  violatingRows,
} from "../sql/probes.ts";
import { quoteName } from "../sql/quote.ts";
import { isLiteral } from "./definition.ts";
import { leavingRows, type Mending, mended, mendingsOf, vanishing } from "./mend.ts";
import { type Child, orphans } from "./orphans.ts";
import { pointingAt } from "./pointing.ts";
import { Projection } from "./projection.ts";
import { duplicates, plainPart, recollated } from "./shared-keys.ts";

/** What preconditions are asked of: a table of today, its declaration in today's names, and the rest of the schema. */
export interface Asked extends Child {
  /** Whether rows may be deleted; not when absent. */
  readonly allowDestructive?: boolean;
  readonly declared: DeclaredTable;
  readonly changes: readonly Change[];
}

/** The queries that must return no row before these changes of one table; without duplicates, in the order of the changes. */
export function preconditionsOf(asked: Asked): string[] {
  const mendings = mendingsOf(asked);
  const projection = new Projection(asked.table, asked.declared, asked.changes, mendings);
  const about = asked.changes.flatMap((change) => questions(change, asked, projection, mendings));
  return [...new Set([...about, ...vanishing(asked.table, mendings)])];
}

function questions(
  change: Change,
  asked: Asked,
  projection: Projection,
  mendings: readonly Mending[],
): string[] {
  const { table } = asked;
  switch (change.kind) {
    case "add-column":
      return addedColumn(change, asked, projection);
    case "alter-nullability":
      if (!change.notNull) return [];
      return [nullRows(table, change.column, projection.from(quoteName(change.column)))];
    case "alter-type":
      return convertible(change, asked, mendings);
    case "alter-collation":
      return recollated(change, table, projection);
    case "alter-generated":
      return change.to && !change.from ? [recomputed(change, table)] : [];
    case "alter-primary-key":
      return newKey(change, asked, projection);
    case "add-foreign-key":
    case "alter-foreign-key":
      return leaves(change.declared, asked)
        ? pointingAt(asked.table, leavingRows(asked)?.condition ?? "0", asked.schema)
        : orphans(change.declared, asked, projection);
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
  if (!declared.notNull) return setOf(declared, asked, projection);
  if (declared.generated) return [nullRows(asked.table, column, projection.from(quoteName(column)))];
  if (declared.backfill !== undefined) {
    // A literal is NULL for no row.
    const fills = isLiteral(declared.backfill) && canonicalDefault(declared.backfill, "BLOB") !== null;
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

function convertible(
  { column, from, to }: ChangeOf<"alter-type">,
  { table, declared }: Asked,
  mendings: readonly Mending[],
): string[] {
  const strict = declared.strict ?? table.strict;
  if (!strict && affinityOf(from) === affinityOf(to)) return [];
  const query =
    (strict ? refusedByStrict(table, column, to) : null) ?? unconvertibleRows(table, column, to, strict);
  if (query === null) return [];
  const today = `${quoteName(table.name)}.${quoteName(column)}`;
  const value = mended(column, today, mendings);
  if (value === today) return [query];
  const lost =
    (strict ? strictRefuses(quoteName(column), to) : null) ?? lostBy(quoteName(column), to, strict);
  const id = identity(table);
  const rows = `(SELECT ${id.startsWith('"') ? "" : `${id}, `}*, ${value} AS "_doctor_value" FROM ${quoteName(table.name)})`;
  return [
    `SELECT ${id} FROM ${rows} AS ${quoteName(table.name)} WHERE ${lost?.replaceAll(quoteName(column), '"_doctor_value"')}`,
  ];
}

/** Whether rows without a parent leave the table instead of standing in the way. */
function leaves(key: ChangeOf<"add-foreign-key">["declared"], asked: Asked): boolean {
  return (key.orphans === "delete" || key.orphans === "quarantine") && leavingRows(asked) !== null;
}

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
      ? table.columns.flatMap(({ name, type }) => refused(name, type))
      : []),
    ...(table.strict && !strict
      ? table.columns.flatMap(({ name, type }) => loosened(table, name, type))
      : []),
  ];
}

/** ANY keeps everything in a STRICT table and is NUMERIC outside. */
function loosened(table: Table, column: string, type: string): string[] {
  if (type.toUpperCase() !== "ANY") return [];
  const query = unconvertibleRows(table, column, type);
  return query === null ? [] : [query];
}
