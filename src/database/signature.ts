/** The first bytes of every SQLite 3 database. https://www.sqlite.org/fileformat.html#magic_header_string */
export const magic = Buffer.from("SQLite format 3\0", "latin1");

const known: readonly { readonly bytes: Buffer; readonly what: string; readonly help: string }[] = [
  sign([0x37, 0x7f, 0x06], "a write-ahead log (-wal)", "Name the database beside it, without -wal."),
  sign([0xd9, 0xd5, 0x05, 0xf9], "a rollback journal (-journal)", "Name the database beside it."),
  sign([0x1f, 0x8b], "compressed with gzip", "Unpack it first (gunzip)."),
  sign([0x28, 0xb5, 0x2f, 0xfd], "compressed with zstd", "Unpack it first (unzstd)."),
  sign("PK\x03\x04", "a zip archive", "Unpack it first (unzip)."),
  sign("version https://git-lfs", "a Git LFS pointer, not the file itself", "Fetch the file: git lfs pull."),
  sign(
    "** This file contains an SQLite 2",
    "an SQLite 2 database",
    "Convert it: sqlite .dump | sqlite3 new.db.",
  ),
  sign("PRAGMA ", "SQL text", "Build a database from it, or name it as the model: --model <file>.sql."),
  sign("CREATE ", "SQL text", "Build a database from it, or name it as the model: --model <file>.sql."),
  sign("-- ", "SQL text", "Build a database from it, or name it as the model: --model <file>.sql."),
];

function sign(start: string | readonly number[], what: string, help: string) {
  return { bytes: typeof start === "string" ? Buffer.from(start, "latin1") : Buffer.from(start), what, help };
}

/** What a file that is not a database seems to be, judged by its first page; null when there is no telling. */
export function recognise(start: Buffer): { readonly what: string; readonly help: string } | null {
  const match = known.find(({ bytes }) => start.subarray(0, bytes.length).equals(bytes));
  if (match) return match;
  if (start.subarray(8, 12).toString("latin1") === "DUCK") {
    return { what: "a DuckDB database", help: "The doctor reads SQLite databases." };
  }
  return null;
}

/**
 * Whether a file that lacks SQLite's header looks like an encrypted database: whole pages of bytes
 * without any pattern. SQLCipher, SEE and sqlite3mc encrypt the header too.
 */
export function looksEncrypted(start: Buffer, size: number): boolean {
  return size > 0 && size % 512 === 0 && start.length >= 512 && entropy(start) > 7;
}

/** Bits of information per byte; 4 KiB of random bytes have about 7.95, 512 about 7.6, text below 5.5. */
function entropy(bytes: Buffer): number {
  const counts = new Map<number, number>();
  for (const byte of bytes) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / bytes.length) * Math.log2(count / bytes.length);
  return bits;
}
