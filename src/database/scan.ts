import { isUtf8 } from "node:buffer";
import type Database from "better-sqlite3";
import type { ProbeResult } from "../evidence/evidence.ts";
import { quoteName } from "../sql/quote.ts";
import { offendingCounts, offendingRows, offendingTotals, type TableScan } from "../sql/scan.ts";
import { malformed } from "../sql/value-conditions.ts";

/** How a table is gone through. */
export interface ScanOptions {
  /** Whether parts of it are to stand for all. */
  readonly sample: boolean;
  /** Told now and then how many rows are done, of about how many. */
  readonly progress: (table: string, rows: number, about: number) => void;
}

/** Rows by rowid, both ends included. */
interface Stretch {
  readonly first: bigint;
  readonly last: bigint;
}

/** How many rows a sample has, in how many places. */
const sampled = { places: 1_000, rowsEach: 100 };

/** How many rowids are gone through at once, so that progress can be told. */
const stretchLength = 250_000n;

/** Above how many offending rows a stretch is counted by SQLite instead of one by one. */
const fewRows = 1_000;

const mostRowids = 5;

/** Answers the questions of a scan, in their order. Throws SqliteError where one of them cannot be asked. */
export function runScan(
  connection: Database.Database,
  scan: TableScan,
  { sample, progress }: ScanOptions,
): ProbeResult[] {
  connection.function(malformed, { deterministic: true }, (bytes) =>
    bytes instanceof Uint8Array && !isUtf8(bytes) ? 1 : 0,
  );
  if (scan.rowid === null) return withoutRowids(connection, scan, sample);
  const whole = extent(connection, scan);
  const counter = new Counter(connection, scan);
  if (whole === null) return counter.results(undefined);
  const about = rowsWithin(connection, scan, whole);
  const isPart = sample && about > sampled.places * sampled.rowsEach;
  let done = 0;
  const stretches = isPart ? samplesOf(connection, scan, whole) : inStretches(whole);
  for (const stretch of stretches) {
    counter.count(stretch);
    done += isPart ? sampled.rowsEach : Math.round(about * shareOf(stretch, whole));
    progress(scan.table.name, done, isPart ? sampled.places * sampled.rowsEach : about);
  }
  return counter.results(isPart ? done : undefined);
}

function withoutRowids(connection: Database.Database, scan: TableScan, sample: boolean): ProbeResult[] {
  const first = sampled.places * sampled.rowsEach;
  const counts = connection
    .prepare<[], number[]>(offendingCounts(scan, sample ? first : null))
    .raw()
    .get();
  const beyond = sample
    ? connection.prepare(`SELECT 1 FROM ${quoteName(scan.table.name)} LIMIT 1 OFFSET ${first}`).get() !==
      undefined
    : false;
  return scan.probes.map((_, i) => ({
    rows: counts?.[i] ?? 0,
    failed: null,
    ...(beyond ? { lookedAt: first } : {}),
  }));
}

/** The first and the last rowid; null of an empty table. */
function extent(connection: Database.Database, { table, rowid }: TableScan): Stretch | null {
  const end = (order: string): bigint | undefined =>
    connection
      .prepare<[], bigint>(`SELECT ${rowid} FROM ${quoteName(table.name)} ORDER BY ${rowid} ${order} LIMIT 1`)
      .safeIntegers()
      .pluck()
      .get();
  const [first, last] = [end("ASC"), end("DESC")];
  return first === undefined || last === undefined ? null : { first, last };
}

function* inStretches({ first, last }: Stretch): Generator<Stretch> {
  const size = (last - first) / 1_000n > stretchLength ? (last - first) / 1_000n : stretchLength;
  for (let at = first; at <= last; at += size)
    yield { first: at, last: at + size - 1n < last ? at + size - 1n : last };
}

