import { resolve } from "node:path";
import { cwd, env } from "node:process";
import type { RunOptions } from "../commands/project.ts";
import type { RollbackOptions } from "../commands/rollback.ts";
import type { Onlooker } from "../commands/watch.ts";
import { checkThreshold } from "../reporting/exit.ts";
import { refuseUnknown } from "./known.ts";
import type { ChangeOptions, ExamineOptions, ProjectOptions } from "./options.ts";

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

export const examineOptionNames: Names<ExamineOptions> = {
  ...projectOptionNames,
  ...{ snapshot: true, failOn: true, showValues: true },
};

/** The options of a command, from those of the API. Throws DoctorError for one that there is not. */
export function runOptions(options: ExamineOptions, known: Readonly<Record<string, true>>): RunOptions {
  refuseUnknown(options, Object.keys(known));
  const { folder, environment, config, database, snapshot, model, failOn, showValues, onProgress } = options;
  if (failOn !== undefined) checkThreshold(failOn);
  return {
    folder: resolve(folder ?? cwd()),
    environment: environment ?? env,
    ...{ config, database, snapshot, failOn, showValues },
    model: model === undefined ? undefined : several(model),
    onPhase: (phase) => onProgress?.({ kind: "phase", phase }),
    onRows: (table, rows, about) => onProgress?.({ kind: "rows", table, rows, about }),
    onNote: (text) => onProgress?.({ kind: "note", text }),
  };
}
