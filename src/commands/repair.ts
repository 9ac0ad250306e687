import { resolve } from "node:path";
import { repairCompanions } from "../../reports/repair-folder.ts";
import { checkedTables } from "../database/checked.ts";
import type { CountedLoss, Diagnosis } from "../doctor.ts";
import { type KeptLedger, notMigrated } from "../evidence/ledgers.ts";
import { repairId } from "../history/repair-id.ts";
import { type Migration, migrationOf } from "../plan/migration.ts";
import { runnable } from "../plan/planner.ts";
import type { RepairRecord } from "../plan/repair-record.ts";
import { renderScripts } from "../plan/scripts.ts";
import { repairExitCode } from "../reporting/exit.ts";
import type { Report } from "../reporting/report.ts";
import { type Examined, examine } from "./examine.ts";
import { databaseOf, type RunOptions } from "./project.ts";
import { type Recording, recorded } from "./recorded.ts";
import { wantedIssues } from "./selection.ts";
import { findSource } from "./source.ts";

/** What a repair is to take in. */
export interface RepairOptions extends RunOptions {
  /** Ids, fingerprints or rules; all issues when empty. */
  readonly only: readonly string[];
  /** The recorded run that the ids refer to; the last one when it is not named. */
  readonly run?: string | undefined;
  readonly allowDestructive: boolean;
  /** Whether the rehearsal takes the rows, or the schema alone; the rows unless stated. */
  readonly rehearsal?: "rows" | "schema" | undefined;
  /** Told how much of the copy for the rehearsal is made, in bytes. */
  readonly onCopy?: ((bytes: number, total: number) => void) | undefined;
}

/** A dry run of a repair: its report, what it took in, its scripts and its exit code. */
export interface Repair {
  /** The id it is kept by when it is applied as it is; null where nothing can be. */
  readonly id: string | null;
  readonly report: Report;
  readonly pulledIn: readonly string[];
  /** How many rows each precondition returns today. */
  readonly offending: ReadonlyMap<string, number>;
  readonly allowDestructive: boolean;
  /** What the steps that need leave take away, counted today. */
  readonly losses: readonly CountedLoss[];
  readonly scripts: Readonly<Record<string, string>>;
  /** The plan for the migration tools; null when no step runs. */
  readonly migration: Migration | null;
  /** The folders of migrations beside the model, as absolute paths, with what the database says of them. */
  readonly ledgers: readonly (KeptLedger & {
    readonly path: string;
    /** What the model declares and none of the migrations makes. */
    readonly undeclared: readonly string[];
  })[];
  readonly exitCode: 0 | 1;
}

/**
 * Plans and rehearses a repair with all rows, as a recorded run. Throws DoctorError when it cannot run or does not know
 * what `only` names.
 */
export async function repair(options: RepairOptions): Promise<Repair> {
  const { only, allowDestructive, onCopy } = options;
  const recording: Recording<Repair> = {
    ...{ command: "repair", scope: only.length === 0 ? "all" : "part" },
    outcome: (run) => ({ kept: { as: "dry-run", run }, exitCode: run.exitCode }),
  };
  return recorded(options, recording, async (begun) => {
    const rowsUpTo = options.rehearsal === "schema" ? noRow : everyRow;
    const wanted = wantedIssues(options);
    const examined = await examine(options, { ...wanted, allowDestructive, onCopy, rowsUpTo }, begun);
    wanted.follow(examined.report);
    const found = offered(examined, recordOf(examined, options, allowDestructive), allowDestructive);
    return isOfSnapshot(examined, options) ? withoutRows(found, options) : found;
  });
}

/** What is proven without rows is not proven: the rows of the database may stand in the way. */
function withoutRows(found: Repair, { onNote, allowDestructive }: RepairOptions): Repair {
  const { steps } = found.report.plan;
  if (!steps.some(({ safety }) => allowDestructive || safety !== "destructive")) return found;
  onNote?.(
    "The plan is made from a snapshot: it is unproven with rows. Its scripts ask for what stands in their way before they change anything; doctor repair on the database itself proves it.",
  );
  return { ...found, exitCode: 1 };
}

function isOfSnapshot({ loaded }: Examined, options: RunOptions): boolean {
  return findSource(loaded.config, options).kind === "snapshot";
}

/** A repair is rehearsed with all rows, however many. */
export const everyRow = (): number => Number.POSITIVE_INFINITY;

const noRow = (): number => -1;

/** The repair that follows from what was found. */
export function offered(
  { loaded, report, diagnosis }: Examined,
  record: RepairRecord | null,
  allowDestructive: boolean,
): Repair {
  const { pulledIn, offending, losses, plan, actual, states } = diagnosis;
  const writing = { allowDestructive, unproven: unproven(diagnosis) };
  const steps = runnable(plan.steps, allowDestructive);
  const checked = checkedTables(actual, steps, plan.survivals);
  return {
    id: record?.id ?? null,
    report,
    pulledIn,
    offending,
    allowDestructive,
    losses,
    scripts: { ...renderScripts(plan, writing) },
    migration: steps.length === 0 ? null : migrationOf({ plan, actual, states, checked, ...writing }),
    ledgers: diagnosis.ledgers.map((kept) => ({
      ...kept,
      path: resolve(loaded.config.root, kept.folder.folder),
      undeclared: notMigrated(diagnosis.declared, kept.folder),
    })),
    exitCode: repairExitCode(report, allowDestructive),
  };
}

/** The record of what may be applied, or null when nothing is to be, or nothing is proven with all rows. */
export function recordOf(
  { loaded, diagnosis: { plan, proof, states } }: Examined,
  options: RunOptions,
  allowDestructive: boolean,
): RepairRecord | null {
  const steps = runnable(plan.steps, allowDestructive);
  if (steps.length === 0 || proof.level !== "rows" || !proof.ok || states.after === null) return null;
  const { before, after } = states;
  const database = databaseOf(loaded.config, options);
  const id = repairId({ database, before, steps });
  return { formatVersion: 1, id, database, steps, survivals: plan.survivals, before, after };
}

/** What the rehearsal could not show. Rows that stand in the way may be mended, and the script asks for them itself. */
function unproven({ proof }: Diagnosis): string[] {
  return proof.checks.filter(({ ok, name }) => !ok && name !== "preconditions").map(({ name }) => name);
}

/** The files that a dry run leaves: scripts for the sqlite3 shell, the plan as data, and how to run them. */
export function repairFiles(run: Repair): Readonly<Record<string, string>> {
  return { ...run.scripts, ...repairCompanions(run.report, run.scripts) };
}
