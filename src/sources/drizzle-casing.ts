import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Casing } from "../typescript/drizzle/casing.ts";
import { drizzleConfigIn, readDrizzleConfig } from "./drizzle-config.ts";
import { foldersUp } from "./folders-up.ts";

/**
 * How names of columns follow from keys: as the nearest drizzle.config says, since the database is made after it;
 * without one, as `drizzle(…, { casing })` says in the code beside the model files or in the folders around them.
 */
export function findCasing(root: string, files: readonly string[]): Casing {
  const folders = [...new Set(files.flatMap((file) => foldersUp(dirname(resolve(root, file)), root)))];
  for (const folder of folders) {
    const name = drizzleConfigIn(folder);
    if (name !== null) return readDrizzleConfig(folder, name, () => undefined).casing;
  }
  for (const folder of folders) {
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
