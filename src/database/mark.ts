import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";

/** How long, in milliseconds, a time in whole seconds tells no two changes apart; and one in fractions. */
const young = { wholeSeconds: 2_000, fractions: 100 };

/**
 * What tells a database from itself after any change: which file it is, its size and times, its header with the counter
 * that commits raise, and the journal and the log beside it. Null while it is too young for its times to tell, and where
 * it cannot be looked at.
 */
export function markOf(given: string): string | null {
  let file: number | null = null;
  try {
    // SQLite keeps the log beside the file that a link leads to.
    const path = realpathSync(given);
    // A pipe would keep whoever opens it waiting.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const header = Buffer.alloc(100);
    const read = readSync(file, header, 0, 100, 0);
    const beside = ["-journal", "-wal"].flatMap(
      (end) => statSync(path + end, { throwIfNoEntry: false }) ?? [],
    );
    if (beside.some(isYoung)) return null;
    const times = beside.map(timesOf).filter((told) => told !== "");
    return markFrom(fstatSync(file), header.subarray(0, read), times.join(" "));
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** The mark of a file by its status, its header, and what is said of the journal and the log beside it. */
export function markFrom(status: Stats, header: Buffer, beside: string): string | null {
  if (isYoung(status)) return null;
  return `${status.dev} ${timesOf(status)} ${header.toString("base64")} ${beside}`;
}

function isYoung({ mtimeMs, ctimeMs }: Stats): boolean {
  const changed = Math.max(mtimeMs, ctimeMs);
  return Date.now() - changed < (changed % 1_000 === 0 ? young.wholeSeconds : young.fractions);
}

/** Of what is empty nothing is said: it holds nothing. */
function timesOf(status: Stats): string {
  if (status.size === 0) return "";
  return `${status.ino} ${status.size} ${status.mtimeMs} ${status.ctimeMs}`;
}
