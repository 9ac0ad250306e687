import type Database from "better-sqlite3";
import type { ProbeResult } from "../evidence/evidence.ts";
import { glancesBetween, offendingRows, offendingTotals, overview, type TableScan } from "../sql/scan.ts";
import type { Encoding } from "./encoding.ts";
import { once } from "./once.ts";
import type { Stretch } from "./stretches.ts";

/** Above how many offending rows a stretch is counted by SQLite instead of one by one. */
const fewRows = 1_000;

/** Of how many rows the rowids are kept. */
export const mostRowids = 5;

/** A rowid as a report has it: what a number does not hold exactly is a text. */
export function shownRowid(rowid: bigint): number | string {
  return Number.isSafeInteger(Number(rowid)) ? Number(rowid) : String(rowid);
}

type Joined = (Buffer | null)[];

/** What an overview tells of a stretch, and of the table it is a part of. */
export interface Seen {
  /** From the first row of the table to its last; null of an empty one. */
  readonly whole: Stretch | null;
  readonly rows: number;
  /** Rowids. */
  readonly suspects: readonly string[];
  readonly joined: Joined;
}

type Overview = [first: bigint | null, last: bigint | null, rows: bigint, string | null, ...Joined];

type RowStatement = Database.Statement<[bigint, bigint], bigint[]>;

/** Into how many parts a stretch is cut to find the row that a glance does not pass. */
const cuts = 16n;

function* partsOf({ first, last }: Stretch): Generator<Stretch> {
  const width = (last - first) / cuts + 1n;
  for (let at = first; at <= last; at += width)
    yield { first: at, last: at + width - 1n < last ? at + width - 1n : last };
}

/** Counts the rows that offend, stretch by stretch, and keeps the rowids of some. */
export class Counter {
  private readonly scan: TableScan;
  private readonly encoding: Encoding;
  private readonly overview: Database.Statement<[bigint, bigint], Overview>;
  private readonly glances: () => Database.Statement<[bigint, bigint], Joined>;
  private readonly rows: () => RowStatement;
  /** Sooner than `rows`, for where every glance is clean. */
  private readonly hinted: () => RowStatement;
  private readonly totals: () => Database.Statement<[bigint, bigint], (bigint | null)[]>;
  private readonly found: { rows: number; rowids: bigint[] }[];
  /** Whether so many rows offended last that SQLite had better count. */
  private isFlood = false;

  /** Throws SqliteError where a question does not prepare. */
  constructor(connection: Database.Database, scan: TableScan, encoding: Encoding) {
    this.scan = scan;
    this.encoding = encoding;
    const prepare = <T extends unknown[]>(sql: string) =>
      connection.prepare<[bigint, bigint], T>(sql).raw().safeIntegers();
    this.overview = prepare(overview(scan));
    // Each question stands in the overview, and most tables need no more than that.
    this.glances = once(() => prepare(glancesBetween(scan)));
    this.rows = once(() => prepare(offendingRows(scan, scan.suspect)));
    this.hinted = once(() => prepare(offendingRows(scan, scan.hint)));
    this.totals = once(() => prepare(offendingTotals(scan)));
    this.found = scan.probes.map(() => ({ rows: 0, rowids: [] }));
  }

  /** Looks a stretch over, and counts nothing. Throws SqliteError where a question fails at a row. */
  look({ first, last }: Stretch): Seen {
    const [lowest = null, highest = null, rows = 0n, suspects = null, ...joined] =
      this.overview.get(first, last) ?? [];
    return {
      whole: lowest === null || highest === null ? null : { first: lowest, last: highest },
      rows: Number(rows),
      suspects: suspects === null ? [] : suspects.split(","),
      joined,
    };
  }

  /** Counts in a stretch, and returns how many rows it has. Throws SqliteError where a question fails at a row. */
  count(stretch: Stretch, { rows, suspects, joined } = this.look(stretch)): number {
    const isClean = this.areClean(joined);
    if (isClean && suspects.length === 0) return rows;
    if (this.isFlood || suspects.length > fewRows) this.flood(stretch.first, stretch.last);
    else if (isClean) this.countSuspects(suspects.map(BigInt));
    else for (const part of partsOf(stretch)) this.countClosely(part, suspects.map(BigInt));
    return rows;
  }

  /** What a glance does not pass is looked at row by row, which takes its time: in the part where it is. */
  private countClosely(part: Stretch, suspects: readonly bigint[]): void {
    const joined = this.glances().get(part.first, part.last) ?? [];
    if (!this.areClean(joined)) this.oneByOne(this.rows(), part);
    else this.countSuspects(suspects.filter((rowid) => rowid >= part.first && rowid <= part.last));
  }

  private areClean(joined: Joined): boolean {
    return this.scan.glances.every(({ pattern }, i) => this.encoding.isClean(joined[i] ?? null, pattern));
  }

  /** Rowids in their order: nothing but what stands between the first and the last is read again. */
  private countSuspects(rowids: readonly bigint[]): void {
    const [first, last] = [rowids[0], rowids.at(-1)];
    if (first !== undefined && last !== undefined) this.oneByOne(this.hinted(), { first, last });
  }

  /** Looks at each row, and gives up where there are too many. */
  private oneByOne(statement: RowStatement, { first, last }: Stretch): void {
    let seen = 0;
    for (const [rowid = 0n, ...flags] of statement.iterate(first, last)) {
      if (seen++ >= fewRows) {
        this.flood(rowid, last);
        return;
      }
      flags.forEach((flag, i) => {
        if (flag === 1n) this.note(i, 1, [rowid]);
      });
    }
  }

  private flood(first: bigint, last: bigint): void {
    this.isFlood = this.byTotals(first, last) > fewRows / 2;
  }

  private byTotals(first: bigint, last: bigint): number {
    const totals = this.totals().get(first, last) ?? [];
    let most = 0;
    this.found.forEach((_, i) => {
      const [rows, lowest = null, highest = null] = totals.slice(i * 3, i * 3 + 3);
      if (!rows || lowest === null || highest === null) return;
      this.note(i, Number(rows), highest === lowest ? [lowest] : [lowest, highest]);
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

  /** What was found, question by question. */
  results(lookedAt: number | undefined): ProbeResult[] {
    const part = lookedAt === undefined ? {} : { lookedAt };
    // Most questions find nothing, and share that answer.
    const nothing = { rows: 0, failed: null, rowids: [], ...part };
    return this.found.map(({ rows, rowids }) =>
      rows === 0 ? nothing : { rows, failed: null, rowids: rowids.map(shownRowid), ...part },
    );
  }
}
