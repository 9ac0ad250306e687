import type { DeclaredSchema } from "../schema/declared.ts";
import { findNamed, foldName } from "../schema/names.ts";
import type { Schema } from "../schema/schema.ts";
import { writtenNames } from "../sql/mentions.ts";
import { isOperator, isWord, nameOf, tokenize } from "../sql/tokens.ts";
import type { Query, QueryResult, ReadCode, TriedQuery } from "./code.ts";

/** A schema without rows on which statements are tried. */
export interface Tryout {
  readonly schema: Schema;
  readonly try: (sql: string) => QueryResult;
  /** Those of these columns without which a statement does not prepare. */
  readonly needed: (sql: string, columns: readonly { table: string; column: string }[]) => readonly string[];
}

/** What statements were found to be, and which could not be told. */
export interface Tried {
  readonly queries: readonly TriedQuery[];
  readonly notAnalysed: ReadCode["notAnalysed"];
}

/** Tries the statements of the code on the schema of today and on the repaired one. */
export function tryQueries(code: ReadCode, declared: DeclaredSchema, now: Tryout, repaired: Tryout): Tried {
  const missing = missingIn(now.schema, declared);
  const queries: TriedQuery[] = [];
  const notAnalysed: ReadCode["notAnalysed"][number][] = [];
  const add = (query: Query, tried: Outcome): void => {
    const mentions = writtenNames(tried.sql);
    const needs = tried.now.ok || !tried.repaired.ok ? [] : neededOf(tried.sql, mentions, missing, repaired);
    queries.push({ ...query, ...tried, mentions, needs: new Set(needs) });
  };
  for (const query of code.queries) {
    const { spoken, others } = formsOf(query, code, now, repaired);
    const why = spoken.repaired.ok ? null : whyUnknown(query, spoken.now);
    if (why !== null)
      notAnalysed.push({
        what: `statement in ${query.within ?? query.location.file}`,
        location: query.location,
        why,
      });
    const texts = [query.sql, ...query.alternatives];
    add({ ...query, alternatives: texts.filter((text) => text !== spoken.sql) }, spoken);
    const bare = { ...query, alternatives: [], executions: [], concatenated: [], preparedIn: null };
    for (const other of others) add(bare, other);
  }
  return { queries, notAnalysed };
}

interface Outcome {
  readonly sql: string;
  readonly now: QueryResult;
  readonly repaired: QueryResult;
}

const untried: QueryResult = { ok: true, prepared: false, columns: null };

/**
 * Of the texts that a statement may be the one that the repair mends speaks, else one that works, else the first. What
 * else is to be said of others is that the repair mends or breaks them, too, or that they name what is not there.
 */
function formsOf(
  query: Query,
  code: ReadCode,
  now: Tryout,
  repaired: Tryout,
): { readonly spoken: Outcome; readonly others: readonly Outcome[] } {
  const outcomes = [query.sql, ...query.alternatives].map((sql): Outcome => {
    const before = excused(sql, now.try(sql), code, query);
    return {
      sql,
      now: before,
      repaired: now === repaired ? before : excused(sql, repaired.try(sql), code, query),
    };
  });
  const [first = { sql: query.sql, now: untried, repaired: untried }] = outcomes;
  const spoken =
    outcomes.find((outcome) => !outcome.now.ok && outcome.repaired.ok) ??
    outcomes.find((outcome) => outcome.now.ok && outcome.repaired.ok) ??
    outcomes.find((outcome) => outcome.now.ok) ??
    first;
  const isOther = (outcome: Outcome): boolean =>
    outcome.now.ok !== outcome.repaired.ok || (!query.cut && namesUnknown(outcome, outcomes));
  const told = new Set([toldOf(spoken)]);
  const others = outcomes.filter((outcome) => {
    if (!isOther(outcome) || told.has(toldOf(outcome))) return false;
    told.add(toldOf(outcome));
    return true;
  });
  return { spoken, others };
}

/** What is to be said of an outcome. */
function toldOf({ now, repaired }: Outcome): string {
  return JSON.stringify([now.ok ? null : now.message, repaired.ok ? null : repaired.message]);
}