/** Stretches of rows at even distances, the first row among them. */
function* samplesOf(
  connection: Database.Database,
  { table, rowid }: TableScan,
  { first, last }: Stretch,
): Generator<Stretch> {
  const nth = connection
    .prepare<[bigint, number], bigint>(
      `SELECT ${rowid} FROM ${quoteName(table.name)} WHERE ${rowid} >= ? ORDER BY ${rowid} LIMIT 1 OFFSET ?`,
    )
    .safeIntegers()
    .pluck();
  const distance = (last - first) / BigInt(sampled.places);
  let after = first;
  for (let place = 0n; place < BigInt(sampled.places); place++) {
    const start = first + place * distance;
    const from = nth.get(start > after ? start : after, 0);
    if (from === undefined) return;
    const to = nth.get(from, sampled.rowsEach - 1) ?? last;
    yield { first: from, last: to };
    after = to + 1n;
  }
}

/** About how many rows there are: how close the rowids stand, asked in some places. */
function rowsWithin(connection: Database.Database, { table, rowid }: TableScan, whole: Stretch): number {
  const span = Number(whole.last - whole.first) + 1;
  const look = connection
    .prepare<[bigint], [bigint, bigint, bigint]>(
      `SELECT min(id), max(id), count(*) FROM (SELECT ${rowid} AS id FROM ${quoteName(table.name)} WHERE ${rowid} >= ? ORDER BY ${rowid} LIMIT 100)`,
    )
    .safeIntegers()
    .raw();
  let [rows, within] = [0, 0];
  for (let place = 0n; place < 16n; place++) {
    const start = whole.first + ((whole.last - whole.first) / 16n) * place;
    const [, last, count] = look.get(start) ?? [];
    if (last === undefined || last === null || !count) continue;
    rows += Number(count);
    within += Number(last - start) + 1;
  }
  return within === 0 ? 0 : Math.round((rows / within) * span);
}

function shareOf(stretch: Stretch, whole: Stretch): number {
  return (Number(stretch.last - stretch.first) + 1) / (Number(whole.last - whole.first) + 1);
}

/** Counts the rows that offend, stretch by stretch, and keeps the rowids of some. */
class Counter {
  private readonly rows: Database.Statement<[bigint, bigint], bigint[]>;
  private readonly totals: Database.Statement<[bigint, bigint], (bigint | null)[]>;
  private readonly found: { rows: number; rowids: bigint[] }[];
  /** Whether so many rows offended last that SQLite had better count. */
  private isFlood = false;

  constructor(connection: Database.Database, scan: TableScan) {
    this.rows = connection.prepare<[bigint, bigint], bigint[]>(offendingRows(scan)).raw().safeIntegers();
    this.totals = connection.prepare<[bigint, bigint], bigint[]>(offendingTotals(scan)).raw().safeIntegers();
    this.found = scan.probes.map(() => ({ rows: 0, rowids: [] }));
  }

  count({ first, last }: Stretch): void {
    const next = this.isFlood ? first : this.oneByOne(first, last);
    if (next === null) return;
    this.isFlood = this.byTotals(next, last) > fewRows;
  }

  /** Looks at each row; returns where it gave up because there were too many, or null. */
  private oneByOne(first: bigint, last: bigint): bigint | null {
    let seen = 0;
    for (const [rowid = 0n, ...flags] of this.rows.iterate(first, last)) {
      if (seen++ >= fewRows) return rowid;
      flags.forEach((flag, i) => {
        if (flag === 1n) this.note(i, 1, [rowid]);
      });
    }
    return null;
  }

  private byTotals(first: bigint, last: bigint): number {
    const totals = this.totals.get(first, last) ?? [];
    let most = 0;
    this.found.forEach((_, i) => {
      const [rows, lowest, highest] = totals.slice(i * 3, i * 3 + 3);
      if (!rows || lowest === null || lowest === undefined) return;
      this.note(i, Number(rows), highest !== lowest && highest ? [lowest, highest] : [lowest]);
      most = Math.max(most, Number(rows));
    });
    return most;
  }

  private note(place: number, rows: number, rowids: readonly bigint[]): void {
    const found = this.found[place];
    if (!found) return;
    found.rows += rows;
    for (const rowid of rowids) if (found.rowids.length < mostRowids) found.rowids.push(rowid);
  }

  results(lookedAt: number | undefined): ProbeResult[] {
    return this.found.map(({ rows, rowids }) => ({
      rows,
      failed: null,
      rowids: rowids.map((rowid) => (Number.isSafeInteger(Number(rowid)) ? Number(rowid) : String(rowid))),
      ...(lookedAt === undefined ? {} : { lookedAt }),
    }));
  }
}
