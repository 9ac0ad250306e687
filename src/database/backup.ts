import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type Database from "better-sqlite3";
import { connectTo } from "../driver.ts";
import { DoctorError } from "../errors.ts";
import type { Survival } from "../plan/plan.ts";
import { rowidName } from "../sql/identity.ts";
import { quoteText } from "../sql/quote.ts";
import type { ApplyWatch } from "./application.ts";
import { askIntegrity } from "./ask-integrity.ts";
import { compareRows } from "./compare-rows.ts";
import { storedTexts } from "./compare-schema.ts";
import { interrupted, pause } from "./live.ts";
import { hashOf } from "./schema-hash.ts";

/** A verified copy of a database. */
export interface Backup {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Copies a database page by page in one read transaction, compares the copy with what was read, row by row, and syncs
 * it with its folder. Throws DoctorError when it cannot be written or differs. https://www.sqlite.org/backup.html
 */
export async function makeBackup(
  database: string,
  target: string,
  watch: Pick<ApplyWatch, "copied" | "enter" | "stopped">,
): Promise<Backup> {
  if (existsSync(target)) throw unwritable(target, new Error("there is a file of this name already"));
  const source = connectTo(database, { fileMustExist: true, timeout: 5_000 });
  try {
    mkdirSync(dirname(target), { recursive: true });
    source.exec("BEGIN");
    await copy(source, target, watch);
    watch.enter("backup-check");
    await compare(source, target, watch);
    source.exec("COMMIT");
    sync(target);
    return { path: target, bytes: statSync(target).size };
  } catch (error) {
    removeBackup(target);
    throw error instanceof DoctorError ? error : unwritable(target, error);
  } finally {
    source.close();
  }
}

/** Removes a backup that nobody needs. */
export function removeBackup(target: string): void {
  for (const end of ["", "-journal", "-wal", "-shm"]) {
    if (existsSync(target + end)) rmSync(target + end);
  }
}

async function copy(
  source: Database.Database,
  target: string,
  watch: Pick<ApplyWatch, "copied" | "stopped">,
): Promise<void> {
  // The transaction, and with it the content that is copied, begins with the first read.
  const pageSize = Number(source.pragma("page_size", { simple: true }));
  source.prepare("SELECT count(*) FROM sqlite_schema").get();
  await source.backup(target, {
    progress: ({ totalPages, remainingPages }) => {
      watch.copied((totalPages - remainingPages) * pageSize, totalPages * pageSize);
      if (watch.stopped()) throw interrupted();
      return 2_048;
    },
  });
}

/** Opens the copy beside the original, in the transaction that still reads what was copied. */
async function compare(
  source: Database.Database,
  target: string,
  watch: Pick<ApplyWatch, "stopped">,
): Promise<void> {
  source.exec(`ATTACH ${quoteText(target)} AS shadow`);
  const { complaints } = askIntegrity(source, { schema: "shadow" });
  // What is wrong with the original is wrong with a true copy.
  if (complaints.length > 0 && askIntegrity(source).complaints.join() !== complaints.join())
    throw differs(target, complaints.slice(0, 1).join());
  if (hashOf(storedTexts(source)) !== hashOf(storedTexts(source, "shadow")))
    throw differs(target, "other schema");
  for (const survival of everything(source)) {
    await pause(watch);
    const { rows, differing } = compareRows(source, survival);
    if (differing > 0) throw differs(target, `${differing} of ${rows} rows of ${survival.from}`);
  }
}

/** Every table, SQLite's own and those behind virtual tables too, with all that is stored in it. */
function everything(source: Database.Database): Survival[] {
  const tables = source
    .prepare<[], { name: string; wr: number }>(
      "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') AND name <> 'sqlite_schema'",
    )
    .all();
  const columnsOf = source.prepare<[string], { name: string; hidden: number }>(
    "SELECT name, hidden FROM pragma_table_xinfo(?)",
  );
  return tables.map(({ name, wr }) => {
    const all = columnsOf.all(name);
    const stored = all.filter(({ hidden }) => hidden === 0 || hidden === 3);
    const columns = stored.map((column) => ({ from: column.name, to: column.name, how: "same" as const }));
    const rowid = rowidName({ columns: all, withoutRowid: wr === 1 });
    return { from: name, to: name, columns, rowid: rowid === null ? null : { from: rowid, to: rowid } };
  });
}

/** Until file and folder are synced, a power cut may take either. */
function sync(target: string): void {
  for (const [path, flag] of [
    [target, "r+"],
    [dirname(target), "r"],
    [dirname(dirname(target)), "r"],
  ] as const) {
    const file = openSync(path, flag);
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

function unwritable(target: string, why: unknown): DoctorError {
  const reason = why instanceof Error ? why.message : String(why);
  return new DoctorError(
    "backup-unwritable",
    `The backup ${target} cannot be written: ${reason}. Nothing was changed.`,
    "Without a backup nothing is applied. Make room or give permission there, and run the command again.",
    { cause: why },
  );
}

function differs(target: string, what: string): DoctorError {
  return new DoctorError(
    "backup-differs",
    `The backup ${target} is not the same as the database: ${what}. Nothing was changed.`,
    "Check the disk it was written to, and run the command again.",
  );
}
