import type { Content } from "../database/content.ts";
import { isStill } from "../database/content.ts";
import { placeFor, recall } from "../files/store.ts";
import { type Answers, standsStill } from "../files/witness.ts";
import type { Report } from "../reporting/report.ts";
import { cacheIn } from "./cache.ts";
import { type Entered, enter } from "./entry.ts";
import type { RunOptions } from "./project.ts";
import { runId } from "./run-id.ts";

/** An analysis, and what it was read of. */
export interface Standing {
  readonly report: Report;
  readonly exitCode: 0 | 1;
  /** What was learned of files. */
  readonly answers: Answers;
  /** What was asked of the environment. */
  readonly variables: Variables;
  /** The database: the path by which it was named, and all that it was. */
  readonly database: { readonly path: string; readonly content: Content };
  readonly project: Pick<Entered, "config" | "database">;
  /** What the caller needs to say it again: plain data. */
  readonly said: unknown;
}

/** Names and values. */
export type Variables = ReadonlyMap<string, string | undefined>;

/** What an analysis is kept for. The folder may be a copy of another one, with all that was kept there. */
export function keptFor(folder: string, question: unknown): unknown {
  return ["analysis", folder, question];
}

/** An analysis of before, as a run of now. */
export interface StandingRun extends Pick<Standing, "report" | "exitCode" | "said"> {
  /** Records it, once it is told. */
  readonly record: () => void;
}

/**
 * The analysis of the project in a folder that was kept for this question. Null where none was kept, and where anything
 * that it was read of is not as it was.
 */
export function analysisThatStands(
  question: unknown,
  { folder, environment = {}, onNote }: Pick<RunOptions, "folder" | "environment" | "onNote">,
): StandingRun | null {
  const started = new Date();
  const cache = cacheIn(folder);
  const standing = cache && recall<Standing>(placeFor(cache, keptFor(folder, question)));
  if (!standing || !stands(standing, environment)) return null;
  const { exitCode, said, project } = standing;
  const id = runId(started);
  const run = { id, startedAt: started.toISOString(), durationMs: Date.now() - started.getTime() };
  const report = { ...standing.report, run };
  const record = (): void => {
    const entry = enter({ id, started, root: folder, ...project }, { command: "analyze" }, { onNote });
    entry?.succeeded(() => ({ kept: { as: "report", report }, exitCode }));
  };
  return { report, exitCode, said, record };
}

function stands(
  { answers, variables, database }: Standing,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  for (const [name, value] of variables) if (environment[name] !== value) return false;
  return isStill(database.content, database.path) && standsStill(answers);
}
