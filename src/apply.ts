import type { Application, Applied, ApplyWatch } from "./database/application.ts";
import { DoctorError } from "./errors.ts";
import type { History } from "./history/history.ts";
import type { Attempt } from "./plan/attempt.ts";
import type { RepairRecord } from "./plan/repair-record.ts";

/** What an applied repair needs of the outside. */
export interface ApplyPorts {
  readonly history: Pick<History, "keep" | "begin" | "end">;
  readonly run: (application: Application, watch: ApplyWatch) => Promise<Applied>;
  readonly watch: ApplyWatch;
}

/** A repair that stands in the database. */
export interface Standing {
  readonly attempt: Attempt;
  readonly applied: Applied;
}

/**
 * Applies a proven repair: its record and its attempt are on the disk before the database is touched, and say afterwards
 * how it ended. Throws the DoctorError of whatever did not hold; the database is then as it was.
 */
export async function applyRecord(
  record: RepairRecord,
  {
    checked,
    files,
  }: { readonly checked: Application["checked"]; readonly files: Readonly<Record<string, string>> },
  { history, run, watch }: ApplyPorts,
): Promise<Standing> {
  const { id: repair, database, before, after, steps } = record;
  history.keep(record, files);
  const attempt = history.begin({
    ...{ repair, database, action: "apply" },
    ...{ hashBefore: before.hash, hashAfter: after.hash },
  });
  try {
    const application = { database, steps, before: before.hash, after: after.hash, checked };
    const applied = await run({ ...application, backup: attempt.backup }, watch);
    return { attempt: history.end(attempt, "success"), applied };
  } catch (error) {
    const status = error instanceof DoctorError && error.code === "database-locked" ? "timeout" : "failed";
    history.end({ ...attempt, backup: null }, status, error instanceof Error ? error.message : String(error));
    throw error;
  }
}
