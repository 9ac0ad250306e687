import { isUtf8 } from "node:buffer";
import type Database from "better-sqlite3";

/** How a database writes text. https://www.sqlite.org/pragma.html#pragma_encoding */
export interface Encoding {
  /** Whether bytes are malformed text; in UTF-8 up to the first NUL in them, as SQLite's functions look no further. */
  readonly isMalformed: (bytes: Uint8Array) => boolean;
  /** Whether joined texts match a pattern; with null, whether they are well-formed and without a NUL. */
  readonly isClean: (joined: Uint8Array | null, pattern: RegExp | null) => boolean;
}

/** The encoding of the database that is open. */
export function encodingOf(connection: Database.Database): Encoding {
  const name = connection.pragma("encoding", { simple: true });
  return name === "UTF-8" ? utf8 : utf16(name === "UTF-16be");
}

const utf8: Encoding = {
  isMalformed: (bytes) => {
    const end = bytes.indexOf(0);
    return !isUtf8(end < 0 ? bytes : bytes.subarray(0, end));
  },
  isClean: (joined, pattern) => {
    if (joined === null) return true;
    return pattern === null
      ? isUtf8(joined) && !joined.includes(0)
      : pattern.test(Buffer.from(joined.buffer, joined.byteOffset, joined.length).toString("latin1"));
  },
};

/** Half of a pair that stands for a character, and the two that SQLite takes for none on their way to UTF-8. */
const lost = /[\p{Surrogate}\uFFFE\uFFFF]/u;

function utf16(isBigEndian: boolean): Encoding {
  const textOf = (bytes: Uint8Array): string => {
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    return (isBigEndian ? even.swap16() : even).toString("utf16le");
  };
  return {
    isMalformed: (bytes) => lost.test(textOf(bytes)),
    isClean: (joined, pattern) => {
      if (joined === null) return true;
      const text = textOf(joined);
      return pattern === null ? !lost.test(text) && !text.includes("\0") : pattern.test(text);
    },
  };
}
