import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { DoctorError } from "../errors.ts";

/**
 * Writes a file whole or not at all: a reader sees the old text or the new. What is no plain file (/dev/stdout, a
 * pipe) is written as it is. Throws DoctorError when it cannot be written.
 */
export function writeFileAtomically(path: string, text: string, shown: string): void {
  try {
    const present = statSync(path, { throwIfNoEntry: false });
    if (present?.isDirectory()) throw unwritable(shown, "it is a folder");
    if (present !== undefined && !present.isFile()) writeFileSync(path, text);
    else replace(present === undefined ? path : realpathSync(path), text, present?.mode ?? 0o666);
  } catch (error) {
    if (error instanceof DoctorError) throw error;
    throw unwritable(shown, reasonOf(error), error);
  }
}

function replace(path: string, text: string, mode: number): void {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const file = openSync(draft, "w", mode);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist",
  ENOTDIR: "part of its path is a file, not a folder",
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EROFS: "the file system is read-only",
  ENOSPC: "there is no space left",
  ENAMETOOLONG: "its name is too long",
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? String(error);
}

function unwritable(shown: string, why: string, cause?: unknown): DoctorError {
  return new DoctorError(
    "output-unwritable",
    `${shown} cannot be written: ${why}.`,
    "Name a file in a folder that exists and may be written to, or leave --out away to print the result.",
    { cause },
  );
}
