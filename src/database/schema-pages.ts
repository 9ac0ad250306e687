import type { StoredText } from "../schema/stored.ts";

/** The pages of a database file. */
export interface Pages {
  readonly count: number;
  /** How much of a page is in use: its size without what is reserved at its end. */
  readonly usable: number;
  /** A page by its number, counted from 1. Throws Unplain when it cannot be read whole. */
  readonly page: (number: number) => Buffer;
}

/** Thrown for a file that is not plainly what it should be: SQLite itself has to say what it is. */
export class Unplain extends Error {}

/** How deep a table of objects can be; the deepest there is has five levels. */
const deepest = 20;

const leaf = 0x0d;
const interior = 0x05;

/** The rows of sqlite_schema, as long as the pages they were read from hold what they held. */
export interface SchemaRows {
  /** The same for the same rows, the places of their tables in the file aside. */
  readonly key: string;
  /** The stored texts of all objects but SQLite's own, in the order of the rows. Throws Unplain. */
  readonly texts: () => StoredText[];
}

/**
 * Reads sqlite_schema from the pages themselves. Throws Unplain for whatever is out of the ordinary.
 * https://www.sqlite.org/fileformat2.html#b_tree_pages
 */
export function readSchemaRows(pages: Pages): SchemaRows {
  const records: Buffer[] = [];
  const seen = new Set<number>();
  const walk = (number: number, depth: number): void => {
    if (depth > deepest || seen.has(number)) throw new Unplain();
    seen.add(number);
    const page = pages.page(number);
    const start = number === 1 ? 100 : 0;
    const kind = page.readUInt8(start);
    const cells = page.readUInt16BE(start + 3);
    const pointers = start + (kind === interior ? 12 : 8);
    if (kind !== leaf && kind !== interior) throw new Unplain();
    for (let i = 0; i < cells; i++) {
      const cell = page.readUInt16BE(pointers + 2 * i);
      if (kind === interior) walk(page.readUInt32BE(cell), depth + 1);
      else records.push(payloadAt(page, cell, pages));
    }
    if (kind === interior) walk(page.readUInt32BE(start + 8), depth + 1);
  };
  return plainly(() => {
    walk(1, 0);
    return { key: keyOf(records), texts: () => plainly(() => records.flatMap(textsIn)) };
  });
}

/** A number that leads beyond its page is nothing plain either. */
function plainly<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new Unplain() : error;
  }
}

/** The bytes of all rows, without the page at which a table begins: it is the fourth column, and a number. */
function keyOf(records: readonly Buffer[]): string {
  const length = records.reduce((sum, record) => sum + record.length, 0);
  const bytes = Buffer.allocUnsafe(length);
  let end = 0;
  for (const record of records) {
    let [place, at] = varint(record, 0);
    const body = place;
    for (let column = 0; column < 3; column++) {
      const [serial, next] = varint(record, at);
      place += lengthOf(serial);
      at = next;
    }
    const root = lengthOf(record.readUInt8(at));
    end += record.copy(bytes, end, 0, at);
    end += record.copy(bytes, end, at + 1, body);
    end += record.copy(bytes, end, body, place);
    end += record.copy(bytes, end, place + root);
  }
  return bytes.toString("latin1", 0, end);
}

/** The content of a row, with what of it stands on overflow pages. https://www.sqlite.org/fileformat2.html#cellformat */
function payloadAt(page: Buffer, cell: number, { usable, page: pageAt, count }: Pages): Buffer {
  const [length, afterLength] = varint(page, cell);
  const [, start] = varint(page, afterLength);
  const most = usable - 35;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((length - least) % (usable - 4));
  const local = length <= most ? length : wanted <= most ? wanted : least;
  if (start + local > usable) throw new Unplain();
  if (local === length) return page.subarray(start, start + length);
  const parts = [page.subarray(start, start + local)];
  let next = page.readUInt32BE(start + local);
  for (let left = length - local, hops = 0; left > 0; left -= usable - 4) {
    if (next === 0 || ++hops > count) throw new Unplain();
    const overflow = pageAt(next);
    parts.push(overflow.subarray(4, 4 + Math.min(left, usable - 4)));
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** The object of a row, unless it has no text or is SQLite's own. https://www.sqlite.org/fileformat2.html#record_format */
function textsIn(record: Buffer): StoredText[] {
  const [headerEnd, first] = varint(record, 0);
  let [place, at] = [headerEnd, first];
  const columns: (string | null)[] = [];
  while (at < headerEnd) {
    const [serial, next] = varint(record, at);
    const length = lengthOf(serial);
    if (place + length > record.length) throw new Unplain();
    columns.push(serial >= 13 && serial % 2 === 1 ? textOf(record, place, length) : null);
    if (columns.length === 5 && serial !== 0 && columns[4] === null) throw new Unplain();
    place += length;
    at = next;
  }
  const [type, name, table, root, sql] = columns;
  const isWhole = columns.length === 5 && headerEnd <= record.length && place === record.length;
  if (!isWhole || typeof root === "string") throw new Unplain();
  if (typeof type !== "string" || typeof name !== "string" || typeof table !== "string") throw new Unplain();
  return typeof sql === "string" && !/^sqlite_/i.test(name) ? [{ type, name, table, sql }] : [];
}

function lengthOf(serial: number): number {
  if (serial >= 12) return Math.floor((serial - 12) / 2);
  const length = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][serial];
  if (length === undefined) throw new Unplain();
  return length;
}

/** What is no well-formed UTF-8, or holds a NUL, SQLite's functions and its driver read each in their own way. */
function textOf(record: Buffer, start: number, length: number): string {
  const text = record.toString("utf8", start, start + length);
  if (text.includes("\ufffd") || text.includes("\0")) throw new Unplain();
  return text;
}

/** A number and the place behind it; none here is longer than six bytes. https://www.sqlite.org/fileformat2.html#varint */
function varint(bytes: Buffer, start: number): [value: number, end: number] {
  let value = 0;
  for (let i = 0; i < 6; i++) {
    const byte = bytes.readUInt8(start + i);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, start + i + 1];
  }
  throw new Unplain();
}
