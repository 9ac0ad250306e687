import { relative, sep } from "node:path";
import { parseEnv } from "node:util";
import { resolveDatabase } from "../config/database.ts";
import { DoctorError } from "../errors.ts";
import { textOf } from "./project-files.ts";

/** The database that DATABASE_URL names. */
export interface NamedDatabase {
  readonly from: ".env" | "the environment";
  /** Relative to the project where it lies inside, with forward slashes; null where it names no SQLite file. */
  readonly path: string | null;
}

/** What DATABASE_URL says, of the environment or else of `.env`; null where it is not set. Secrets in it are not kept. */
export function namedByEnvironment(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): NamedDatabase | null {
  const own = environment.DATABASE_URL;
  const url = own || parseEnv(textOf(root, ".env")).DATABASE_URL;
  if (!url) return null;
  return { from: own ? "the environment" : ".env", path: pathOf(url, root) };
}

function pathOf(url: string, root: string): string | null {
  try {
    const path = resolveDatabase(url, root);
    const inside = relative(root, path);
    return (inside.startsWith("..") ? path : inside).split(sep).join("/");
  } catch (error) {
    if (error instanceof DoctorError) return null;
    throw error;
  }
}
