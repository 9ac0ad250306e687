import { readFileSync } from "node:fs";

/** The version of this package, as its package.json states it. What is built lies as deep as the source. */
export const version: string = String(
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version,
);
