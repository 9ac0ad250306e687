import type Database from "better-sqlite3";
import type { ProbeResult, RowReader, StoredValue } from "../../src/evidence/evidence.ts";
import { keyOf, selectOf } from "../../src/sql/probe.ts";

/** Answers each question by itself, in the simplest way there is. */
export function plainRows(connection: Database.Database): RowReader {
  const answer = (select: string): ProbeResult => {
    try {
      return { rows: connection.prepare(select).all().length, failed: null };
    } catch (error) {
      return { rows: 0, failed: error instanceof Error ? error.message : String(error) };
    }
  };
  return {
    ask: (probes) => new Map(probes.map((probe) => [keyOf(probe), answer(selectOf(probe))])),
    list: (listing) => connection.prepare<[], StoredValue[]>(listing).raw().safeIntegers().all().slice(0, 20),
  };
}
