import { forget as forgetRepair } from "../commands/forget.ts";
import { rollback as takeBack } from "../commands/rollback.ts";
import { validate as validateRepair } from "../commands/validate.ts";
import type { Attempt } from "../plan/attempt.ts";
import type { ProofCheck } from "../plan/proof.ts";
import type { ReportedStep } from "../reporting/report.ts";
import type { ChangeOptions, ProjectOptions } from "./options.ts";
import { type Names, onlooker, projectOptionNames, runOptions } from "./request.ts";

/** Which applied repair is asked about. */
export interface ValidateOptions extends ProjectOptions {
  /** The id of the repair; the last one applied when it is left out. */
  readonly repair?: string | undefined;
}

/** Which applied repair is taken back, or forgotten. */
export interface RollbackOptions extends ValidateOptions, ChangeOptions {
  /** Does it. No unless stated: then it is only rehearsed on a copy. */
  readonly apply?: boolean | undefined;
}

const validateOptionNames: Names<ValidateOptions> = { ...projectOptionNames, repair: true };

const rollbackOptionNames: Names<RollbackOptions> = {
  ...validateOptionNames,
  ...{ apply: true, signal: true },
};

/** What taking a repair back would do, or did. */
export interface RolledBackRepair {
  readonly kind: "rollback";
  readonly status: "rehearsed" | "taken-back" | "impossible";
  /** The id of the repair. */
  readonly repair: string;
  readonly database: string;
  /** The steps of the repair, in its order; they are taken back from the last to the first. */
  readonly steps: readonly Pick<ReportedStep, "id" | "comment" | "rollback">[];
  /** Why it cannot be done; empty when it can. */
  readonly obstacles: readonly string[];
  /** What the old schema has no place for, with how much of it there is. The backup keeps it. */
  readonly losses: readonly { readonly step: string; readonly what: string; readonly count: number }[];
  readonly checks: readonly ProofCheck[];
  /** Null unless it was taken back. */
  readonly attempt: Attempt | null;
  readonly backup: { readonly path: string; readonly bytes: number } | null;
  /** Where record and backups of the repair are. */
  readonly folder: string;
  /** 0 taken back, or possible; 1 impossible, nothing was changed. */
  readonly exitCode: 0 | 1;
}

/** One validation of an applied repair, asked today. */
export interface AskedValidation {
  readonly step: string;
  readonly query: string;
  /** How many rows it returns, or what SQLite says when it cannot be asked; null when it holds. */
  readonly against: string | null;
}

/** What the validations of an applied repair say of today's database. */
export interface ValidatedRepair {
  readonly kind: "validate";
  /** The id of the repair. */
  readonly repair: string;
  readonly validations: readonly AskedValidation[];
  /** 0 all hold; 1 one of them returns rows. */
  readonly exitCode: 0 | 1;
}

/** What a repair keeps in the database for its rollback. */
export interface ForgottenRepair {
  readonly kind: "forget";
  /** The id of the repair. */
  readonly repair: string;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  /** Whether it was dropped just now. */
  readonly dropped: boolean;
}

/**
 * Takes an applied repair back, first on a copy of today's database, then, with `apply: true`, in the database itself.
 * What was written since stays wherever the old schema can hold it. Throws DoctorError when it could not run.
 */
export async function rollback(options: RollbackOptions = {}): Promise<RolledBackRepair> {
  const { status, record, rehearsed, standing, folder, exitCode } = await takeBack(request(options));
  const { obstacles, losses, checks } = rehearsed;
  return {
    ...{ kind: "rollback", status, repair: record.id, database: record.database },
    steps: record.steps.map(({ id, comment, rollback: { kind, sql, note } }) => {
      return { id, comment, rollback: { kind, sql, note } };
    }),
    ...{ obstacles, losses, checks },
    attempt: standing?.attempt ?? null,
    backup: standing?.applied.backup ?? null,
    ...{ folder, exitCode },
  };
}

/** Asks the validations of an applied repair of today's database again. Throws DoctorError when it could not run. */
export async function validate(options: ValidateOptions = {}): Promise<ValidatedRepair> {
  return {
    kind: "validate",
    ...validateRepair({ ...runOptions(options, validateOptionNames), repair: options.repair }),
  };
}

/**
 * Says what a repair keeps in the database for its rollback, and with `apply: true` drops it; the repair can then no
 * longer be taken back. Throws DoctorError when it could not run.
 */
export async function forget(options: RollbackOptions = {}): Promise<ForgottenRepair> {
  return { kind: "forget", ...(await forgetRepair(request(options))) };
}

function request(options: RollbackOptions): Parameters<typeof takeBack>[0] {
  const { repair, apply, onProgress } = options;
  return {
    ...runOptions(options, rollbackOptionNames),
    ...onlooker(options),
    ...{ repair, apply: apply ?? false },
    onLosses: (losses) => onProgress?.({ kind: "losses", losses }),
  };
}
