import type * as tsMorph from "ts-morph";
import { requireCompiled } from "../files/compiled.ts";

/**
 * Loads ts-morph when it is called. Required, not imported: to import a CommonJS package Node first parses all of it for
 * the names of its exports, and the compiler in this one has nine megabytes.
 */
export function requireTsMorph(): typeof tsMorph {
  return requireCompiled(import.meta.url, "ts-morph") as typeof tsMorph;
}
