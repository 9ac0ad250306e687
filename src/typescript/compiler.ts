import { createRequire } from "node:module";
import type * as tsMorph from "ts-morph";

/**
 * The TypeScript compiler. Required, not imported: to import a CommonJS package Node first parses all of it for
 * the names of its exports, and this one has nine megabytes.
 */
export const { ts: compiler }: typeof tsMorph = createRequire(import.meta.url)("ts-morph");
