import { applyRecord, type Standing } from "../apply.ts";
import { applyToFile } from "../database/apply.ts";
import { checkedTables } from "../database/checked.ts";
import type { CountedLoss } from "../doctor.ts";
import { DoctorError } from "../errors.ts";
import type { History } from "../history/history.ts";
import { openHistory } from "../history/open.ts";
import { runnable } from "../plan/planner.ts";
import type { Begun } from "./begun.ts";
import { examine } from "./examine.ts";
import { databaseOf } from "./project.ts";
import { type Recording, recorded } from "./recorded.ts";
import { everyRow, offered, type Repair, type RepairOptions, recordOf, repairFiles } from "./repair.ts";
import { wantedIssues } from "./selection.ts";
import { refuseSnapshot } from "./source.ts";
import { settleToday } from "./today.ts";
import { type Onlooker, pauseOf, watchOf } from "./watch.ts";

/** A repair that is to be applied, and who looks on. */
export interface ApplyOptions extends Omit<RepairOptions, "onPhase" | "rehearsal">, Onlooker {
  /** The id of the repair that somebody looked at: what would be applied now must be the same. */
  readonly expected?: string | undefined;
  /** Told, before anything happens, how attempts ended that a crash had left pending. */
  readonly onSettled?: ((sentences: readonly string[]) => void) | undefined;
  /** Told, before anything happens, what the steps that have leave take away. */
  readonly onLosses?: ((losses: readonly CountedLoss[]) => void) | undefined;
}

/** How it went. "refused": something stands in the way and nothing was touched. "nothing": there is nothing to do. */
export interface ApplyOutcome extends Repair {
  readonly status: "applied" | "refused" | "nothing";
  /** Null unless it was applied. */
  readonly standing: Standing | null;
  /** Where record, scripts and backup are, or null. */
  readonly folder: string | null;
}

/**
 * Plans a repair, proves it on a copy with all rows, and applies it to the database. What is unproven or blocked is
 * refused; issues that wait for a decision do not keep the proven steps of others from being applied, they show in the
 * exit code. Throws DoctorError when it could not run; the database is then as it was.
 */
export async function applyRepair(options: ApplyOptions): Promise<ApplyOutcome> {
  const recording: Recording<ApplyOutcome> = {
    ...{ command: "repair --apply", scope: options.only.length === 0 ? "all" : "part", needsHistory: true },
    outcome: (run) => ({ kept: { as: "applied", run }, exitCode: run.exitCode }),
  };
  return recorded(options, recording, async (begun) => {
    const { config } = begun.loaded;
    refuseSnapshot(config, options);
    const database = databaseOf(config, options);
    const history = openHistory(config.root, begun.recorded);
    try {
      const settled = settleToday(history, database);
      if (settled.length > 0) options.onSettled?.(settled.map(({ sentence }) => sentence));
      return await apply(options, { history, begun });
    } finally {
      history.close();
    }
  });
}

async function apply(
  options: ApplyOptions,
  { history, begun }: { readonly history: History; readonly begun: Begun },
): Promise<ApplyOutcome> {
  const { allowDestructive, onCopy } = options;
  const wanted = wantedIssues(options);
  const extent = { ...wanted, allowDestructive, onCopy, rowsUpTo: everyRow, pause: pauseOf(options) };
  const examined = await examine(options, extent, begun);
  wanted.follow(examined.report);
  const { diagnosis } = examined;
  const record = recordOf(examined, options, allowDestructive);
  const repair = offered(examined, record, allowDestructive);
  if (record === null) {
    const status = runnable(diagnosis.plan.steps, allowDestructive).length === 0 ? "nothing" : "refused";
    const exitCode = status === "refused" ? 1 : repair.exitCode;
    return { ...repair, exitCode, status, standing: null, folder: null };
  }
  const { expected = record.id } = options;
  if (record.id !== expected) throw another(expected, record.id);
  if (allowDestructive && repair.losses.length > 0) options.onLosses?.(repair.losses);
  const { actual } = diagnosis;
  const standing = await applyRecord(
    record,
    { checked: checkedTables(actual, record.steps, record.survivals), files: repairFiles(repair) },
    { history, run: applyToFile, watch: watchOf(options) },
  );
  return { ...repair, status: "applied", standing, folder: history.folderOf(record.id) };
}

function another(expected: string, found: string): DoctorError {
  return new DoctorError(
    "another-repair",
    `What would be applied now is repair ${found}, not ${expected}. Nothing was changed.`,
    "The database, the model or the options have changed since it was rehearsed: rehearse it again and look at it.",
  );
}
