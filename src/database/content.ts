import { createHash, type Hash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, statSync } from "node:fs";

/** All that a database is at a moment, its log and its journal included, short enough to keep. */
export interface Content {
  /** Links resolved. */
  readonly path: string;
  readonly bytes: number;
  readonly digest: string;
}

/** A larger database is not read to its end only to learn that it is the same. */
const largest = 256 * 1024 * 1024;

/** The content of a database; null where it cannot be read, or is too large. */
export function contentOf(given: string): Content | null {
  return attempt(() => {
    const path = realpathSync(given);
    const digest = createHash("sha256");
    const bytes = read(path, digest) ?? 0;
    for (const end of ["-journal", "-wal"]) {
      const beside = read(path + end, digest.update(end));
      digest.update(` ${beside ?? 0}`);
    }
    return { path, bytes, digest: digest.digest("base64url") };
  });
}

/** Whether what a path leads to is this content still. */
export function isStill(content: Content, given: string): boolean {
  // Most changes show in the size already.
  if (attempt(() => statSync(given).size) !== content.bytes) return false;
  const now = contentOf(given);
  return now?.path === content.path && now.digest === content.digest;
}

function attempt<T>(look: () => T): T | null {
  try {
    return look();
  } catch {
    return null;
  }
}

/** Reads a file into a digest, and says how long it was; null where there is none. Throws where it is too large. */
function read(path: string, digest: Hash): number | null {
  const file = attempt(() => openSync(path, constants.O_RDONLY));
  if (file === null) return null;
  try {
    if (fstatSync(file).size > largest) throw new RangeError(`${path} is too large.`);
    // More at once is slower: what was just read is still near the processor.
    const part = Buffer.allocUnsafe(64 * 1024);
    let length = 0;
    for (let taken = readSync(file, part); taken > 0; taken = readSync(file, part)) {
      digest.update(part.subarray(0, taken));
      length += taken;
    }
    return length;
  } finally {
    closeSync(file);
  }
}
