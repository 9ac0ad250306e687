import { repairCompanions } from "../../reports/repair-folder.ts";
import type { CountedLoss, Diagnosis } from "../doctor.ts";
import { renderScripts } from "../plan/scripts.ts";
import { repairExitCode } from "../reporting/exit.ts";
import type { Report } from "../reporting/report.ts";
import { type Examined, examine } from "./examine.ts";
import type { RunOptions } from "./project.ts";
import { type Recording, recorded } from "./recorded.ts";
import { wantedIssues } from "./selection.ts";

/** What a repair is to take in. */
export interface RepairOptions extends RunOptions {
  /** Ids, fingerprints or rules; all issues when empty. */
  readonly only: readonly string[];
  /** The recorded run that the ids refer to; the last one when it is not named. */
  readonly run?: string | undefined;
  readonly allowDestructive: boolean;
  /** Told how much of the copy for the rehearsal is made, in bytes. */
  readonly onCopy?: ((bytes: number, total: number) => void) | undefined;
}

/** A dry run of a repair: its report, what it took in, its scripts and its exit code. */
export interface Repair {
  readonly report: Report;
  readonly pulledIn: readonly string[];
  /** How many rows each precondition returns today. */
  readonly offending: ReadonlyMap<string, number>;
  readonly allowDestructive: boolean;
  /** What the steps that need leave take away, counted today. */
  readonly losses: readonly CountedLoss[];
  readonly scripts: Readonly<Record<string, string>>;
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
    const wanted = wantedIssues(options);
    const extent = { ...wanted, allowDestructive, onCopy, rowsUpTo: everyRow };
    const examined = await examine(options, extent, begun);
    wanted.follow(examined.report);
    return offered(examined, allowDestructive);
  });
}

/** A repair is rehearsed with all rows, however many. */
export const everyRow = (): number => Number.POSITIVE_INFINITY;

/** The repair that follows from what was found. */
export function offered({ report, diagnosis }: Examined, allowDestructive: boolean): Repair {
  const { pulledIn, offending, losses, plan } = diagnosis;
  return {
    report,
    pulledIn,
    offending,
    allowDestructive,
    losses,
    scripts: { ...renderScripts(plan, { allowDestructive, unproven: unproven(diagnosis) }) },
    exitCode: repairExitCode(report, allowDestructive),
  };
}

/** What the rehearsal could not show. Rows that stand in the way may be mended, and the script asks for them itself. */
function unproven({ proof }: Diagnosis): string[] {
  return proof.checks.filter(({ ok, name }) => !ok && name !== "preconditions").map(({ name }) => name);
}

/** The files that a dry run leaves: scripts for the sqlite3 shell, the plan as data, and how to run them. */
export function repairFiles(run: Repair): Readonly<Record<string, string>> {
  return { ...run.scripts, ...repairCompanions(run.report, run.scripts) };
}
