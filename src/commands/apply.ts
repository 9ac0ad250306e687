import { applyRecord, type Standing } from "../apply.ts";
import { applyToFile } from "../database/apply.ts";
import { checkedTables } from "../database/checked.ts";
import type { CountedLoss, Diagnosis } from "../doctor.ts";
import type { History } from "../history/history.ts";
import { openHistory } from "../history/open.ts";
import { repairId } from "../history/repair-id.ts";
import { runnable } from "../plan/planner.ts";
import type { RepairRecord } from "../plan/repair-record.ts";
import type { Begun } from "./begun.ts";
import { examine } from "./examine.ts";
import { databaseOf } from "./project.ts";
import { type Recording, recorded } from "./recorded.ts";
import { everyRow, offered, type Repair, type RepairOptions, repairFiles } from "./repair.ts";
import { wantedIssues } from "./selection.ts";
import { settleToday } from "./today.ts";
import { type Onlooker, pauseOf, watchOf } from "./watch.ts";

/** A repair that is to be applied, and who looks on. */
export interface ApplyOptions extends Omit<RepairOptions, "onPhase">, Onlooker {
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
    const database = databaseOf(config, options);
    const history = openHistory(config.root, begun.recorded);
    try {
      const settled = settleToday(history, database);
      if (settled.length > 0) options.onSettled?.(settled.map(({ sentence }) => sentence));
      return await apply(options, database, { history, begun });
    } finally {
      history.close();
    }
  });
}

async function apply(
  options: ApplyOptions,
  database: string,
  { history, begun }: { readonly history: History; readonly begun: Begun },
): Promise<ApplyOutcome> {
  const { allowDestructive, onCopy } = options;
  const wanted = wantedIssues(options);
  const extent = { ...wanted, allowDestructive, onCopy, rowsUpTo: everyRow, pause: pauseOf(options) };
  const examined = await examine(options, extent, begun);
  wanted.follow(examined.report);
  const { diagnosis } = examined;
  const repair = offered(examined, allowDestructive);
  const record = recordOf(diagnosis, database, allowDestructive);
  if (record === null) {
    const status = runnable(diagnosis.plan.steps, allowDestructive).length === 0 ? "nothing" : "refused";
    const exitCode = status === "refused" ? 1 : repair.exitCode;
    return { ...repair, exitCode, status, standing: null, folder: null };
  }
  if (allowDestructive && repair.losses.length > 0) options.onLosses?.(repair.losses);
  const { actual } = diagnosis;
  const standing = await applyRecord(
    record,
    { checked: checkedTables(actual, record.steps, record.survivals), files: repairFiles(repair) },
    { history, run: applyToFile, watch: watchOf(options) },
  );
  return { ...repair, status: "applied", standing, folder: history.folderOf(record.id) };
}

/** The record of what is going to be applied, or null when nothing is, or nothing is proven. */
function recordOf(
  { plan, proof, states }: Diagnosis,
  database: string,
  allowDestructive: boolean,
): RepairRecord | null {
  const steps = runnable(plan.steps, allowDestructive);
  if (steps.length === 0 || !proof.ok || states.after === null) return null;
  const { before, after } = states;
  const id = repairId({ database, before, steps });
  return { formatVersion: 1, id, database, steps, survivals: plan.survivals, before, after };
}
