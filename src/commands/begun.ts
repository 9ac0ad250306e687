import { realpathSync } from "node:fs";
import type { Config } from "../config/config.ts";
import { shownPath } from "../config/find.ts";
import type { LoadedConfig } from "../config/load.ts";
import { DoctorError } from "../errors.ts";
import { loadProject, type RunOptions } from "./project.ts";
import { runId } from "./run-id.ts";
import { findSource, type SourceOptions } from "./source.ts";

/** A run that begins: its id, its instant and its project. */
export interface Begun {
  readonly id: string;
  readonly started: Date;
  readonly loaded: LoadedConfig;
  /** The id by which the history knows it, or null when it is not recorded. */
  readonly recorded: string | null;
}

/** A run that nobody records. Throws DoctorError for a wrong config. */
export function beginRun(options: RunOptions): Begun {
  return begin(loadProject(options));
}

/** A run of a project, from now on. */
export function begin(loaded: LoadedConfig): Begun {
  const started = new Date();
  return { id: runId(started), started, loaded, recorded: null };
}

/** The database or the snapshot of a run as its reports name it, or null where none is named or what is named is no file. */
export function databaseIn(config: Config, options: SourceOptions): string | null {
  try {
    return shownPath(followed(findSource(config, options).path), config.root);
  } catch (error) {
    if (error instanceof DoctorError) return null;
    throw error;
  }
}

/** Where a path leads through links, or itself where it leads nowhere: the log of a database lies beside the file. */
export function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
