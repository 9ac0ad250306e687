import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";

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
  try {
    const before = markOf(from);
    // In WAL mode no counter tells of a writer that came and went: only the file's time does.
    if (walMode && !isLogged(before) && age(from) < clockTick) return false;
    const takes = [
      take(from, to, true),
      take(`${from}-journal`, `${to}-journal`, before.journal !== null),
      take(`${from}-wal`, `${to}-wal`, before.wal !== null),
    ];
    if (!agree(before, markOf(from))) return false;
    for (const keep of takes) keep();
    return true;
  } catch (error) {
    // A journal or log that was there a moment ago.
    if (isMissing(error) && existsSync(from)) return false;
    throw error;
  }
}

/** Whether another process is writing at this moment: a change in the last second is followed by another one soon. */
export function isBeingWritten(path: string, patience = clockTick): boolean {
  if (age(path) > 1_000) return false;
  const before = markOf(path);
  for (let waited = 0; waited < patience; waited += 2) {
    pause(2);
    const now = markOf(path);
    if (now.content !== before.content || now.journal !== before.journal) return true;
  }
  return false;
}

/** Stops this thread. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function isLogged({ wal, journal }: Mark): boolean {
  return wal !== null || journal !== null;
}

function agree(before: Mark, after: Mark): boolean {
  const sameLogs =
    before.inode === after.inode && before.journal === after.journal && before.wal === after.wal;
  return sameLogs && (isLogged(before) || before.content === after.content);
}

/** Up to this size a file is read first and written when nothing can spoil it any more: reading takes a tenth of the time. */
const readFirst = 32 * 1024 * 1024;

/** Takes a file's content now, and returns what puts it into its place; an unwanted file takes away what an earlier attempt put there. */
function take(from: string, to: string, wanted: boolean): () => void {
  if (!wanted)
    return () => {
      if (existsSync(to)) rmSync(to);
    };
  if (statSync(from).size <= readFirst) {
    const bytes = readFileSync(from);
    return () => writeFileSync(to, bytes, { mode: 0o600 });
  }
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  // A read-only original makes a read-only copy, which SQLite could not recover.
  return () => chmodSync(to, 0o600);
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
  // A clock that differs from the file server's says nothing.
  return age < 0 ? Number.POSITIVE_INFINITY : age;
}

/** The first bytes of a file; none when there is no such file. */
function startOf(path: string, length: number): Buffer {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY);
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
  try {
    const start = Buffer.alloc(length);
    return start.subarray(0, readSync(file, start, 0, length, 0));
  } finally {
    closeSync(file);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
