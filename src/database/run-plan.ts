import Database from "better-sqlite3";
import type { Step } from "../plan/plan.ts";
import { failureOf } from "./complaint.ts";

/** Why a plan did not run, in words; the database is as it was. */
export interface Refusal {
  readonly step: string;
  readonly why: string;
}

/** Counts the rows of a query that should return none. Throws SqliteError when it does not prepare. */
export function countRows(connection: Database.Database, query: string): number {
  return connection.prepare<[], number>(`SELECT count(*) FROM (${query})`).pluck().get() ?? 0;
}

/** The preconditions that rows stand against, by step. A query that cannot be asked stands against its step too. */
export function unmet(
  connection: Database.Database,
  steps: readonly Pick<Step, "id" | "preconditions">[],
): Refusal[] {
  return steps.flatMap((step) =>
    step.preconditions.flatMap((query): Refusal[] => {
      const found = ask(connection, query);
      if (found === 0) return [];
      const why =
        typeof found === "string"
          ? `cannot be asked: ${found}`
          : `${counted(found)} in the way${samples(connection, query)}`;
      return [{ step: step.id, why: `${why}: ${query}` }];
    }),
  );
}

/** The queries that return rows, each with how many and which. */
export function failedQuestions(connection: Database.Database, queries: readonly string[]): string[] {
  return unmet(connection, [{ id: "", preconditions: queries }]).map(({ why }) => why);
}

/** What the first five rows are called: by whole numbers, as keys and rowids are, never by other values. */
function samples(connection: Database.Database, query: string): string {
  const statement = connection.prepare<[], unknown>(`SELECT * FROM (${query}) LIMIT 5`);
  const names = statement.columns().map(({ name }) => name);
  if (names.length !== 1) return "";
  const rows = statement.pluck().safeIntegers().all();
  return rows.every((row) => typeof row === "bigint") ? ` (${names[0]} ${rows.join(", ")})` : "";
}

const counted = (rows: number): string => (rows === 1 ? "1 row stands" : `${rows} rows stand`);

function ask(connection: Database.Database, query: string): number | string {
  try {
    return countRows(connection, query);
  } catch (error) {
    if (error instanceof Database.SqliteError)
      return failureOf(connection, [`SELECT count(*) FROM (${query})`], error);
    throw error;
  }
}

/** The validations that return rows, by step. */
export function failedValidations(
  connection: Database.Database,
  steps: readonly Pick<Step, "id" | "validations">[],
): Refusal[] {
  return steps.flatMap((step) =>
    step.validations.flatMap((query): Refusal[] => {
      const found = ask(connection, query);
      return found === 0 ? [] : [{ step: step.id, why: `${found}: ${query}` }];
    }),
  );
}

/** What run-plan needs of a step. */
type Runnable = Pick<Step, "id" | "sql"> & { readonly guards?: readonly string[] | undefined };

/** Runs steps in one transaction. Returns what SQLite or a guard refused, with everything rolled back, or null. */
export function runStatements(connection: Database.Database, steps: readonly Runnable[]): Refusal | null {
  connection.exec("BEGIN IMMEDIATE");
  for (const step of steps) {
    for (const refused of refusals(connection, step)) {
      if (refused === null) continue;
      if (connection.inTransaction) connection.exec("ROLLBACK");
      return refused;
    }
  }
  connection.exec("COMMIT");
  return null;
}

/** Runs one step inside a transaction, with a pause between statements. Returns what was refused, or null. */
export async function runStep(
  connection: Database.Database,
  step: Runnable,
  pause: () => Promise<void>,
): Promise<Refusal | null> {
  for (const refused of refusals(connection, step)) {
    if (refused !== null) return refused;
    await pause();
  }
  return null;
}

/** Asks the guards and runs the statements one by one; yields null for each that went well. */
function* refusals(
  connection: Database.Database,
  { id, sql, guards = [] }: Runnable,
): Generator<Refusal | null> {
  for (const query of guards) {
    const found = ask(connection, query);
    yield found === 0 ? null : { step: id, why: `${found} against its guard: ${query}` };
  }
  for (const statement of sql) {
    const refused = attempt(connection, statement);
    yield refused === null ? null : { step: id, why: `${refused} (${firstLine(statement)})` };
  }
}

function attempt(connection: Database.Database, statement: string): string | null {
  try {
    connection.exec(statement);
    return null;
  } catch (error) {
    if (error instanceof Database.SqliteError && !isTheMachine(error))
      return failureOf(connection, [statement], error);
    throw error;
  }
}

/** A full or broken disk says nothing about the plan. */
function isTheMachine({ code }: { readonly code: string }): boolean {
  return /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|NOMEM)/.test(code);
}

function firstLine(statement: string): string {
  const line = statement.split("\n", 1)[0] ?? "";
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}
