import { dirname, resolve } from "node:path";
import { shownPath } from "../config/find.ts";

/** Where a config is to stand, and the project it is about. */
export interface ConfigPlace {
  /** Absolute path. */
  readonly path: string;
  /** The path as people see it. */
  readonly shown: string;
  /** The project: the folder that the config's paths are relative to. */
  readonly root: string;
}

/** The file that is named, relative to `folder`, else doctor.config.json there. */
export function configPlace(folder: string, named: string | undefined): ConfigPlace {
  const path = resolve(folder, named ?? "doctor.config.json");
  return { path, shown: shownPath(path, folder), root: dirname(path) };
}
