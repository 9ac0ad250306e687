import Database from "better-sqlite3";
import type { Listing, Probe, ProbeResult, RowReader, StoredValue } from "../evidence/evidence.ts";
import type { Table } from "../schema/schema.ts";
import { composeScans, type TableScan } from "../sql/scan.ts";
import { countRows } from "./run-plan.ts";
import { runScan, type ScanOptions } from "./scan.ts";

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
  const known = new Map<Probe, ProbeResult>();
  const listed = new Map<Listing, readonly (readonly StoredValue[])[]>();
  return {
    ask: (probes) => {
      const open = probes.filter((probe) => !known.has(probe));
      const { scans, alone } = composeScans(tables, open, { whole: options.whole, nested: options.sample });
      for (const scan of scans) answerScan(connection, scan, options, known);
      for (const probe of alone) known.set(probe, answerAlone(connection, probe, options));
      return new Map(
        probes.flatMap((probe) => {
          const answer = known.get(probe);
          return answer ? [[probe, answer]] : [];
        }),
      );
    },
    list: (listing) => {
      const rows = listed.get(listing) ?? firstRows(connection, listing);
      listed.set(listing, rows);
      return rows;
    },
  };
}

/** One that cannot be asked must not silence the others: then each is asked by itself. */
function answerScan(
  connection: Database.Database,
  scan: TableScan,
  options: ReadingRows,
  known: Map<Probe, ProbeResult>,
): void {
  try {
    const results = runScan(connection, scan, options);
    scan.probes.forEach((probe, i) => {
      const result = results[i];
      if (result) known.set(probe, result);
    });
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    for (const probe of scan.probes) known.set(probe, answer(connection, probe));
  }
}

function answerAlone(
  connection: Database.Database,
  probe: Probe,
  { sample, whole }: ReadingRows,
): ProbeResult {
  // Two equal rows may stand anywhere.
  const isAboutAll = / HAVING count\(\*\) > 1$/.test(probe);
  if (sample && isAboutAll && !whole.has(probe)) return { rows: 0, failed: null, lookedAt: 0 };
  return answer(connection, probe);
}

/** Asks one question as it stands; never throws for one that does not prepare. */
export function answer(connection: Database.Database, probe: Probe): ProbeResult {
  try {
    return { rows: countRows(connection, probe), failed: null };
  } catch (error) {
    if (error instanceof Database.SqliteError) return { rows: 0, failed: error.message };
    throw error;
  }
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
