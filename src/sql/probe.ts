import type { Column } from "../schema/column.ts";
import type { Table } from "../schema/schema.ts";
import { rowsWhere } from "./probes.ts";
import type { ValueColumn, ValueCondition } from "./value-conditions.ts";

/** A question about the rows: a SELECT that returns the offending ones, or which values of a column offend. */
export type Probe = string | ValueProbe;

/** The rows of a table whose value in a column offends. It becomes SQL only where somebody reads it: most find nothing. */
export interface ValueProbe {
  readonly key: string;
  readonly table: Table;
  readonly column: Column;
  /** Its condition, on the column or on another. */
  readonly on: (column: ValueColumn) => ValueCondition;
}

/** What tells conditions apart that one function makes. */
type How = string | readonly string[] | { readonly name: string } | null | undefined;

/**
 * Asks for the rows of a table, as the database has it, whose value in a column of it offends. `made` is a function of
 * value-conditions.ts, `how` what it takes besides the column.
 */
export function valuesWhere<Hows extends readonly How[]>(
  table: Table,
  column: Column,
  made: (column: ValueColumn, ...how: Hows) => ValueCondition,
  ...how: Hows
): ValueProbe {
  const key = [table.name, column.name, made.name, ...how.map(nameOf)].join("\0");
  return { key, table, column, on: (other) => made(other, ...how) };
}

function nameOf(how: How): string {
  return how && typeof how === "object" && "name" in how ? how.name : String(how);
}

/** What tells a question from others: by it the answer is looked up. */
export function keyOf(probe: Probe): string {
  return typeof probe === "string" ? probe : probe.key;
}

/** A question as a SELECT. */
export function selectOf(probe: Probe): string {
  return typeof probe === "string" ? probe : rowsWhere(probe.table, probe.on(probe.column).offends);
}

/** The conditions of questions about the values of one column, each the sooner told for what the others ask anyway. */
export function conditionsOn(column: ValueColumn, probes: readonly ValueProbe[]): ValueCondition[] {
  const conditions = probes.map(({ on }) => on(column));
  return conditions.map((condition) => condition.beside?.(conditions) ?? condition);
}
