import { compiler } from "./compiler.ts";
import type { Casing } from "./drizzle/casing.ts";
import type { DrizzleSchema } from "./drizzle/described.ts";
import { readDrizzle } from "./drizzle/read.ts";
import type { ModelProgram } from "./program.ts";
import { isKnownFile } from "./resolution.ts";

/** What the files declare with Drizzle, as the compiler understands them. */
export function readCompiledDrizzle({ files, checker, locate }: ModelProgram, casing: Casing): DrizzleSchema {
  const isKnown = ({ fileName }: { readonly fileName: string }): boolean => isKnownFile(fileName);
  return readDrizzle({ files, checker, locate, isKnown, syntax: compiler }, casing);
}
