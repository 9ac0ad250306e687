import { dirname, relative } from "node:path";

/** A folder and those around it, up to the root; the folder alone where it lies outside. */
export function foldersUp(folder: string, root: string): string[] {
  const isInside = !relative(root, folder).startsWith("..");
  const parent = dirname(folder);
  return !isInside || folder === root || parent === folder ? [folder] : [folder, ...foldersUp(parent, root)];
}
