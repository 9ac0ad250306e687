import type { Evidence } from "./evidence.ts";
import { declaredColumn, declaredTable } from "./lookup.ts";

/**
 * Whether a statement of the application uses a declared table, or that column of it. Of an ORM's or
 * Kysely's model every declared column counts as used; statements in code are not read yet.
 */
export function isUsed(evidence: Evidence, table: string, column?: string): boolean {
  if (declaredTable(evidence, table)?.source !== "kysely") return false;
  return column === undefined || declaredColumn(evidence, table, column) !== undefined;
}
