import { afterRenames, confirmedRenames } from "../diff/renamed.ts";
import { createdType } from "../schema/created-type.ts";
import type {
  DeclaredColumn,
  DeclaredForeignKey,
  DeclaredIndex,
  DeclaredSchema,
  DeclaredTable,
} from "../schema/declared.ts";
import { findNamed, sameName } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { createdKey } from "../sql/print-table.ts";
import type { AskedConventions } from "./evidence.ts";
import { leads, plainPart } from "./leads.ts";

/** The columns that say when a row was made and when it was changed last. */
export const timestamps = ["created_at", "updated_at"] as const;

/**
 * The declared schema with what the asked conventions make of the facets it leaves open, in what a repair will make: so
 * that nothing it makes breaks them. A facet that stands in the database already stays open, or is stated as it is there.
 */
export function inHouseStyle(
  declared: DeclaredSchema,
  actual: Schema,
  conventions: AskedConventions,
): DeclaredSchema {
  const { tables } = afterRenames(actual, confirmedRenames(declared, actual));
  return {
    ...declared,
    tables: declared.tables.map((table) =>
      table.complete ? table : styled(table, findNamed(tables, table.name) ?? null, conventions),
    ),
  };
}

function styled(table: DeclaredTable, today: Table | null, conventions: AskedConventions): DeclaredTable {
  const asks = (convention: string): boolean => conventions.has(convention, table.name);
  return {
    ...table,
    ...(asks("timestamps") ? { columns: table.columns.map((column) => withNow(column, today)) } : {}),
    ...(asks("foreignKeyActions")
      ? { foreignKeys: table.foreignKeys.map((key) => spelledOut(key, today)) }
      : {}),
    ...(asks("foreignKeyIndexes") && today === null
      ? { indexes: [...table.indexes, ...missingIndexes(table)] }
      : {}),
  };
}

/** A new timestamp is the present moment. How a number counts time nobody can tell. */
function withNow(column: DeclaredColumn, today: Table | null): DeclaredColumn {
  const isTimestamp = timestamps.some((name) => sameName(name, column.name));
  const isNew = !today || !findNamed(today.columns, column.name);
  const isText = /TEXT|CHAR|DATE|TIME/i.test(createdType(column));
  if (!isTimestamp || !isNew || !isText || column.default !== undefined || column.generated) return column;
  return { ...column, default: "CURRENT_TIMESTAMP" };
}

/** An action that is not stated is the one that the key has, or that it has without saying. */
function spelledOut(key: DeclaredForeignKey, today: Table | null): DeclaredForeignKey {
  const alike = (today?.foreignKeys ?? []).filter(
    ({ columns }) =>
      columns.length === key.columns.length &&
      columns.every((name) => key.columns.some((own) => sameName(own, name))),
  );
  const standing = alike.find(({ parent }) => sameName(parent, key.parent)) ?? alike[0];
  return {
    ...key,
    onDelete: key.onDelete ?? standing?.onDelete ?? "NO ACTION",
    onUpdate: key.onUpdate ?? standing?.onUpdate ?? "NO ACTION",
    spelledOut: true,
  };
}

function missingIndexes(table: DeclaredTable): DeclaredIndex[] {
  const unique = table.uniques.map(({ columns }) => columns);
  const key = (createdKey(table)?.columns ?? []).map(plainPart);
  const found: DeclaredIndex[] = [];
  for (const { columns } of table.foreignKeys) {
    const standing = [...table.indexes, ...found].map(({ parts, where }) => ({ parts, where }));
    const all = [key, ...unique].map((parts) => ({ parts, where: null }));
    if ([...all, ...standing].some((index) => leads(index, columns))) continue;
    found.push({ unique: false, parts: columns.map(plainPart), where: null });
  }
  return found;
}
