import type Database from "better-sqlite3";
import { type ReadingRows, readRows } from "../../src/database/answers.ts";
import { introspect } from "../../src/database/introspect.ts";
import type { ProbeResult } from "../../src/evidence/evidence.ts";
import type { Table } from "../../src/schema/schema.ts";
import { keyOf, type Probe, selectOf } from "../../src/sql/probe.ts";
import { quoteName } from "../../src/sql/quote.ts";

/** The tables of a database, the one that is named first. */
export function tableOf(db: Database.Database, name: string): Table {
  const table = introspect(db).tables.find((known) => known.name === name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
}

/** Answers as a run gives them, by the keys of the questions. */
export function ask(
  db: Database.Database,
  probes: readonly Probe[],
  options: Partial<ReadingRows> = {},
): ReadonlyMap<string, ProbeResult> {
  const all = { sample: false, whole: new Set<string>(), progress: () => undefined, ...options };
  return readRows(db, introspect(db).tables, all).ask(probes);
}

/** The answer to one question. */
export function answerTo(
  db: Database.Database,
  probe: Probe,
  options: Partial<ReadingRows> = {},
): ProbeResult {
  const answer = ask(db, [probe], options).get(keyOf(probe));
  if (!answer) throw new Error(`not answered: ${selectOf(probe)}`);
  return answer;
}

/** The rowids of the rows for which a condition is true, asked in the plainest way. */
export function offending(db: Database.Database, table: string, condition: string): string[] {
  return db
    .prepare<[], bigint>(`SELECT rowid FROM ${quoteName(table)} WHERE (${condition}\n) ORDER BY rowid`)
    .safeIntegers()
    .pluck()
    .all()
    .map(String);
}
