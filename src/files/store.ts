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
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";

/** Where results are kept. */
export interface Cache {
  /** A folder of its own, absolute; it is made when something is kept, if the one around it is there. */
  readonly folder: string;
  /** Which doctor reads: what another kept is nothing to this one. */
  readonly build: string;
  /** So many results are kept: a few where nobody says, as a project asks few questions about its files. */
  readonly most?: number;
}

/** The file for what is kept `about` something. */
export function placeFor({ folder, build }: Cache, about: unknown): string {
  const question = JSON.stringify([about, build, process.version, process.platform]);
  return join(folder, createHash("sha256").update(question).digest("hex").slice(0, 32));
}

/** What was kept in a file, with its checksum before it: what is cut off or damaged is none. */
export function recall<T>(file: string): T | null {
  try {
    const bytes = readFileSync(file);
    const content = bytes.subarray(checksumBytes);
    return checksum(content).equals(bytes.subarray(0, checksumBytes)) ? deserialize(content) : null;
  } catch {
    return null;
  }
}

const checksumBytes = 4;

function checksum(content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(checksumBytes);
  bytes.writeUInt32LE(crc32(content));
  return bytes;
}

/** Keeps plain data in a file, where that is possible: nobody's work depends on it. */
export function remember({ folder, most = 24 }: Cache, file: string, kept: unknown): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    if (!isPlain(kept)) return;
    const content = serialize(kept);
    if (!existsSync(folder)) mkdirSync(folder);
    writeFileSync(draft, Buffer.concat([checksum(content), content]));
    renameSync(draft, file);
    forgetOldest(folder, most);
  } catch {
    attempt(() => rmSync(draft, { force: true }));
  }
}

/** Whether a value, which is a tree, holds no object of a class: that would come back as another. Throws RangeError for what is no tree. */
function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  switch (Object.getPrototypeOf(value)) {
    case Object.prototype: {
      const data = value as Record<string, unknown>;
      for (const key in data) if (!isPlain(data[key])) return false;
      return true;
    }
    case Array.prototype:
      return (value as unknown[]).every(isPlain);
    case Set.prototype:
      return [...(value as Set<unknown>)].every(isPlain);
    case Map.prototype:
      return [...(value as Map<unknown, unknown>)].flat().every(isPlain);
    default:
      return ArrayBuffer.isView(value);
  }
}

function forgetOldest(folder: string, most: number): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  if (files.length <= most) return;
  const written = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
  const oldest = files.sort((a, b) => (written.get(a) ?? 0) - (written.get(b) ?? 0));
  for (const file of oldest.slice(0, files.length - most)) rmSync(file, { force: true });
}

/** Does what may fail without anybody being worse off: where nothing may be written nothing is kept. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}
