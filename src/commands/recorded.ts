import type { Config } from "../config/config.ts";
import type { LoadedConfig } from "../config/load.ts";
import { DoctorError } from "../errors.ts";
import { type Begun, begin, databaseIn } from "./begun.ts";
import { type EntryOptions, enter, type Outcome } from "./entry.ts";
import { loadProject, type RunOptions } from "./project.ts";

/** How a command is recorded. */
export interface Recording<T> extends EntryOptions {
  /** A run over many databases is recorded as one of none. */
  readonly isOfFleet?: boolean;
  /** What the result comes to: what is kept of it, and the exit code that follows from it. */
  readonly outcome: (result: T, config: Config) => Outcome;
}

/**
 * Runs a command as a recorded run: entered when it begins and ended when it ends, so that one that was killed can be
 * told. Where nothing can be recorded it goes on without, and says so once. Throws what the command throws, and
 * DoctorError for a wrong config.
 */
export async function recorded<T>(
  options: RunOptions,
  recording: Recording<T>,
  run: (begun: Begun) => Promise<T>,
): Promise<T> {
  const { loaded, refusal } = projectOf(options);
  const begun = begin(loaded);
  const { isOfFleet = false } = recording;
  const database = refusal === null && !isOfFleet ? databaseIn(loaded.config, options) : null;
  // Without a config and without a database there is no project here.
  const isProject = loaded.config.file !== null || database !== null || refusal !== null || isOfFleet;
  const { root, file: config, history } = loaded.config;
  const entry = history && isProject ? enter({ ...begun, root, config, database }, recording, options) : null;
  try {
    if (refusal !== null) throw refusal;
    const result = await run({ ...begun, recorded: entry?.id ?? null });
    entry?.succeeded(() => recording.outcome(result, loaded.config));
    return result;
  } catch (error) {
    entry?.failed(error);
    throw error;
  }
}

/** The project of a run, also of one that must fail because --db names no file. */
function projectOf(options: RunOptions): { readonly loaded: LoadedConfig; readonly refusal: unknown } {
  try {
    return { loaded: loadProject(options), refusal: null };
  } catch (refusal) {
    const isDatabase = refusal instanceof DoctorError && refusal.code === "not-a-database-file";
    if (!isDatabase || options.database === undefined) throw refusal;
    return { loaded: loadProject({ ...options, database: undefined }), refusal };
  }
}
