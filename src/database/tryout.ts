import Database from "better-sqlite3";
import type { QueryResult, ResultColumn } from "../evidence/code.ts";
import type { Step } from "../plan/plan.ts";
import { foldName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { readable } from "../sql/query/catalogue.ts";
import { describeStatement } from "../sql/query/describe.ts";
import { anything } from "../sql/query/given.ts";
import { readQuery } from "../sql/query/read.ts";
import { quoteName } from "../sql/quote.ts";
import { isWord, tokenize } from "../sql/tokens.ts";
import { introspect } from "./introspect.ts";
import { makeTwin, type Twin } from "./twin.ts";

/** A schema twin on which statements are tried: without rows, with the statistics. Close it. */
export interface TwinTryout {
  readonly connection: Database.Database;
  readonly schema: Schema;
  readonly try: (sql: string) => QueryResult;
  readonly needed: (sql: string, columns: readonly { table: string; column: string }[]) => readonly string[];
  readonly close: () => void;
}

/** Makes a schema twin and runs steps on it. What SQLite refuses without rows is left out. */
export function openTryout(
  source: Database.Database,
  steps: readonly Pick<Step, "sql">[],
  earlier?: Schema,
): TwinTryout {
  const { connection, leftOut } = makeTwin(source, null);
  copyStatistics(source, connection);
  for (const statement of steps.flatMap(({ sql }) => sql)) attempt(connection, statement);
  const schema = introspect(connection, earlier);
  const from = readable(schema);
  const known = new Map<string, QueryResult>();
  const tryOnce = (sql: string): QueryResult => {
    const before = known.get(sql) ?? excusedFor(tryStatement(connection, sql, from), leftOut);
    known.set(sql, before);
    return before;
  };
  return {
    connection,
    schema,
    try: tryOnce,
    needed: (sql, columns) =>
      columns
        .filter(({ table, column }) => fails(connection, sql, table, column))
        .map(({ table, column }) => `${table}.${column}`),
    close: () => connection.close(),
  };
}

/** A statement that fails for an object that the twin lacks says nothing of the database. */
function excusedFor(result: QueryResult, leftOut: Twin["leftOut"]): QueryResult {
  if (result.ok || result.missing?.kind !== "table") return result;
  const why = leftOut.get(foldName(result.missing.name));
  return why === undefined ? result : { ...result, excused: `the schema could not be copied whole: ${why}` };
}

function attempt(connection: Database.Database, statement: string): void {
  try {
    connection.exec(statement);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}

/** What ANALYZE found lets the planner choose as it does there. https://www.sqlite.org/lang_analyze.html */
function copyStatistics(source: Database.Database, twin: Database.Database): void {
  const has = "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'";
  if (!source.prepare(has).get() || !twin.prepare(has).get()) return;
  const insert = twin.prepare("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)");
  const rows = source
    .prepare<[], [string, string, string]>("SELECT tbl, idx, stat FROM sqlite_stat1")
    .raw()
    .all();
  for (const row of rows) insert.run(...row);
  twin.exec("ANALYZE sqlite_schema");
}

function tryStatement(
  connection: Database.Database,
  sql: string,
  from: ReturnType<typeof readable>,
): QueryResult {
  const [first] = tokenize(sql);
  // A PRAGMA takes effect when it is compiled; what is defined or controlled is none of the schema's.
  if (
    isWord(
      first,
      "PRAGMA",
      "CREATE",
      "DROP",
      "ALTER",
      "BEGIN",
      "COMMIT",
      "END",
      "ROLLBACK",
      "SAVEPOINT",
      "RELEASE",
      "ATTACH",
      "DETACH",
      "VACUUM",
      "ANALYZE",
      "REINDEX",
    )
  )
    return { ok: true, prepared: false, columns: null };
  try {
    const statement = connection.prepare(sql);
    return { ok: true, prepared: true, columns: statement.reader ? columnsOf(statement, sql, from) : null };
  } catch (error) {
    if (error instanceof Database.SqliteError || error instanceof RangeError) return failure(error.message);
    throw error;
  }
}

function columnsOf(
  statement: Database.Statement,
  sql: string,
  from: ReturnType<typeof readable>,
): ResultColumn[] | null {
  const tree = readQuery(sql);
  const described = tree && describeStatement(tree, from);
  const columns = statement.columns();
  const isWhole = described?.length === columns.length;
  // What stands for a part of the text that is not known stands for any number of columns.
  if (columns.some(({ name }) => /^"?\?"?$/.test(name))) return null;
  return columns.map(({ name, type }, i) => ({
    name,
    declaredType: type,
    value: (isWhole ? described[i]?.value : undefined) ?? anything,
  }));
}

/** What only the running application has. */
const applications =
  /^no such function|^no such collation|^no such module|^unknown database|^wrong number of arguments|^no query solution|^unable to use function/;

/** Tables that SQLite has in some databases and builds only: statistics, counters, the sizes of pages. */
const ofSqlite = /^(?:sqlite_stat\d|sqlite_sequence|dbstat|sqlite_dbpage)$/i;

/** Reads SQLite's message. https://www.sqlite.org/rescode.html */
function failure(message: string): QueryResult {
  const table = /^no such table: (.+)$/.exec(message)?.[1];
  const column =
    /^no such column: "?(.+?)"?(?: - should this be a string literal in single-quotes\?)?$/.exec(
      message,
    )?.[1] ?? /^table .+ has no column named (.+)$/.exec(message)?.[1];
  const isElsewhere = table !== undefined && /^(?!main\.)[^.]+\./.test(table);
  const excused =
    isElsewhere || applications.test(message)
      ? `${message}: the application may bring it at run time`
      : table !== undefined && ofSqlite.test(table)
        ? `${message}: SQLite makes it when it is needed`
        : null;
  const missing =
    table !== undefined
      ? ({ kind: "table", name: table.replace(/^main\./, "") } as const)
      : column !== undefined
        ? ({ kind: "column", name: column } as const)
        : null;
  return { ok: false, message, missing, excused };
}

/** Whether a statement fails once a column has another name. */
function fails(connection: Database.Database, sql: string, table: string, column: string): boolean {
  connection.exec("SAVEPOINT without_column");
  try {
    connection.exec(`ALTER TABLE ${quoteName(table)} RENAME COLUMN ${quoteName(column)} TO "_doctor_away"`);
    connection.prepare(sql);
    return false;
  } catch (error) {
    if (error instanceof Database.SqliteError)
      return /_doctor_away|no such column|no column named/.test(error.message);
    throw error;
  } finally {
    connection.exec("ROLLBACK TO without_column; RELEASE without_column");
  }
}
