import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readCompiledDrizzle } from "../../../src/typescript/compiled-drizzle.ts";
import type { Casing } from "../../../src/typescript/drizzle/casing.ts";
import type { DrizzleSchema } from "../../../src/typescript/drizzle/described.ts";
import { openPlainDrizzle } from "../../../src/typescript/drizzle-syntax/open.ts";
import { openProgram } from "../../../src/typescript/program.ts";

/** Files, path to text. */
export type Files = Readonly<Record<string, string>>;

/** What files declare as their syntax alone tells it, or null, and as the compiler does. */
export interface BothWays {
  readonly plain: DrizzleSchema | null;
  readonly compiled: DrizzleSchema;
  /** Whether the compiler cannot parse a file: the other parser lets some pass, such as words of the language as names of types. */
  readonly isBroken: boolean;
}

/** Reads model files in both ways; all of them are model files unless some are named. */
export function bothWays(files: Files, casing: Casing = null, models = Object.keys(files)): BothWays {
  const root = mkdtempSync(join(tmpdir(), "doctor-both-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return readBothWays(
      root,
      models.map((path) => join(root, path)),
      casing,
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Reads files that are there (absolute paths) in both ways. */
export function readBothWays(root: string, paths: readonly string[], casing: Casing): BothWays {
  const program = openProgram(root, paths);
  return {
    plain: openPlainDrizzle(root, paths)?.read(casing) ?? null,
    compiled: readCompiledDrizzle(program, casing),
    isBroken: [...program.files, ...program.imported].some((file) => program.syntaxError(file) !== null),
  };
}
