import { type Dirent, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A file of a project. */
export interface ProjectFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
}

/** The files of a project that may be looked at. */
export interface ProjectFiles {
  /** Sorted by path. */
  readonly files: readonly ProjectFile[];
  /** Whether the tree was too large to be gone through. */
  readonly isPart: boolean;
}

/** What is installed, built or kept by tools is none of the project's own. */
const foreign = new Set([
  "node_modules",
  "bower_components",
  "dist",
  "build",
  "out",
  "coverage",
  "vendor",
  "target",
]);

const mostFiles = 20_000;
const deepest = 12;

/** Lists a project's own files: no dot folders, nothing installed or built, no links; nearest first, until there are too many. */
export function listFiles(root: string): ProjectFiles {
  const files: ProjectFile[] = [];
  let isPart = false;
  let level = [""];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return { files: sorted(files), isPart: true };
    const next: string[] = [];
    for (const folder of level) {
      for (const entry of entriesOf(join(root, folder))) {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!entry.name.startsWith(".") && !foreign.has(entry.name)) next.push(path);
        } else if (entry.isFile()) {
          if (files.length === mostFiles) isPart = true;
          else files.push({ path, bytes: sizeOf(join(root, path)) });
        }
      }
      if (isPart) return { files: sorted(files), isPart };
    }
    level = next;
  }
  return { files: sorted(files), isPart };
}

/** The text of a file of a project; empty when it may not be read. */
export function textOf(root: string, path: string): string {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return "";
  }
}

function sorted(files: readonly ProjectFile[]): ProjectFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A folder that may not be read holds nothing that can be named. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function sizeOf(path: string): number {
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
