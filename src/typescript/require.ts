import { createRequire } from "node:module";
import type * as tsMorph from "ts-morph";
import { requireCompiled } from "../files/compiled.ts";

/**
 * Loads ts-morph when it is called. Required, not imported: to import a CommonJS package Node first parses all of it for
 * the names of its exports, and the compiler in this one has nine megabytes.
 */
export function requireTsMorph(): typeof tsMorph {
  return requireCompiled(import.meta.url, "ts-morph") as typeof tsMorph;
}

/** What Node says where a package has no such file, or shows it to nobody. */
const elsewhere = new Set<unknown>(["MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED"]);

/**
 * Loads the TypeScript compiler that ts-morph brings along, when it is called. Without ts-morph itself where the compiler
 * lies in a file of its own, which takes a third less time.
 */
export function requireCompiler(): typeof tsMorph.ts {
  const morph = createRequire(import.meta.url).resolve("ts-morph");
  try {
    return requireCompiled(morph, "@ts-morph/common/dist/typescript.js") as typeof tsMorph.ts;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && elsewhere.has(error.code))) throw error;
    return requireTsMorph().ts;
  }
}
