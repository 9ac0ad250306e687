import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { markFrom } from "./mark.ts";
import { type Pages, readSchemaRows, type SchemaRows, Unplain } from "./schema-pages.ts";
import { magic } from "./signature.ts";

/** What of a database its file alone tells. */
export interface Glimpse<T> {
  readonly bytes: number;
  /** As `markOf` would have it. */
  readonly mark: string | null;
  /** What was made of its schema. */
  readonly schema: T;
}

/** How much of a file is read at once: the schema of most databases. */
const firstRead = 64 * 1024;

/** Below this age in milliseconds, the time of a file does not tell two changes apart. */
const clockTick = 20;

/**
 * Reads the schema from the pages of a database that stands still, without SQLite: no lock is taken, nothing is written, no
 * row is looked at; `make` makes of the schema what is wanted. Null where the file is not plainly a database at rest: `openDatabase` knows what to make of it.
 *
 * At rest means that no journal and no log holds anything, and that size, times and header are the same before and after.
 * A writer has its journal beside the database before it touches it, and has raised the counter in the header when the
 * journal is gone. https://www.sqlite.org/atomiccommit.html
 */
export function glimpse<T>(path: string, make: (rows: SchemaRows) => T): Glimpse<T> | null {
  let file: number | null = null;
  try {
    // A pipe would keep whoever opens it waiting.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return glimpseAt(file, path, make);
  } catch (error) {
    // What the file system says is said in words by openDatabase.
    if (error instanceof Unplain || (error instanceof Error && "code" in error)) return null;
    throw error;
  } finally {
    if (file !== null) closeSync(file);
  }
}

const start = Buffer.allocUnsafe(firstRead);
const again = Buffer.allocUnsafe(100);

function glimpseAt<T>(file: number, path: string, make: (rows: SchemaRows) => T): Glimpse<T> | null {
  const before = fstatSync(file);
  if (!before.isFile() || hasContent(`${path}-journal`) || hasContent(`${path}-wal`)) return null;
  const read = readSync(file, start, 0, firstRead, 0);
  const header = headerOf(start.subarray(0, read), before.size);
  if (header === null) return null;
  // Of a log that came and went no counter tells.
  if (header.wal && Math.abs(Date.now() - before.mtimeMs) < clockTick) return null;
  const schema = make(readSchemaRows(pagesOf(file, header, start.subarray(0, read))));
  const isSame = readSync(file, again, 0, 100, 0) === 100 && again.equals(start.subarray(0, 100));
  const after = fstatSync(file);
  const stood =
    after.size === before.size && after.mtimeMs === before.mtimeMs && after.ctimeMs === before.ctimeMs;
  if (!isSame || !stood || hasContent(`${path}-journal`) || hasContent(`${path}-wal`)) return null;
  return { bytes: before.size, mark: markFrom(before, again, ""), schema };
}

/** Whether a journal or a log holds anything, or may: one that SQLite has cut to nothing has ended. */
function hasContent(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

interface Header {
  readonly pageSize: number;
  readonly usable: number;
  readonly count: number;
  readonly wal: boolean;
}

/** What the header says, if it says nothing out of the ordinary. https://www.sqlite.org/fileformat2.html#the_database_header */
function headerOf(bytes: Buffer, size: number): Header | null {
  if (bytes.length < 512 || !bytes.subarray(0, magic.length).equals(magic)) return null;
  const written = bytes.readUInt16BE(16);
  const pageSize = written === 1 ? 65536 : written;
  const usable = pageSize - bytes.readUInt8(20);
  const [write, read] = [bytes.readUInt8(18), bytes.readUInt8(19)];
  const count = bytes.readUInt32BE(28);
  const isKnown = write === read && (read === 1 || read === 2) && bytes.readUInt32BE(44) <= 4;
  const isPaged = pageSize >= 512 && (pageSize & (pageSize - 1)) === 0 && usable >= 480;
  // The count is true where the one who wrote last knew of it.
  const isCounted =
    count > 0 && bytes.readUInt32BE(24) === bytes.readUInt32BE(92) && count * pageSize === size;
  const isUtf8 = bytes.readUInt32BE(56) === 1;
  return isKnown && isPaged && isCounted && isUtf8 ? { pageSize, usable, count, wal: read === 2 } : null;
}

function pagesOf(file: number, { pageSize, usable, count }: Header, first: Buffer): Pages {
  const page = (number: number): Buffer => {
    if (number < 1 || number > count) throw new Unplain();
    const from = (number - 1) * pageSize;
    if (from + pageSize <= first.length) return first.subarray(from, from + pageSize);
    const bytes = Buffer.allocUnsafe(pageSize);
    if (readSync(file, bytes, 0, pageSize, from) !== pageSize) throw new Unplain();
    return bytes;
  };
  return { count, usable, page };
}
