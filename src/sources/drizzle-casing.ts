import { dirname, join, relative, resolve } from "node:path";
import { readdirSync, readFileSync } from "../files/disk.ts";
import type { Casing } from "../typescript/drizzle/casing.ts";
import { type DrizzleConfig, drizzleConfigIn, readDrizzleConfig } from "./drizzle-config.ts";
import { foldersUp } from "./folders-up.ts";

/** The nearest drizzle.config of the folders of files and those around them, up to the root; its `file` is relative to that. */
export function nearestConfig(root: string, files: readonly string[]): DrizzleConfig | null {
  for (const folder of foldersOf(root, files)) {
    const name = drizzleConfigIn(folder);
    if (name !== null) return readDrizzleConfig(root, relative(root, join(folder, name)), () => undefined);
  }
  return null;
}

function foldersOf(root: string, files: readonly string[]): string[] {
  return [...new Set(files.flatMap((file) => foldersUp(dirname(resolve(root, file)), root)))];
}

/**
 * How names of columns follow from keys: as the nearest drizzle.config says, since the database is made after it;
 * without one, as `drizzle(…, { casing })` says in the code beside the model files or in the folders around them.
 */
export function findCasing(root: string, files: readonly string[]): Casing {
  const config = nearestConfig(root, files);
  if (config) return config.casing;
  for (const folder of foldersOf(root, files)) {
    for (const name of readdirSync(folder)) {
      const casing = /\.[mc]?[jt]sx?$/.test(name) ? casingIn(readFileSync(join(folder, name), "utf8")) : null;
      if (casing !== null) return casing;
    }
  }
  return null;
}

/** What a file gives to `drizzle(…)`; comments do not count. */
function casingIn(text: string): Casing {
  if (!text.includes("drizzle-orm") || !text.includes("casing")) return null;
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, " ");
  const found = /\bdrizzle\s*(?:<[^()]*>)?\([\s\S]*?\bcasing\s*:\s*["'`](snake_case|camelCase)["'`]/.exec(
    code,
  )?.[1];
  return found === "snake_case" || found === "camelCase" ? found : null;
}
