import { DoctorError } from "../errors.ts";
import { openRuns } from "../history/open-runs.ts";
import { thisProcess } from "../history/owner.ts";
import type { RecordedCommand, Run } from "../history/run.ts";
import type { RunEnd, Runs } from "../history/runs.ts";
import { countsOf, type Kept, packed } from "./kept.ts";
import type { RunOptions } from "./project.ts";
import { version } from "./version.ts";

/** What a run came to. */
export interface Outcome {
  readonly kept: Kept;
  readonly exitCode: 0 | 1 | 2;
}

/** As what a run is entered. */
export interface EntryOptions {
  readonly command: RecordedCommand;
  readonly scope?: Run["scope"];
  /** A command that cannot do without the history says itself why it fails. */
  readonly needsHistory?: boolean;
}

/** A run that begins, and where: the root of its project, its config and its database as people see them. */
export interface Entered extends Pick<Run, "id" | "config" | "database"> {
  readonly started: Date;
  readonly root: string;
}

/** A run in the history. What ends it never throws. */
export interface Entry {
  readonly id: string;
  readonly succeeded: (outcome: () => Outcome) => void;
  readonly failed: (error: unknown) => void;
}

/** Enters a run that begins; null where it cannot be entered, which is told unless the command says it itself. */
export function enter(
  { id, started, root, config, database }: Entered,
  { command, scope, needsHistory }: EntryOptions,
  { onNote }: Pick<RunOptions, "onNote">,
): Entry | null {
  let runs: Runs | null = null;
  try {
    const run: Run = {
      ...{ id, command, status: "running", scope: scope ?? "all", version, database },
      ...{ config, startedAt: started.toISOString() },
      ...{ completedAt: null, durationMs: null, exitCode: null, error: null, ...countsOf(null) },
      ...thisProcess(),
    };
    runs = openRuns(root);
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
