import type { Applied } from "../database/application.ts";
import { applyToFile } from "../database/apply.ts";
import { openDatabase } from "../database/open.ts";
import { type RehearsedBack, rehearseBack } from "../database/rehearse-back.ts";
import type { History } from "../history/history.ts";
import { openHistory } from "../history/open.ts";
import type { Attempt } from "../plan/attempt.ts";
import type { RepairRecord } from "../plan/repair-record.ts";
import { takeBackRecord } from "../rollback.ts";
import { appliedRepair } from "./applied-repairs.ts";
import type { ApplyOptions } from "./apply.ts";
import { databaseOf, type RunOptions } from "./project.ts";
import { type Recording, recorded } from "./recorded.ts";
import { settleToday } from "./today.ts";
import { type Onlooker, pauseOf, watchOf } from "./watch.ts";

/** Which repair is taken back, and who looks on. */
export interface RollbackOptions
  extends Omit<RunOptions, "onPhase">,
    Onlooker,
    Pick<ApplyOptions, "onSettled"> {
  /** The last one applied when it is not named. */
  readonly repair?: string | undefined;
  /** Whether it is done; else it is only rehearsed. */
  readonly apply: boolean;
  /** Told what has no place in the old schema, before anything happens. */
  readonly onLosses?: ((losses: RehearsedBack["losses"]) => void) | undefined;
}

/** What a rollback showed or did. */
export interface RollbackOutcome {
  readonly status: "rehearsed" | "taken-back" | "impossible";
  readonly record: RepairRecord;
  readonly rehearsed: RehearsedBack;
  /** Null unless it was taken back. */
  readonly standing: { readonly attempt: Attempt; readonly applied: Applied } | null;
  readonly folder: string;
  readonly exitCode: 0 | 1;
}

/**
 * Takes an applied repair back: first on a copy of today's database, then, when asked, in the database itself. What was
 * written since stays wherever the old schema can hold it. Throws DoctorError when it could not run.
 */
export async function rollback(options: RollbackOptions): Promise<RollbackOutcome> {
  const recording: Recording<RollbackOutcome> = {
    ...{ command: options.apply ? "rollback --apply" : "rollback", needsHistory: true },
    outcome: (run) => ({ kept: { as: "rollback", run }, exitCode: run.exitCode }),
  };
  return recorded(options, recording, async ({ loaded: { config }, recorded: run }) => {
    const database = databaseOf(config, options);
    const history = openHistory(config.root, run);
    try {
      const settled = settleToday(history, database);
      if (settled.length > 0) options.onSettled?.(settled.map(({ sentence }) => sentence));
      return await takeBack(appliedRepair(history, database, options.repair), history, options);
    } finally {
      history.close();
    }
  });
}

async function takeBack(
  record: RepairRecord,
  history: History,
  options: RollbackOptions,
): Promise<RollbackOutcome> {
  options.onPhase?.("rehearsal");
  const source = openDatabase(record.database);
  const rehearsed = await rehearseBack(source, record, {
    progress: options.onCopy,
    pause: pauseOf(options),
  }).finally(source.close);
  const shared = { record, rehearsed, folder: history.folderOf(record.id) };
  const { after } = rehearsed;
  if (after === null) return { ...shared, status: "impossible", standing: null, exitCode: 1 };
  if (!options.apply) return { ...shared, status: "rehearsed", standing: null, exitCode: 0 };
  if (rehearsed.losses.length > 0) options.onLosses?.(rehearsed.losses);
  const ports = { history, run: applyToFile, watch: watchOf(options) };
  const standing = await takeBackRecord(record, { ...rehearsed, after }, ports);
  return { ...shared, status: "taken-back", standing, exitCode: 0 };
}
