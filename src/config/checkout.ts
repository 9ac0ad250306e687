import { dirname, join, relative, sep } from "node:path";
import { existsSync } from "../files/disk.ts";

/** The path of a folder in the git checkout it belongs to, with forward slashes; empty at its top, and outside of any. */
export function folderInCheckout(folder: string): string {
  const top = checkoutOf(folder);
  return top === null ? "" : relative(top, folder).split(sep).join("/");
}

function checkoutOf(folder: string): string | null {
  // In a worktree or a submodule .git is a file.
  if (existsSync(join(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : checkoutOf(parent);
}
