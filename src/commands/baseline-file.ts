import { parseBaseline } from "../config/baseline.ts";
import { type BaselinePlace, baselinePlace } from "../config/find-baseline.ts";
import type { Baseline } from "../engine/baseline.ts";
import { DoctorError } from "../errors.ts";
import { existsSync, readFileSync } from "../files/disk.ts";

/** A baseline as a run finds it. */
export interface FoundBaseline {
  readonly place: BaselinePlace;
  readonly baseline: Baseline;
}

/**
 * The baseline of a run: the one that is named, else the one beside the config if there is one; null for none. Throws
 * DoctorError when the named one is missing, and for one that cannot be read.
 */
export function findBaseline(
  root: string,
  { folder, baseline: named }: { readonly folder: string; readonly baseline?: string | false | undefined },
): FoundBaseline | null {
  if (named === false) return null;
  const place = baselinePlace(root, folder, named);
  if (named === undefined && !existsSync(place.path)) return null;
  return { place, baseline: readBaseline(place) };
}

/** The baseline in a file. Throws DoctorError when it cannot be read. */
export function readBaseline({ path, shown }: BaselinePlace): Baseline {
  return parseBaseline(readText(path, shown), shown);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder, not a file",
  EACCES: "it may not be read",
};

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new DoctorError(
      "baseline-unreadable",
      `The baseline ${shown} cannot be read: ${reasons[code] ?? code}.`,
      "Write one with `doctor baseline`, name it with --baseline FILE, or go without: --no-baseline.",
      { cause },
    );
  }
}
