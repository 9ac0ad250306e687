import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version of this package, as its package.json states it. What is built lies as deep as the source. */
export const version: string = String(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")).version,
);
