import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { deserialize, serialize } from "node:v8";
import { type Answers, standsStill, witnessed } from "./witness.ts";

/** Where results are kept. */
export interface Cache {
  /** A folder of its own, absolute; it is made when something is kept, if the one around it is there. */
  readonly folder: string;
  /** Which doctor reads: what another kept is nothing to this one. */
  readonly build: string;
}

/** So many results are kept: a project asks few questions about its files. */
const most = 24;

interface Kept<T> {
  readonly answers: Answers;
  readonly result: T;
}

/**
 * What `read` gives when asked `about` something, or what it gave before if every file it looked at is as it was.
 * Results are plain data. Throws what `read` throws, which is not kept.
 */
export async function cached<T>(cache: Cache | null, about: unknown, read: () => Promise<T>): Promise<T> {
  if (cache === null) return read();
  const question = JSON.stringify([about, cache.build, process.version, process.platform]);
  const file = join(cache.folder, createHash("sha256").update(question).digest("hex").slice(0, 32));
  const kept = keptIn<T>(file);
  if (kept !== null && standsStill(kept.answers)) return kept.result;
  const { result, answers } = await witnessed(read);
  // A file that was written meanwhile may have been read before and after.
  if (standsStill(answers)) keep(cache.folder, file, { answers, result });
  return result;
}

/** A result with its checksum before it: what is cut off or damaged is none. */
function keptIn<T>(file: string): Kept<T> | null {
  try {
    const bytes = readFileSync(file);
    const content = bytes.subarray(checksumBytes);
    return checksum(content).equals(bytes.subarray(0, checksumBytes)) ? deserialize(content) : null;
  } catch {
    return null;
  }
}

const checksumBytes = 32;

function checksum(content: Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}

/** Keeps a result, where that is possible: nobody's work depends on it. */
function keep(folder: string, file: string, kept: Kept<unknown>): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    const content = serialize(kept);
    // What does not come back as it was, such as an object of a class, cannot be kept.
    if (!isDeepStrictEqual(deserialize(content), kept)) return;
    if (!existsSync(folder)) mkdirSync(folder);
    writeFileSync(draft, Buffer.concat([checksum(content), content]));
    renameSync(draft, file);
    forgetOldest(folder);
  } catch {
    if (existsSync(draft)) rmSync(draft);
  }
}

function forgetOldest(folder: string): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  if (files.length <= most) return;
  const written = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
  const oldest = files.sort((a, b) => (written.get(a) ?? 0) - (written.get(b) ?? 0));
  for (const file of oldest.slice(0, files.length - most)) rmSync(file, { force: true });
}
