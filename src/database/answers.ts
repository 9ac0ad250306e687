import Database from "better-sqlite3";
import type { Listing, Probe, ProbeResult, RowReader, StoredValue } from "../evidence/evidence.ts";
import type { Table } from "../schema/schema.ts";
import { keyOf, selectOf } from "../sql/probe.ts";
import { composeScans, halves, isAboutEqualRows, type LoneQuestion, type TableScan } from "../sql/scan.ts";
import { tokenize } from "../sql/tokens.ts";
import { failureOf } from "./complaint.ts";
import { mostRowids, shownRowid } from "./counter.ts";
import { once } from "./once.ts";
import { runScan, type ScanOptions } from "./scan.ts";
import { isSmall } from "./small.ts";
import { unbrokenKeys } from "./unbroken-keys.ts";

/** How rows are read. */
export interface ReadingRows extends ScanOptions {
  /** Questions that are asked as they stand, and of all rows. */
  readonly whole: ReadonlySet<Probe>;
}

const mostListed = 20;

/** Answers questions about the rows of tables, each once: those of one table in one pass over it. */
export function readRows(
  connection: Database.Database,
  tables: readonly Table[],
  options: ReadingRows,
): RowReader {
  const known = new Map<string, ProbeResult>();
  const listed = new Map<Listing, readonly (readonly StoredValue[])[]>();
  const atOnce = !options.sample && isSmall(connection);
  const unbroken = once(() => unbrokenKeys(connection, tables));
  const isUnbroken = (probe: Probe): boolean =>
    atOnce && typeof probe === "string" && !options.whole.has(probe) && unbroken().has(probe);
  return {
    ask: (probes) => {
      const open = new Map<string, Probe>();
      for (const probe of probes) {
        const key = keyOf(probe);
        if (known.has(key)) continue;
        if (isUnbroken(probe)) known.set(key, { rows: 0, failed: null, rowids: [] });
        else open.set(key, probe);
      }
      const how = { whole: options.whole, nested: options.sample };
      for (const { scans, alone } of composeScans(tables, open.values(), how)) {
        for (const scan of scans) answerScan(connection, scan, options, known);
        for (const question of alone)
          known.set(keyOf(question.probe), answerAlone(connection, question, options));
      }
      return known;
    },
    list: (listing) => {
      const rows = listed.get(listing) ?? firstRows(connection, listing);
      listed.set(listing, rows);
      return rows;
    },
  };
}

/** One that cannot be asked must not silence the others: then half of them are asked at a time. */
function answerScan(
  connection: Database.Database,
  scan: TableScan,
  options: ReadingRows,
  known: Map<string, ProbeResult>,
): void {
  try {
    const results = runScan(connection, scan, options);
    scan.probes.forEach((probe, i) => {
      const result = results[i];
      if (result) known.set(keyOf(probe), result);
    });
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const [only, ...more] = scan.probes;
    if (more.length > 0) for (const half of halves(scan)) answerScan(connection, half, options, known);
    else if (only !== undefined) {
      const failed = failureOf(connection, [selectOf(only)], error);
      known.set(keyOf(only), { rows: 0, failed });
    }
  }
}

function answerAlone(
  connection: Database.Database,
  { probe, rowids }: LoneQuestion,
  { sample, whole }: ReadingRows,
): ProbeResult {
  // Two equal rows may stand anywhere.
  const select = selectOf(probe);
  if (sample && isAboutEqualRows(select) && !whole.has(probe)) return { rows: 0, failed: null, lookedAt: 0 };
  return (rowids === null ? null : counted(connection, rowids)) ?? answer(connection, select);
}

/** How many rowids are taken one by one before SQLite counts them. */
const fewRows = 1_000;

/** Counts the rows of a question, in one pass with their rowids where they are few; null where it cannot be asked so. */
function counted(connection: Database.Database, rowids: string): ProbeResult | null {
  try {
    const found: bigint[] = [];
    for (const rowid of connection.prepare<[], bigint>(rowids).safeIntegers().pluck().iterate()) {
      found.push(rowid);
      if (found.length > fewRows) break;
    }
    const rows = found.length > fewRows ? countOf(connection, rowids) : found.length;
    return { rows, failed: null, rowids: found.slice(0, mostRowids).map(shownRowid) };
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  }
}

/** Asks one question as it stands; never throws for one that cannot be asked. */
export function answer(connection: Database.Database, select: string): ProbeResult {
  try {
    return { rows: countOf(connection, select), failed: null };
  } catch (error) {
    if (error instanceof Database.SqliteError)
      return { rows: 0, failed: whyUnanswered(connection, select, error) };
    throw error;
  }
}

/** How many rows a SELECT returns, whatever it ends with: a semicolon, a comment. Throws SqliteError. */
function countOf(connection: Database.Database, select: string): number {
  const tokens = tokenize(select);
  if (tokens.some(({ kind }) => kind === "parameter")) throw refused("it has parameters that nobody binds");
  const text = withoutEnd(select);
  if (text === "") throw refused("it is empty");
  const counting = connection.prepare<[], number>(countingOf(text));
  // By itself it must be a whole statement, too.
  connection.prepare(text);
  return counting.pluck().get() ?? 0;
}

const countingOf = (text: string): string => `SELECT count(*) FROM (\n${text}\n)`;

function whyUnanswered(
  connection: Database.Database,
  select: string,
  error: InstanceType<typeof Database.SqliteError>,
): string {
  const text = withoutEnd(select);
  return failureOf(connection, [countingOf(text), text], error);
}

function withoutEnd(select: string): string {
  return select.slice(0, tokenize(select).findLast(({ text }) => text !== ";")?.end ?? 0);
}

function refused(why: string): Error {
  return new Database.SqliteError(why, "SQLITE_ERROR");
}

function firstRows(connection: Database.Database, listing: Listing): readonly (readonly StoredValue[])[] {
  try {
    return connection
      .prepare<[], StoredValue[]>(`SELECT * FROM (${listing}) LIMIT ${mostListed}`)
      .raw()
      .safeIntegers()
      .all();
  } catch (error) {
    if (error instanceof Database.SqliteError) return [];
    throw error;
  }
}
