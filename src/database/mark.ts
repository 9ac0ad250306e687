import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";

/** How long, in milliseconds, a time in whole seconds tells no two changes apart; and one in fractions. */
const young = { wholeSeconds: 2_000, fractions: 100 };

/**
 * What tells a database from itself after any change: which file it is, its size and times, its header with the counter
 * that commits raise, and the journal and the log beside it. Null while it is too young for its times to tell, and where
 * it cannot be looked at.
 */
export function markOf(path: string): string | null {
  let file: number | null = null;
  try {
    // A pipe would keep whoever opens it waiting.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const header = Buffer.alloc(100);
    const read = readSync(file, header, 0, 100, 0);
    const beside = ["-journal", "-wal"].map((end) =>
      timesOf(statSync(path + end, { throwIfNoEntry: false })),
    );
    return markFrom(
      fstatSync(file),
      header.subarray(0, read),
      beside.filter((times) => times !== "").join(" "),
    );
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** The mark of a file by its status, its header, and what is said of the journal and the log beside it. */
export function markFrom(status: Stats, header: Buffer, beside: string): string | null {
  const changed = Math.max(status.mtimeMs, status.ctimeMs);
  const patience = changed % 1_000 === 0 ? young.wholeSeconds : young.fractions;
  if (Date.now() - changed < patience) return null;
  return `${status.dev} ${timesOf(status)} ${header.toString("base64")} ${beside}`;
}

/** Of what is empty nothing is said: it holds nothing. */
function timesOf(status: Stats | undefined): string {
  if (status === undefined || status.size === 0) return "";
  return `${status.ino} ${status.size} ${status.mtimeMs} ${status.ctimeMs}`;
}
