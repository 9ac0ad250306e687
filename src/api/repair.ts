import { type ApplyOutcome, applyRepair } from "../commands/apply.ts";
import { type Repair, type RepairOptions as Request, repair, repairFiles } from "../commands/repair.ts";
import type { CountedLoss } from "../doctor.ts";
import type { Attempt } from "../plan/attempt.ts";
import type { Report } from "../reporting/report.ts";
import type { ChangeOptions, ExamineOptions } from "./options.ts";
import { examineOptionNames, type Names, onlooker, runOptions, several } from "./request.ts";

/** What a repair is to take in. */
export interface RepairOptions extends ExamineOptions {
  /** Ids or fingerprints of issues, or rules, and what they depend on; all issues when left out. */
  readonly only?: string | readonly string[] | undefined;
  /** The recorded run that ids in `only` refer to; the last one unless stated. */
  readonly run?: string | undefined;
  /** Takes in the steps that delete data. No unless stated. */
  readonly allowDestructive?: boolean | undefined;
}

/** What is applied. */
export interface ApplyOptions extends RepairOptions, ChangeOptions {
  /** The `id` of the rehearsal that somebody looked at: when anything else would be applied, nothing is. */
  readonly repair?: string | undefined;
}

const repairOptionNames: Names<RepairOptions> = {
  ...examineOptionNames,
  ...{ only: true, run: true, allowDestructive: true },
};

const applyOptionNames: Names<ApplyOptions> = { ...repairOptionNames, repair: true, signal: true };

/** A repair as far as it can be told without the rows: `report.plan` has its steps. */
export interface PlannedRepair {
  readonly kind: "plan";
  /** The analysis; `report.plan` is the plan of what was selected, `report.proof` its rehearsal without rows. */
  readonly report: Report;
  /** Ids of the issues that were not named and that a named one depends on. */
  readonly pulledIn: readonly string[];
  readonly allowDestructive: boolean;
  /** How many rows each precondition returns today: where it is not 0, its step is blocked. */
  readonly preconditions: readonly { readonly query: string; readonly rows: number }[];
  /** What the steps that delete data would take away, counted today. */
  readonly losses: readonly CountedLoss[];
}

/** A repair that was carried out, checked and taken back on a copy with all rows; `report.proof` says how that went. */
export interface RehearsedRepair extends Omit<PlannedRepair, "kind"> {
  readonly kind: "rehearse";
  /** Follows from database, schema and steps; null where nothing may be applied. */
  readonly id: string | null;
  /** The files that `doctor repair --out` writes, by name: scripts for the sqlite3 shell, the plan, how to run them. */
  readonly files: Readonly<Record<string, string>>;
  /** 0 proven or nothing to do; 1 something is unproven, blocked or waits for a decision. */
  readonly exitCode: 0 | 1;
}

/** A repair after the attempt to apply it. */
export interface AppliedRepair extends Omit<RehearsedRepair, "kind"> {
  readonly kind: "apply";
  /** "refused": something stands in the way and nothing was touched. "nothing": there is nothing to do. */
  readonly status: "applied" | "refused" | "nothing";
  /** Null unless it was applied. */
  readonly attempt: Attempt | null;
  readonly backup: { readonly path: string; readonly bytes: number } | null;
  /** How long each part took; empty unless it was applied. */
  readonly milliseconds: Readonly<Record<string, number>>;
  /** Where record, scripts and backup are, or null. */
  readonly folder: string | null;
}

/**
 * Plans a repair and rehearses it on a copy without rows: quick, however large the database. The database is only read.
 * Throws DoctorError when it cannot run, or does not know what `only` names.
 */
export async function plan(options: RepairOptions = {}): Promise<PlannedRepair> {
  return {
    kind: "plan",
    ...planned(await repair({ ...request(options, repairOptionNames), rehearsal: "schema" })),
  };
}

/**
 * Plans a repair and rehearses it on a copy with all rows, as `doctor repair` does. The database is only read. Throws
 * DoctorError when it cannot run, or does not know what `only` names.
 */
export async function rehearse(options: RepairOptions = {}): Promise<RehearsedRepair> {
  return { kind: "rehearse", ...rehearsed(await repair(request(options, repairOptionNames))) };
}

/**
 * Rehearses a repair, backs the database up, and applies what is proven in one transaction, as `doctor repair --apply`
 * does. What is blocked or unproven is refused, which is no error. Throws DoctorError when it could not run or
 * `options.repair` is another repair; the database is then as it was.
 */
export async function apply(options: ApplyOptions = {}): Promise<AppliedRepair> {
  const { repair: expected, onProgress } = options;
  const outcome = await applyRepair({
    ...request(options, applyOptionNames),
    ...onlooker(options),
    expected,
    onLosses: (losses) => onProgress?.({ kind: "losses", losses }),
  });
  return { kind: "apply", ...rehearsed(outcome), ...applied(outcome) };
}

function request(options: RepairOptions, known: Readonly<Record<string, true>>): Request {
  const { only, run, allowDestructive, onProgress } = options;
  return {
    ...runOptions(options, known),
    only: several(only ?? []),
    run,
    allowDestructive: allowDestructive ?? false,
    onCopy: (bytes, total) => onProgress?.({ kind: "copy", bytes, total }),
  };
}

function planned({
  report,
  pulledIn,
  allowDestructive,
  offending,
  losses,
}: Repair): Omit<PlannedRepair, "kind"> {
  const preconditions = [...offending].map(([query, rows]) => ({ query, rows }));
  return { report, pulledIn, allowDestructive, preconditions, losses };
}

function rehearsed(run: Repair): Omit<RehearsedRepair, "kind"> {
  return { ...planned(run), id: run.id, files: repairFiles(run), exitCode: run.exitCode };
}

function applied({ status, standing, folder }: ApplyOutcome): Omit<AppliedRepair, keyof RehearsedRepair> {
  const { backup = null, milliseconds = {} } = standing?.applied ?? {};
  return { status, attempt: standing?.attempt ?? null, backup, milliseconds, folder };
}
