import { foldName } from "../schema/names.ts";
import type { QueryResult, TriedQuery } from "./code.ts";
import type { Evidence } from "./evidence.ts";
import { declaredColumn, declaredTable } from "./lookup.ts";

/**
 * Whether a statement of the application uses a declared table, or that column of it, and so fails while it is missing.
 * Of an ORM's or Kysely's model every declared column counts as used.
 */
export function isUsed(evidence: Evidence, table: string, column?: string): boolean {
  if (evidence.code.queries.some((query) => needs(query, table, column))) return true;
  const source = declaredTable(evidence, table)?.source;
  if (source !== "kysely" && source !== "drizzle" && source !== "prisma") return false;
  return column === undefined || declaredColumn(evidence, table, column) !== undefined;
}

/** Whether a statement fails, or gives less than it promises, while a table or a column of it is missing. */
export function needs(query: TriedQuery, table: string, column: string | undefined): boolean {
  if (query.needs.has(foldName(column === undefined ? table : `${table}.${column}`))) return true;
  const { now } = query;
  if (!now.ok) {
    if (column === undefined) return lacks(now, "table", table);
    return query.mentions.has(foldName(table)) && lacks(now, "column", column);
  }
  return column !== undefined && starLacks(query, table, column);
}

/** Whether a statement fails for want of this name. */
function lacks(
  { missing }: Extract<QueryResult, { ok: false }>,
  kind: "table" | "column",
  name: string,
): boolean {
  const last = missing?.name.slice(missing.name.lastIndexOf(".") + 1);
  return missing?.kind === kind && last !== undefined && foldName(last) === foldName(name);
}

/** Whether a `SELECT *` is to give a property that the column of that table brings. */
function starLacks({ now, repaired, executions }: TriedQuery, table: string, column: string): boolean {
  if (!now.ok || !repaired.ok || !now.columns || !repaired.columns) return false;
  const brought = repaired.columns.find(
    ({ name, value }) =>
      value.origin !== null &&
      foldName(value.origin.table) === foldName(table) &&
      foldName(name) === foldName(column),
  );
  if (!brought || now.columns.some(({ name }) => name === brought.name)) return false;
  return executions.some(({ claim }) => claim?.properties.some(({ name }) => name === brought.name));
}

/** The statements that name a table, or any of these columns of it. */
export function statementsOn(
  evidence: Evidence,
  table: string,
  columns: readonly string[] = [],
): TriedQuery[] {
  const onTable = evidence.code.queries.filter(({ mentions }) => mentions.has(foldName(table)));
  const onColumns = onTable.filter(({ mentions }) =>
    columns.some((column) => mentions.has(foldName(column))),
  );
  return columns.length > 0 ? onColumns : onTable;
}

/** Whether a comment in the code silences a rule for a statement. */
export function isSilenced({ ignored }: TriedQuery, rule: string): boolean {
  return ignored === "all" || ignored.includes(rule);
}
