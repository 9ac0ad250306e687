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
  readonly asked: Asked;
}

/** What is asked, whatever the column: one for all columns that are asked the same. */
export interface Asked {
  readonly id: number;
  /** Its condition on a column. */
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
  const asked = askedOnce(made, how);
  // V8 keeps a text that is added up as a tree of its parts, and there are thousands of keys.
  return { key: [table.name, column.name, asked.id].join("\0"), table, column, asked };
}

let ids = 0;
const everAsked = new Map<unknown, Map<string, Asked>>();

/** There are as many questions as columns and rules, and few that differ. */
function askedOnce<Hows extends readonly How[]>(
  made: (column: ValueColumn, ...how: Hows) => ValueCondition,
  how: Hows,
): Asked {
  const alike = everAsked.get(made) ?? new Map<string, Asked>();
  everAsked.set(made, alike);
  const said = how.length === 0 ? "" : how.map(nameOf).join("\0");
  const asked = alike.get(said) ?? { id: ids++, on: (column) => made(column, ...how) };
  alike.set(said, asked);
  return asked;
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
  return typeof probe === "string" ? probe : rowsWhere(probe.table, probe.asked.on(probe.column).offends);
}

/** Conditions by what tells them apart: columns of many tables have name, type and questions in common. */
export type KnownConditions = Map<string, readonly ValueCondition[]>;

/** The conditions of questions about the values of one column, each the sooner told for what the others ask anyway. */
export function conditionsOn(
  column: ValueColumn,
  probes: readonly ValueProbe[],
  known: KnownConditions = new Map(),
): readonly ValueCondition[] {
  const own = `${column.name}\0${column.affinity}\0${column.notNull}`;
  const key = probes.reduce((said, { asked }) => `${said}\0${asked.id}`, own);
  const found = known.get(key) ?? madeOn(column, probes);
  known.set(key, found);
  return found;
}

function madeOn(column: ValueColumn, probes: readonly ValueProbe[]): ValueCondition[] {
  const conditions = probes.map(({ asked }) => asked.on(column));
  return conditions.map((condition) => condition.beside?.(conditions) ?? condition);
}
