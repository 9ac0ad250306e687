import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { DoctorError } from "../errors.ts";
import { existsSync } from "../files/disk.ts";
import { type Document, readDocument } from "./document.ts";

/** A config that was found: the folder its paths are relative to, its name there, and what it says. */
export interface FoundConfig {
  readonly root: string;
  readonly file: string;
  readonly document: Document;
}

const ownFile = "doctor.config.json";
const manifest = "package.json";
const manifestKey = "doctor";

/**
 * Finds the config: the file that was named, else doctor.config.json in the folder, else the `doctor` key of
 * package.json there, else null. Throws DoctorError when it cannot be read, or a named package.json has no such key.
 */
export function findConfig(folder: string, named: string | null): FoundConfig | null {
  if (named !== null) {
    const found = read(folder, resolve(folder, named));
    if (found.document.value !== undefined) return found;
    throw new DoctorError(
      "config-unreadable",
      `${named} has no "${manifestKey}" key.`,
      `Add a "${manifestKey}" key to it, or name a ${ownFile} with --config.`,
    );
  }
  if (existsSync(join(folder, ownFile))) return read(folder, join(folder, ownFile));
  if (!existsSync(join(folder, manifest))) return null;
  const found = read(folder, join(folder, manifest));
  return found.document.value === undefined ? null : found;
}

function read(folder: string, path: string): FoundConfig {
  const file = basename(path);
  const inside = file === manifest ? manifestKey : null;
  return { root: dirname(path), file, document: readDocument(path, shownPath(path, folder), inside) };
}

/** A path as people see it: relative to the folder when it lies inside, with forward slashes. */
export function shownPath(path: string, folder: string): string {
  const inside = relative(folder, path);
  const outside = inside === "" || isAbsolute(inside) || inside === ".." || inside.startsWith(`..${sep}`);
  return (outside ? path : inside).split(sep).join("/");
}