/**
 * Whether a text fails for a name wherever that stands. One that stands in a text that does not fail for it may be there
 * only together with what the other branches add.
 */
function namesUnknown({ now, repaired }: Outcome, outcomes: readonly Outcome[]): boolean {
  if (now.ok || repaired.ok || now.excused !== null || repaired.excused !== null) return false;
  const name = repaired.missing && lastPart(foldName(repaired.missing.name));
  const failsForIt = ({ repaired: other }: Outcome): boolean =>
    !other.ok && other.missing !== null && lastPart(foldName(other.missing.name)) === name;
  if (name === null || name.includes("?")) return false;
  return outcomes.every((other) => failsForIt(other) || !writtenNames(other.sql).has(name));
}

/** A failure by something that the code makes itself, or in a text that is not known as a whole, says nothing of the schema. */
function excused(
  sql: string,
  result: QueryResult,
  { makes }: ReadCode,
  { holes, driver, meetsOld }: Query,
): QueryResult {
  if (result.ok || result.excused !== null) return result;
  const { missing, message } = result;
  if (holes.length > 0 && (missing === null || missing.name.includes("?")))
    return { ...result, excused: `a part of it (${holes.join(", ")}) is known only at run time` };
  if (missing === null) return result;
  if (/single-quotes\?$/.test(message) && !strictAboutQuotes.test(driver))
    return { ...result, excused: `"${missing.name}" in double quotes is a text to many builds of SQLite` };
  if (meetsOld)
    return {
      ...result,
      excused: `${message}; the code around it asks for or changes the schema, and may run on an older one`,
    };
  if (missing.kind === "table" && isCalled(missing.name, sql))
    return {
      ...result,
      excused: `no such function: ${missing.name}: the application may bring it at run time`,
    };
  const name = foldName(missing.name);
  const isMade =
    missing.kind === "table"
      ? makes.has(name)
      : [...makes].some((made) => made.endsWith(`.${lastPart(name)}`));
  return isMade ? { ...result, excused: `${message}; the code makes it itself` } : result;
}

/** Whether a table is a function that gives rows, as extensions bring them: `FROM generate_series(1, 3)`. https://www.sqlite.org/vtab.html#tabfunc2 */
function isCalled(name: string, sql: string): boolean {
  const tokens = tokenize(sql);
  return tokens.some(
    (token, i) =>
      foldName(nameOf(token)) === foldName(name) &&
      isOperator(tokens[i + 1], "(") &&
      !isWord(tokens[i - 1], "INTO"),
  );
}

/** Drivers that take "text" in double quotes for a name only. https://www.sqlite.org/quirks.html#dblquote */
const strictAboutQuotes = /^(?:better-sqlite3|node:sqlite)$/;

function whyUnknown({ holes }: Query, now: QueryResult): string | null {
  if (now.ok || now.excused === null) return null;
  return holes.length > 0 && now.missing === null ? now.excused : `${now.excused}`;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

interface Missing {
  readonly tables: readonly string[];
  readonly columns: readonly { readonly table: string; readonly column: string }[];
}

/** What is declared and not there. */
function missingIn(actual: Schema, declared: DeclaredSchema): Missing {
  const tables: string[] = [];
  const columns: Missing["columns"][number][] = [];
  for (const table of declared.tables) {
    const there = findNamed(actual.tables, table.name);
    if (!there) tables.push(table.name);
    else
      columns.push(
        ...table.columns
          .filter(({ name }) => !findNamed(there.columns, name))
          .map(({ name }) => ({ table: table.name, column: name })),
      );
  }
  return { tables: [...tables, ...declared.virtualTables.map(({ name }) => name)], columns };
}

function neededOf(
  sql: string,
  mentions: ReadonlySet<string>,
  { tables, columns }: Missing,
  repaired: Tryout,
): string[] {
  const isNamed = (name: string): boolean => mentions.has(foldName(name));
  const named = columns.filter(({ table, column }) => isNamed(table) && isNamed(column));
  // A name may be a column of two tables: taking it away tells whose it is.
  const needed =
    named.length === 1 ? named.map(({ table, column }) => `${table}.${column}`) : repaired.needed(sql, named);
  return [...tables.filter(isNamed), ...needed].map(foldName);
}
