import { resolve } from "node:path";
import { cwd, env } from "node:process";
import type { RunOptions } from "../commands/project.ts";
import type { RollbackOptions } from "../commands/rollback.ts";
import type { Onlooker } from "../commands/watch.ts";
import { checkThreshold, type FailOn } from "../reporting/exit.ts";
import { refuseUnknown } from "./known.ts";
import type { Progress } from "./progress.ts";

/** Which project a function is about. What is stated here has precedence over the config; all of it may be left out. */
export interface ProjectOptions {
  /** The folder to run in: the config is looked for here, and paths are relative to it. The current folder unless stated. */
  readonly folder?: string | undefined;
  /** Where DATABASE_URL is looked up: `process.env` unless stated. A `.env` beside the config is read in any case. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** The config; without it `doctor.config.json` in the folder, or the `doctor` key of its package.json. */
  readonly config?: string | undefined;
  /** The SQLite file, instead of the config's. */
  readonly database?: string | undefined;
  /** Globs of TypeScript files, .sql files, folders of migrations, instead of the config's. */
  readonly model?: string | readonly string[] | undefined;
  /** Told what happens while it happens. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What an analysis, and with it every repair, takes besides. */
export interface AnalyzeOptions extends ProjectOptions {
  /** From which severity on the recorded run counts as failed, instead of the config's. `exitCode` says the same of a report. */
  readonly failOn?: FailOn | undefined;
  /** Lets stored values stand in the report, of at most five rows an issue. No unless stated. */
  readonly showValues?: boolean | undefined;
}

/** What a function takes that changes a database. */
export interface ChangeOptions {
  /** An AbortSignal: when it is aborted, the statement under way is finished and everything is rolled back. */
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** One or several, as a list. */
export function several(given: string | readonly string[]): readonly string[] {
  return typeof given === "string" ? [given] : given;
}

/** Who looks on while a database is changed, from the options of the API. */
export function onlooker({
  onProgress,
  signal,
}: ProjectOptions & ChangeOptions): Required<Onlooker> & Settling {
  return {
    onPhase: (phase) => onProgress?.({ kind: "phase", phase }),
    onCopy: (bytes, total) => onProgress?.({ kind: "copy", bytes, total }),
    onWaiting: (patienceMs) => onProgress?.({ kind: "waiting", patienceMs }),
    onSettled: (sentences) => {
      for (const text of sentences) onProgress?.({ kind: "note", text });
    },
    stopped: () => signal?.aborted ?? false,
  };
}

type Settling = Required<Pick<RollbackOptions, "onSettled">>;

/** The names of options; the compiler sees to it that none is left out. */
export type Names<T> = Readonly<Record<keyof T, true>>;

export const projectOptionNames: Names<ProjectOptions> = {
  ...{ folder: true, environment: true, config: true, database: true, model: true, onProgress: true },
};

export const analyzeOptionNames: Names<AnalyzeOptions> = {
  ...projectOptionNames,
  ...{ failOn: true, showValues: true },
};

/** The options of a command, from those of the API. Throws DoctorError for one that there is not. */
export function runOptions(options: AnalyzeOptions, known: Readonly<Record<string, true>>): RunOptions {
  refuseUnknown(options, Object.keys(known));
  const { folder, environment, config, database, model, failOn, showValues, onProgress } = options;
  if (failOn !== undefined) checkThreshold(failOn);
  return {
    folder: resolve(folder ?? cwd()),
    environment: environment ?? env,
    ...{ config, database, failOn, showValues },
    model: model === undefined ? undefined : several(model),
    onPhase: (phase) => onProgress?.({ kind: "phase", phase }),
    onRows: (table, rows, about) => onProgress?.({ kind: "rows", table, rows, about }),
    onNote: (text) => onProgress?.({ kind: "note", text }),
  };
}
