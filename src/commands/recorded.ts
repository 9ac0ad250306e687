import type { Config } from "../config/config.ts";
import type { LoadedConfig } from "../config/load.ts";
import { DoctorError } from "../errors.ts";
import { openRuns } from "../history/open-runs.ts";
import { thisProcess } from "../history/owner.ts";
import type { RecordedCommand, Run } from "../history/run.ts";
import type { RunEnd, Runs } from "../history/runs.ts";
import { type Begun, begin, databaseIn } from "./begun.ts";
import { countsOf, type Kept, packed } from "./kept.ts";
import { loadProject, type RunOptions } from "./project.ts";
import { version } from "./version.ts";

interface Outcome {
  readonly kept: Kept;
  readonly exitCode: 0 | 1 | 2;
}

/** How a command is recorded. */
export interface Recording<T> {
  readonly command: RecordedCommand;
  readonly scope?: Run["scope"];
  /** A command that cannot do without the history says itself why it fails. */
  readonly needsHistory?: boolean;
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
  const entry = loaded.config.history && isProject ? enter(begun, database, recording, options) : null;
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

/** A run in the history. What ends it never throws. */
interface Entry {
  readonly id: string;
  readonly succeeded: (outcome: () => Outcome) => void;
  readonly failed: (error: unknown) => void;
}

function enter(
  { id, started, loaded }: Begun,
  database: string | null,
  { command, scope, needsHistory }: Pick<Recording<unknown>, "command" | "scope" | "needsHistory">,
  { onNote }: Pick<RunOptions, "onNote">,
): Entry | null {
  let runs: Runs | null = null;
  try {
    const run: Run = {
      ...{ id, command, status: "running", scope: scope ?? "all", version, database },
      ...{ config: loaded.config.file, startedAt: started.toISOString() },
      ...{ completedAt: null, durationMs: null, exitCode: null, error: null, ...countsOf(null) },
      ...thisProcess(),
    };
    runs = openRuns(loaded.config.root);
    runs.begin(run);
    return entryOf(runs, run, started, onNote);
  } catch (error) {
    runs?.close();
    if (!needsHistory) onNote?.(noteOn(error));
    return null;
  }
}

function entryOf(runs: Runs, run: Run, started: Date, onNote: RunOptions["onNote"]): Entry {
  const end = (how: Omit<RunEnd, "completedAt" | "durationMs">, report: string | null): void => {
    const now = new Date();
    const times = { completedAt: now.toISOString(), durationMs: now.getTime() - started.getTime() };
    runs.end(run, { ...how, ...times }, report);
  };
  const closing = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      onNote?.(noteOn(error));
    } finally {
      runs.close();
    }
  };
  return {
    id: run.id,
    succeeded: (outcome) =>
      closing(() => {
        const { kept, exitCode } = outcome();
        end({ status: "success", ...countsOf(kept), exitCode, error: null }, packed(kept));
      }),
    failed: (error) =>
      closing(() => end({ status: "failed", ...countsOf(null), exitCode: 2, error: wordsFor(error) }, null)),
  };
}

/** What is remembered of an error. Messages that are not the doctor's own might tell what is stored. */
function wordsFor(error: unknown): string {
  if (error instanceof DoctorError) return error.message;
  return `${error instanceof Error ? error.name : "An error"}, a bug of the doctor.`;
}

function noteOn(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `This run is not recorded: ${why.replace(/\.$/, "")}.`;
}
