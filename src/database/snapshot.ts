import { chmodSync, closeSync, constants, copyFileSync, openSync, readSync, rmSync, statSync } from "node:fs";

/**
 * What must not change while a database is copied without a lock.
 * https://www.sqlite.org/fileformat.html, https://www.sqlite.org/walformat.html
 */
interface Mark {
  readonly inode: bigint;
  /** Size and times of the database, and its header with the counter that every commit outside WAL mode raises. */
  readonly content: string;
  /** What identifies a live or hot rollback journal: its header without the growing record count. */
  readonly journal: string | null;
  /** The header of the write-ahead log; its salts change when the log begins anew. */
  readonly wal: string | null;
}

/** Below this age in milliseconds, a file's time of change does not tell two changes apart. */
const clockTick = 20;

/**
 * Copies a database with its journal and write-ahead log, taking no lock. False when a writer spoiled the
 * copy: try again. A true copy holds what SQLite would find had the machine stopped at that moment.
 *
 * The database is copied first: a writer saves a page in the journal before it overwrites it, and a page
 * that a checkpoint writes back stays in the log, so what the first copy has torn the second makes good.
 *
 * Closing the files drops the locks that other connections of this same process have on the database.
 * https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
 */
export function copyUnlocked(from: string, to: string, walMode: boolean): boolean {
  const before = markOf(from);
  const logged = before.wal !== null || before.journal !== null;
  // In WAL mode no counter tells of a writer that came and went: only the file's time does.
  if (walMode && !logged && age(from) < clockTick) return false;
  copyOwn(from, to, true);
  copyOwn(`${from}-journal`, `${to}-journal`, before.journal !== null);
  copyOwn(`${from}-wal`, `${to}-wal`, before.wal !== null);
  const after = markOf(from);
  const sameLogs =
    before.inode === after.inode && before.journal === after.journal && before.wal === after.wal;
  return sameLogs && (logged || before.content === after.content);
}

/** Copies a file, or removes what an earlier attempt copied. */
function copyOwn(from: string, to: string, wanted: boolean): void {
  rmSync(to, { force: true });
  if (!wanted) return;
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  // A read-only original makes a read-only copy, which SQLite could not recover.
  chmodSync(to, 0o600);
}

function markOf(path: string): Mark {
  const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  const header = startOf(path, 100).toString("hex");
  const journal = startOf(`${path}-journal`, 28);
  const wal = startOf(`${path}-wal`, 32);
  return {
    inode: ino,
    content: `${size} ${mtimeNs} ${ctimeNs} ${header}`,
    journal: (journal[0] ?? 0) === 0 ? null : journal.subarray(12).toString("hex"),
    wal: wal.length < 32 ? null : wal.toString("hex"),
  };
}

function age(path: string): number {
  const age = Date.now() - statSync(path).mtimeMs;
  return age < 0 ? clockTick : age;
}

/** The first bytes of a file; none when there is no such file. */
function startOf(path: string, length: number): Buffer {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
  try {
    const start = Buffer.alloc(length);
    return start.subarray(0, readSync(file, start, 0, length, 0));
  } finally {
    closeSync(file);
  }
}
