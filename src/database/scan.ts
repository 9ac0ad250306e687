import type Database from "better-sqlite3";
import type { ProbeResult } from "../evidence/evidence.ts";
import { alone, longestJoined, malformed } from "../sql/glance.ts";
import { quoteName } from "../sql/quote.ts";
import { offendingCounts, type TableScan } from "../sql/scan.ts";
import { Counter } from "./counter.ts";
import { type Encoding, encodingOf } from "./encoding.ts";
import { aboutRows, inStretches, type Rowids, rowidsOf, type Stretch } from "./stretches.ts";

/** How a table is gone through. */
export interface ScanOptions {
  /** Whether parts of it are to stand for all. */
  readonly sample: boolean;
  /** Told now and then how many rows are done, of about how many. */
  readonly progress: (table: string, rows: number, about: number) => void;
}

/** How many rows a sample has, in how many places. */
export const sampled = { places: 1_000, rowsEach: 100, rows: 100_000 };

/** How many rows are gone through at once, and how many bytes of theirs may be joined. */
const atOnce = { rows: 8_192, bytes: 32 * 1024 * 1024 };

/** Answers the questions of a scan, in their order. Throws SqliteError where one of them cannot be asked. */
export function runScan(
  connection: Database.Database,
  scan: TableScan,
  { sample, progress }: ScanOptions,
): ProbeResult[] {
  const encoding = readied(connection);
  if (scan.rowid === null) return withoutRowids(connection, scan, sample);
  const counter = new Counter(connection, scan, encoding);
  const joined = Math.floor(atOnce.bytes / longestJoined / Math.max(scan.glances.length, 1));
  const most = Math.min(atOnce.rows, joined);
  // Most tables are small and count from 1: then this is all of it.
  const beginning = { first: 0n, last: BigInt(most) - 1n };
  const seen = counter.look(beginning);
  const { whole } = seen;
  if (whole === null) return counter.results(undefined);
  if (whole.first >= beginning.first && whole.last <= beginning.last) {
    const rows = counter.count(whole, seen);
    progress(scan.table.name, rows, rows);
    return counter.results(undefined);
  }
  const rowids = rowidsOf(connection, scan);
  const isPart = sample && rowids.after(whole.first, sampled.rows) !== null;
  const isShort = whole.last - whole.first < BigInt(most);
  const about = isPart ? sampled.rows : isShort ? 0 : aboutRows(rowids, whole);
  let [done, last] = [0, 0];
  const stretches = isPart ? inPlaces(rowids, whole) : inStretches(rowids, whole, most, () => last);
  for (const stretch of stretches) {
    last = counter.count(stretch);
    done += last;
    progress(scan.table.name, done, Math.max(about, done));
  }
  return counter.results(isPart ? done : undefined);
}

const readiedFor = new WeakMap<Database.Database, Encoding>();

/** The encoding of a database whose connection knows the functions that scans bring along. */
function readied(connection: Database.Database): Encoding {
  const known = readiedFor.get(connection);
  if (known) return known;
  const encoding = encodingOf(connection);
  connection.function(malformed, { deterministic: true }, (bytes) =>
    bytes instanceof Uint8Array && encoding.isMalformed(bytes) ? 1 : 0,
  );
  connection.function(alone, { deterministic: true }, (bytes) =>
    bytes instanceof Uint8Array && !encoding.isClean(bytes, null) ? "\0" : null,
  );
  readiedFor.set(connection, encoding);
  return encoding;
}

/** The first rows in many places. */
function* inPlaces(rowids: Rowids, whole: Stretch): Generator<Stretch> {
  for (const { first, last } of rowids.split(whole, sampled.places)) {
    const end = rowids.after(first, sampled.rowsEach - 1) ?? last;
    yield { first, last: end < last ? end : last };
  }
}

function withoutRowids(connection: Database.Database, scan: TableScan, sample: boolean): ProbeResult[] {
  const first = sampled.rows;
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
