import { relative, sep } from "node:path";

/** A path as reports show it: relative to the root, with forward slashes. */
export function relativePath(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}
