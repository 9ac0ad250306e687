import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmdirSync, rmSync, unlinkSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { DoctorError } from "../errors.ts";

/** A folder for private copies that only this user can enter. */
export interface PrivateFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** Containers may share a folder for temporary files, but not their process ids. */
const host = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const prefix = `schema-drift-doctor-${host}-`;
const open = new Set<string>();

/**
 * Makes a private folder in the folder for temporary files; it is removed on `remove`, at the latest when
 * the process ends. Throws DoctorError when there is no such folder to write to.
 */
export function makePrivateFolder(): PrivateFolder {
  const path = makeFolder();
  if (open.size === 0) process.once("exit", removeAll);
  open.add(path);
  return { path, remove: () => remove(path) };
}

function makeFolder(): string {
  try {
    sweep();
    return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  } catch (error) {
    throw new DoctorError(
      "no-private-folder",
      `The folder for temporary files, ${tmpdir()}, cannot be written to.`,
      "The doctor copies the database there so that it never touches yours. Name a folder that can be written to with TMPDIR.",
      { cause: error },
    );
  }
}

function remove(path: string): void {
  try {
    // Files are all that is in it, nearly always: Node loads a module of its own to remove any folder.
    for (const name of readdirSync(path)) unlinkSync(join(path, name));
    rmdirSync(path);
  } catch {
    rmSync(path, { recursive: true, force: true });
  }
  open.delete(path);
  if (open.size === 0) process.off("exit", removeAll);
}

function removeAll(): void {
  for (const path of open) rmSync(path, { recursive: true, force: true });
}

/** Removes what processes of this machine left that were killed. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number.parseInt(name.slice(prefix.length), 10);
    if (!Number.isNaN(owner) && !isAlive(owner)) removeQuietly(join(tmpdir(), name));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM means that the process lives and is another user's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Another user's folder: it is that user's to remove.
  }
}
