import { resolve } from "node:path";
import { shownPath } from "./find.ts";

/** Where a baseline is kept. */
export interface BaselinePlace {
  /** Absolute. */
  readonly path: string;
  /** As people see it, relative to the config's folder when it lies inside. */
  readonly shown: string;
}

/** The baseline that is named, relative to the current folder; else the one beside the config. */
export function baselinePlace(root: string, folder: string, named: string | undefined): BaselinePlace {
  const path = named === undefined ? resolve(root, "doctor-baseline.json") : resolve(folder, named);
  return { path, shown: shownPath(path, root) };
}
