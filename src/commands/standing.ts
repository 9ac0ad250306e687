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

/**
 * The analysis of the project in a folder that was kept for this question, as a run of now and recorded as one. Null where
 * none was kept, and where anything that it was read of is not as it was.
 */
export function analysisThatStands(
  question: unknown,
  { folder, environment = {}, onNote }: Pick<RunOptions, "folder" | "environment" | "onNote">,
): Pick<Standing, "report" | "exitCode" | "said"> | null {
  const started = new Date();
  const cache = cacheIn(folder);
  const standing = cache && recall<Standing>(placeFor(cache, ["analysis", question]));
  if (!standing || !stands(standing, environment)) return null;
  const { exitCode, said, project } = standing;
  const id = runId(started);
  const entry = enter({ id, started, root: folder, ...project }, { command: "analyze" }, { onNote });
  const run = { id, startedAt: started.toISOString(), durationMs: Date.now() - started.getTime() };
  const report = { ...standing.report, run };
  entry?.succeeded(() => ({ kept: { as: "report", report }, exitCode }));
  return { report, exitCode, said };
}

function stands(
  { answers, variables, database }: Standing,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  for (const [name, value] of variables) if (environment[name] !== value) return false;
  return isStill(database.content, database.path) && standsStill(answers);
}
